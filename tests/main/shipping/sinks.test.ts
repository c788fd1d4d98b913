import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { event, linkEntry, outcomes, type SealedEntry, systemActor } from "../../../main/audit/index.ts";
import { createTransport } from "../../../main/llm/transport.ts";
import { PolicySchema } from "../../../main/policy/index.ts";
import { createCloudWatch, createFhirFeed, type OpenWire } from "../../../main/shipping/index.ts";
import { listDestinations } from "../../../main/workflows/list-destinations.ts";
import { createShipping, keepSinkSecret } from "../../../main/workflows/ship-log.ts";
import { createTestRecord } from "../../support/open-test-record.ts";
import { type Certificates, makeCertificates } from "../../support/vendor/certificates.ts";
import { type ProtocolStandIn, startProtocols } from "../../support/vendor/start-protocols.ts";

let folder: string;
let ours: Certificates;
let far: ProtocolStandIn;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-sinks-"));
  ours = makeCertificates(folder, "ours");
  far = await startProtocols(ours);
});
afterAll(async () => {
  await far.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  far.requests.length = 0;
  far.answers.clear();
});

const openWire: OpenWire = (origin, replyTypes) =>
  createTransport({
    ...{ origin, replyTypes, extraCertificateAuthorities: [ours.caPem], pinnedKeys: [], ownNetworkOnly: false },
    ...{ connectTimeoutMs: 2_000, idleTimeoutMs: 2_000, largestReplyBytes: 1_000_000 },
  });
const signal = () => AbortSignal.timeout(8_000);

/** A chain of invented entries. */
function makeEntries(count: number): SealedEntry[] {
  const entries: SealedEntry[] = [];
  for (let seq = 0; seq < count; seq += 1) {
    const last = entries.at(-1);
    const moment = { ts: `2026-11-23T10:00:${String(seq % 60).padStart(2, "0")}.000Z`, mono: seq, boot: "b", inst: "inst0a1b" };
    const before = last === undefined ? null : { seq: last.entry.seq, hash: last.hash };
    entries.push(linkEntry({ event: event("users.listed", {}), actor: systemActor, out: outcomes.success }, before as never, moment));
  }
  return entries;
}
const entries = makeEntries(3);

describe("the FHIR feed", () => {
  const feed = () => createFhirFeed({ url: `${far.origin}/fhir`, token: "an-invented-token" }, openWire);
  const reply = (statuses: string[]) => ({
    type: "application/fhir+json",
    body: JSON.stringify({ resourceType: "Bundle", type: "batch-response", entry: statuses.map((status) => ({ response: { status } })) }),
  });

  it("delivers entries under ids of their own, so that one given twice is kept once", async () => {
    far.answers.set("/fhir", reply(["201 Created", "201 Created", "200 OK"]));
    expect(await feed().deliver(entries, signal())).toEqual({ ok: true, value: null });
    const [wire] = far.requests;
    expect(wire?.headers["authorization"]).toBe("Bearer an-invented-token");
    const batch = JSON.parse(wire?.body ?? "{}") as { entry: { request: { method: string; url: string }; resource: { id: string } }[] };
    expect(batch.entry.map(({ request }) => `${request.method} ${request.url}`)).toEqual([0, 1, 2].map((seq) => `PUT AuditEvent/inst0a1b-${seq}`));
    expect(batch.entry.every(({ resource, request }) => request.url.endsWith(resource.id))).toBe(true);
  });

  it("counts a batch as delivered only when every entry was kept", async () => {
    far.answers.set("/fhir", reply(["201 Created", "422 Unprocessable", "201 Created"]));
    expect(await feed().deliver(entries, signal())).toMatchObject({ ok: false, error: { code: "shipping.refused", facts: { kept: 2, wanted: 3 } } });
    far.answers.set("/fhir", { status: 503, type: "application/json", body: "{}" });
    expect(await feed().deliver(entries, signal())).toMatchObject({ ok: false, error: { code: "shipping.refused", facts: { httpStatus: 503 } } });
    far.answers.set("/fhir", { type: "text/html", body: "<p>a portal</p>" });
    expect((await feed().deliver(entries, signal())).ok).toBe(false);
  });

  it("names a repository that does not answer", async () => {
    const nobody = createFhirFeed({ url: "https://localhost:9/fhir", token: "t" }, openWire);
    expect(await nobody.deliver(entries, signal())).toMatchObject({ ok: false, error: { code: "shipping.unreachable" } });
  });
});

