import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDeidentifier, nothingKnown } from "../../../main/deid/index.ts";
import { startDetector } from "../../../main/detector/start.ts";
import { createGate } from "../../../main/llm/gate.ts";
import { createVendors } from "../../../main/llm/index.ts";
import type { Attempt, GatePorts, OutgoingLine, SendOutcome, SendRequest } from "../../../main/llm/ports.ts";
import type { AgreementTerms } from "../../../shared/domain/agreement.ts";
import { type ErrorCode, failure } from "../../../shared/errors.ts";
import { err, ok } from "../../../shared/result.ts";
import { buildAgreement } from "../../support/build-agreement.ts";
import { type Certificates, makeCertificates } from "../../support/vendor/certificates.ts";
import { type Behaviour, startTrap, startVendor, type VendorStandIn } from "../../support/vendor/start-vendor.ts";

let folder: string;
let ours: Certificates;
let theirs: Certificates;
let vendor: VendorStandIn | null = null;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-vendor-"));
  ours = makeCertificates(folder, "ours");
  theirs = makeCertificates(folder, "theirs");
});
afterEach(async () => {
  await vendor?.close();
  vendor = null;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const removed = await createDeidentifier(startDetector().inspect).deidentify({
  turns: [{ line: 1, label: "client", text: "I slept four hours a night all week long." }],
  known: nothingKnown,
  added: [],
});
if (!removed.ok) throw new Error(removed.error.code);
const lines: OutgoingLine[] = removed.value.lines.map(({ line, text }) => ({ line, text, role: "client" }));
const request: SendRequest = {
  sendId: "snd_00000000000000000000000001",
  task: { id: "draft-note", version: 1, sha256: "0".repeat(64), dataClass: "identifiers-removed", features: ["messages", "streaming"] },
  system: "Draft.",
  preamble: 'section "data" (Data): all',
  blocks: [],
  lines,
  closing: "Now.",
  form: null,
  maxOutputTokens: 512,
  identifiersReplaced: 0,
};

interface Story {
  readonly steps: string[];
  readonly attempts: Attempt[];
  readonly outcomes: SendOutcome[];
}

interface Setting {
  readonly endpoint: string;
  readonly trusted?: Certificates;
  readonly ports?: Partial<GatePorts>;
  readonly today?: string;
  readonly terms?: Partial<AgreementTerms>;
}

function open({ endpoint, trusted = ours, ports = {}, today = "2026-11-23", terms = {} }: Setting) {
  const story: Story = { steps: [], attempts: [], outcomes: [] };
  const options = { extraCertificateAuthorities: [trusted.caPem], connectTimeoutMs: 1_500, idleTimeoutMs: 900, totalTimeoutMs: 4_000, maxRetries: 1 };
  const gate = createGate(
    {
      findAgreement: async () => ok({ agreement: buildAgreement({ endpoint, ...terms }), credential: { apiKey: "sk-invented-credential" } }),
      recordRefused: async (_attempt, code) => {
        story.steps.push(`refused ${code}`);
        return ok(null);
      },
      recordIntent: async (attempt) => {
        story.steps.push("intent");
        story.attempts.push(attempt);
        return ok(null);
      },
      recordOutcome: async (_id, outcome) => {
        story.steps.push("outcome");
        story.outcomes.push(outcome);
        return ok(null);
      },
      vendors: createVendors(options),
      clock: { today: () => today, monotonicMs: () => performance.now() },
      highWaterDay: today,
      proofDays: 90,
      vendorLocks: null,
      ...ports,
    },
    "anthropic",
  );
  return { gate, story };
}

async function send(setting: Setting, signal: AbortSignal = new AbortController().signal) {
  const { gate, story } = open(setting);
  let text = "";
  const outcome = await gate.send(request, {
    signal,
    onText: (chunk) => {
      text += chunk;
    },
  });
  return { outcome, story, text };
}

describe("a send that is allowed", () => {
  it("puts the intent on record, streams the answer, and puts the outcome on record", async () => {
    vendor = await startVendor(ours, "answer");
    const { outcome, story, text } = await send({ endpoint: vendor.origin });
    expect(outcome).toMatchObject({ ok: true, value: { tokensIn: 812, tokensOut: 240, vendorRequestId: "req_invented0001" } });
    expect(story.steps).toEqual(["intent", "outcome"]);
    expect(text).toContain('"section":"data"');
    expect(story.outcomes[0]).toMatchObject({ code: null, httpStatus: 200, tokensOut: 240 });
    expect(JSON.stringify(story)).not.toContain("four hours");
  });

  it("says who it is to the vendor and nothing about who asks", async () => {
    vendor = await startVendor(ours, "answer");
    await send({ endpoint: vendor.origin });
    const [wire] = vendor.requests;
    expect(JSON.stringify(wire?.headers)).toContain("sk-invented-credential");
    const body = JSON.parse(wire?.body ?? "{}") as Record<string, unknown>;
    expect(Object.keys(body).sort()).toEqual(["max_tokens", "messages", "model", "stream", "system"]);
  });

  it("tries again after an overload that came before the first byte", async () => {
    vendor = await startVendor(ours, "529-then-answer");
    const { outcome, story } = await send({ endpoint: vendor.origin });
    expect(outcome.ok).toBe(true);
    expect(story.steps).toEqual(["intent", "outcome"]);
  });
});

describe("a far end that misbehaves is named, and its outcome recorded once", () => {
  const cases: readonly (readonly [Behaviour, ErrorCode])[] = [
    ["half-stream", "vendor.interrupted"],
    ["no-end", "vendor.interrupted"],
    ["garbage", "vendor.invalid-reply"],
    ["429", "vendor.rate-limited"],
    ["529", "vendor.overloaded"],
    ["hang", "vendor.timed-out"],
    ["stall", "vendor.timed-out"],
    ["wrong-content-type", "vendor.invalid-reply"],
    ["401", "vendor.refused"],
    ["redirect", "vendor.redirected"],
    ["oversize", "vendor.invalid-reply"],
    ["slow-loris", "vendor.timed-out"],
    ["other-organization", "gate.key-not-bound"],
  ];
  it.each(cases)("%s: %s", async (behaviour, code) => {
    vendor = await startVendor(ours, behaviour);
    const { outcome, story } = await send({ endpoint: vendor.origin });
    expect(outcome).toEqual({ ok: false, error: expect.objectContaining({ code }) as unknown });
    expect(story.steps).toEqual(["intent", "outcome"]);
    expect(story.outcomes[0]?.code).toBe(code);
    expect(JSON.stringify(outcome)).not.toContain("invented");
  });

  it("never follows a redirect", async () => {
    const trap = await startTrap();
    vendor = await startVendor(ours, "redirect", { redirectTo: trap.origin });
    await send({ endpoint: vendor.origin });
    expect(trap.hits()).toBe(0);
    await trap.close();
  });

  it("stops when the person cancels", async () => {
    vendor = await startVendor(ours, "slow-answer");
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const { outcome, story } = await send({ endpoint: vendor.origin }, abort.signal);
    expect(outcome).toMatchObject({ ok: false, error: { code: "vendor.cancelled" } });
    expect(story.steps).toEqual(["intent", "outcome"]);
  });

  it("names a vendor nobody answers for", async () => {
    const { outcome } = await send({ endpoint: "https://localhost:9" });
    expect(outcome).toMatchObject({ ok: false, error: { code: "vendor.unreachable" } });
  });
});

describe("what must never leave does not", () => {
  it("opens no socket for a refusal, and records it", async () => {
    vendor = await startVendor(ours, "answer");
    const { outcome, story } = await send({ endpoint: vendor.origin, today: "2030-01-01" });
    expect(outcome).toMatchObject({ ok: false, error: { code: "gate.agreement-expired" } });
    expect(story.steps).toEqual(["refused gate.agreement-expired"]);
    expect(vendor.connections()).toBe(0);
  });

  it.each(["returns a failure", "throws"])("opens no socket when the intent cannot be recorded: it %s", async (how) => {
    vendor = await startVendor(ours, "answer");
    const recordIntent: GatePorts["recordIntent"] = async () => {
      if (how === "throws") throw new Error("disk");
      return err(failure("vault.disk-full"));
    };
    const { outcome } = await send({ endpoint: vendor.origin, ports: { recordIntent } });
    expect(outcome).toMatchObject({ ok: false, error: { code: "audit.not-written" } });
    expect(vendor.connections()).toBe(0);
  });

  it("takes no text but the de-id room's own", async () => {
    vendor = await startVendor(ours, "answer");
    const { gate } = open({ endpoint: vendor.origin });
    const forged = { ...request, lines: [{ line: 1, role: "client", text: { value: "Adaeze Okonkwo slept" } }] } as unknown as SendRequest;
    await expect(gate.send(forged, { signal: new AbortController().signal, onText: () => undefined })).rejects.toThrow(TypeError);
    expect(vendor.connections()).toBe(0);
  });

  it("refuses a certificate nobody vouched for", async () => {
    vendor = await startVendor(theirs, "answer");
    const { outcome } = await send({ endpoint: vendor.origin });
    expect(outcome).toMatchObject({ ok: false, error: { code: "vendor.certificate-refused" } });
    expect(vendor.requests).toHaveLength(0);
  });

  it("accepts a pinned key, and no other whoever vouched for it", async () => {
    vendor = await startVendor(ours, "answer");
    const key = new X509Certificate(ours.certPem).publicKey.export({ type: "spki", format: "der" });
    const pin = createHash("sha256").update(key).digest("base64");
    expect((await send({ endpoint: vendor.origin, terms: { pinnedKeys: [pin] } })).outcome.ok).toBe(true);
    const other = Buffer.alloc(32, 7).toString("base64");
    const { outcome } = await send({ endpoint: vendor.origin, terms: { pinnedKeys: [other] } });
    expect(outcome).toMatchObject({ ok: false, error: { code: "vendor.certificate-refused" } });
    expect(vendor.requests).toHaveLength(1);
  });

  it("refuses old TLS", async () => {
    vendor = await startVendor(ours, "answer", { maxVersion: "TLSv1.1" });
    const { outcome } = await send({ endpoint: vendor.origin });
    expect(outcome.ok).toBe(false);
    expect(vendor.requests).toHaveLength(0);
  });

  it("obeys no environment variable that weakens it", async () => {
    const trap = await startTrap();
    const before = { ...process.env };
    Object.assign(process.env, {
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      HTTPS_PROXY: trap.origin,
      https_proxy: trap.origin,
      ALL_PROXY: trap.origin,
      ANTHROPIC_BASE_URL: trap.origin,
      ANTHROPIC_LOG: "debug",
      ANTHROPIC_CUSTOM_HEADERS: "x-leak: yes",
      ANTHROPIC_AUTH_TOKEN: "other",
    });
    try {
      vendor = await startVendor(theirs, "answer");
      expect((await send({ endpoint: vendor.origin })).outcome).toMatchObject({ ok: false, error: { code: "vendor.certificate-refused" } });
      await vendor.close();
      vendor = await startVendor(ours, "answer");
      expect((await send({ endpoint: vendor.origin })).outcome.ok).toBe(true);
      expect(vendor.requests[0]?.headers["x-leak"]).toBeUndefined();
      expect(trap.hits()).toBe(0);
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      await trap.close();
    }
  });
});
