import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from "@aws-sdk/client-cloudwatch-logs";
import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { SealedEntry } from "../audit/index.ts";
import type { OpenWire, Sink, Wire } from "./sink.ts";

export interface CloudWatchSettings {
  readonly region: string;
  readonly endpoint: string;
  readonly logGroup: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Six years and a leap day: 164.316(b)(2)(i). AWS offers 2,192 days as its next step. */
const leastDays = 2_192;
const replyTypes = ["application/x-amz-json-1.1"];

/**
 * CloudWatch Logs through AWS's own client. The group must keep what it gets for six years or for
 * ever: one that forgets sooner is refused, each time. A stream a installation; entries carry their
 * position and hash, so that the receiving side sees gaps, forks and repeats.
 */
export function createCloudWatchClient(settings: CloudWatchSettings, openWire: OpenWire): Sink {
  return {
    id: "cloudwatch",
    mostAtOnce: 500,
    async deliver(entries, signal) {
      const wire = openWire(new URL(settings.endpoint).origin, replyTypes);
      const client = createClient(settings, wire);
      try {
        const kept = await checkRetention(client, settings.logGroup, signal);
        if (!kept.ok) return kept;
        return await put(client, settings.logGroup, entries, signal);
      } catch (error) {
        const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
        return err(status === undefined ? failure("shipping.unreachable") : failure("shipping.refused", { httpStatus: status }));
      } finally {
        client.destroy();
        await wire.close();
      }
    },
  };
}

function createClient({ region, endpoint, accessKeyId, secretAccessKey }: CloudWatchSettings, wire: Wire): CloudWatchLogsClient {
  return new CloudWatchLogsClient({
    region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 2,
    requestHandler: new FetchHttpHandler({ customFetch: (input: unknown, init?: unknown) => wire.fetch(input as Request, init as RequestInit) }),
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    defaultsMode: "standard",
    retryMode: "standard",
  });
}

async function checkRetention(client: CloudWatchLogsClient, logGroup: string, abortSignal: AbortSignal): Promise<Result<null, AppError>> {
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroup }), { abortSignal });
  const group = logGroups.find(({ logGroupName }) => logGroupName === logGroup);
  if (group === undefined) return err(failure("shipping.no-group"));
  const days = group.retentionInDays;
  // No number means for ever.
  return days === undefined || days >= leastDays ? ok(null) : err(failure("shipping.retention-short", { days }));
}

async function put(
  client: CloudWatchLogsClient,
  logGroupName: string,
  entries: readonly SealedEntry[],
  abortSignal: AbortSignal,
): Promise<Result<null, AppError>> {
  const logStreamName = (entries[0]?.entry.inst ?? "unknown").replace(/[:*]/g, "-");
  const logEvents = entries.map(({ entry, canonical, hash }) => ({
    timestamp: Date.parse(entry.ts),
    message: JSON.stringify({ seq: entry.seq, hash, entry: canonical }),
  }));
  const events = { logGroupName, logStreamName, logEvents };
  const answered = await client.send(new PutLogEventsCommand(events), { abortSignal }).catch(async (error: unknown) => {
    if ((error as { name?: string }).name !== "ResourceNotFoundException") throw error;
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }), { abortSignal }).catch((late: unknown) => {
      if (!(late instanceof ResourceAlreadyExistsException)) throw late;
    });
    return client.send(new PutLogEventsCommand(events), { abortSignal });
  });
  // Events too old or too new are dropped by the service without an error.
  const rejected = answered.rejectedLogEventsInfo;
  return rejected === undefined ? ok(null) : err(failure("shipping.refused", { rejected: true }));
}