describe("a record that ships", () => {
  it("hands every entry over once, in order, and goes on from there after a start", async () => {
    const record = await createTestRecord();
    await keepSinkSecret(record.door.vault, systemActor, "fhir-feed", { token: "an-invented-token" });
    far.answers.set("/fhir", {
      type: "application/fhir+json",
      get body() {
        const { entry } = JSON.parse(far.requests.at(-1)?.body ?? "{}") as { entry: unknown[] };
        return JSON.stringify({ resourceType: "Bundle", entry: entry.map(() => ({ response: { status: "201" } })) });
      },
    });
    const { audit } = PolicySchema.parse({ version: 1, owner: "Test", audit: { fhirFeed: { url: `${far.origin}/fhir` } } });
    const [destination] = listDestinations(audit, openWire);
    if (destination === undefined) throw new Error("none");
    const shipping = createShipping({ door: record.door, clock: record.clock, destination, random: () => 0 });
    await shipping.runIfDue();
    const arrived = () =>
      far.requests.flatMap(({ body }) =>
        (JSON.parse(body) as { entry: { request: { url: string } }[] }).entry.map(({ request }) => Number(request.url.split("-").at(-1))),
      );
    const first = arrived().length;
    expect(first).toBeGreaterThan(0);
    expect(arrived()).toEqual(Array.from({ length: first }, (_none, seq) => seq));
    await record.door.vault.record(systemActor, event("users.listed", {}));
    record.clock.advance(31_000);
    await shipping.runIfDue();
    record.clock.advance(31_000);
    await shipping.runIfDue();
    const last = record.door.vault.standing()?.lastSeq ?? 0;
    expect(new Set(arrived()).size).toBe(arrived().length);
    expect(arrived().length).toBeGreaterThan(first);
    expect(Math.max(...arrived())).toBeLessThanOrEqual(last);
    await record.remove();
  });
});

describe("CloudWatch Logs", () => {
  const target = () => far.requests.map(({ headers }) => String(headers["x-amz-target"]).split(".")[1]);
  const cloud = () =>
    createCloudWatch(
      {
        region: "us-east-1",
        endpoint: far.origin,
        logGroup: "clinic/audit",
        accessKeyId: "AKIAQNZGKIQY56JQ7WML",
        secretAccessKey: "an invented secret key of forty letters",
      },
      openWire,
    );
  const answer = (groups: object[], put: { status?: number; body: string } = { body: "{}" }) =>
    far.answers.set("/", {
      type: "application/x-amz-json-1.1",
      get status() {
        return target().at(-1) === "PutLogEvents" ? (put.status ?? 200) : 200;
      },
      get body() {
        const asked = target().at(-1);
        if (asked === "DescribeLogGroups") return JSON.stringify({ logGroups: groups });
        return asked === "PutLogEvents" ? put.body : "{}";
      },
    });

  it.each([undefined, 2_192, 3_653])("delivers to a group that keeps for six years or for ever (%s days)", async (retentionInDays) => {
    answer([{ logGroupName: "clinic/audit", retentionInDays }]);
    expect(await cloud().deliver(entries, signal())).toEqual({ ok: true, value: null });
    const body = JSON.parse(far.requests.at(-1)?.body ?? "{}") as { logStreamName: string; logEvents: { message: string }[] };
    expect(body.logStreamName).toBe("inst0a1b");
    expect(body.logEvents.map(({ message }) => (JSON.parse(message) as { seq: number; hash: string }).hash)).toEqual(entries.map(({ hash }) => hash));
  });

  it.each([1, 365, 1_827])("refuses a group that forgets after %i days, and sends it nothing", async (retentionInDays) => {
    answer([{ logGroupName: "clinic/audit", retentionInDays }]);
    expect(await cloud().deliver(entries, signal())).toMatchObject({
      ok: false,
      error: { code: "shipping.retention-short", facts: { days: retentionInDays } },
    });
    expect(target()).not.toContain("PutLogEvents");
  });

  it("refuses a group that is not there, also when one of a longer name is", async () => {
    answer([{ logGroupName: "clinic/audit-old" }]);
    expect(await cloud().deliver(entries, signal())).toMatchObject({ ok: false, error: { code: "shipping.no-group" } });
  });

  it("does not count events the service dropped", async () => {
    answer([{ logGroupName: "clinic/audit" }], { body: JSON.stringify({ rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 } }) });
    expect(await cloud().deliver(entries, signal())).toMatchObject({ ok: false, error: { code: "shipping.refused" } });
  });

  it("makes its stream when there is none yet", async () => {
    answer([{ logGroupName: "clinic/audit" }], { status: 400, body: JSON.stringify({ __type: "ResourceNotFoundException", message: "no stream" }) });
    expect((await cloud().deliver(entries, signal())).ok).toBe(false);
    expect(target()).toEqual(["DescribeLogGroups", "PutLogEvents", "CreateLogStream", "PutLogEvents"]);
  });
});
