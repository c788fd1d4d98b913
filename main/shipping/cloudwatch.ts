import type { CloudWatchSettings } from "./cloudwatch-client.ts";
import type { OpenWire, Sink } from "./sink.ts";

export type { CloudWatchSettings } from "./cloudwatch-client.ts";

/** CloudWatch Logs as a place for the log; AWS's client is read when there is something to deliver, not at the start. */
export function createCloudWatch(settings: CloudWatchSettings, openWire: OpenWire): Sink {
  let client: Sink | null = null;
  return {
    id: "cloudwatch",
    mostAtOnce: 500,
    async deliver(entries, signal) {
      client ??= (await import("./cloudwatch-client.ts")).createCloudWatchClient(settings, openWire);
      return client.deliver(entries, signal);
    },
  };
}
