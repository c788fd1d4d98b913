import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getHeapSnapshot, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { scanBytes, scanFolders } from "../../main/canary/scan.ts";
import { createDeidentifier } from "../../main/deid/index.ts";
import { startDetector } from "../../main/detector/start.ts";
import { buildDraftTask, findTemplate } from "../../main/drafting/index.ts";
import { createGuard } from "../../main/ipc/guard.ts";
import { createLog, describeError } from "../../main/log.ts";
import { holdsPhi, inPhiContext, isDebuggingOn, muteConsole } from "../../main/phi-context.ts";
import { createSendSession, type SessionSend } from "../../main/workflows/send-session.ts";
import { contract } from "../../shared/contract/index.ts";
import { buildTerms } from "../support/build-agreement.ts";
import { buildDemographics, spokenSession } from "../support/build-patient.ts";
import { password, startTestClinic } from "../support/compose-test-app.ts";
import { makeCertificates } from "../support/vendor/certificates.ts";
import { startVendor } from "../support/vendor/start-vendor.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-phi-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const marked = "Adaeze Okonkwo slept four hours";

describe("PHI in flight", () => {
  it("is known to everything a piece of work awaits and starts, and to nothing beside it", async () => {
    const seen: boolean[] = [];
    await inPhiContext(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      seen.push(holdsPhi());
      await Promise.all([0, 1].map(async () => seen.push(holdsPhi())));
    });
    expect(seen).toEqual([true, true, true]);
    expect(holdsPhi()).toBe(false);
  });

  it("silences the console, whichever library speaks", () => {
    const said: unknown[] = [];
    const target = Object.fromEntries(
      ["log", "info", "warn", "error", "debug", "trace", "dir", "table"].map((name) => [name, (word: unknown) => said.push(word)]),
    );
    muteConsole(target as never);
    inPhiContext(() => target["debug"]?.(marked));
    target["debug"]?.("ready");
    expect(said).toEqual(["ready"]);
  });

  it("leaves no name, message or stack of an error to the log", () => {
    const log = join(folder, "bug.log");
    const bug = new Error(`${marked}\n    at Okonkwo.ts:1:1`);
    bug.name = "Okonkwo";
    createLog(log).warn(
      "app.unexpected" as never,
      inPhiContext(() => describeError(bug)),
    );
    expect(scanBytes(readFileSync(log), ["Adaeze", "Okonkwo"], "log")).toEqual([]);
    expect(readFileSync(log, "utf8")).toContain("phi-context.test.ts");
  });

  it("knows a runtime that prints what it sends", () => {
    expect(isDebuggingOn({ NODE_DEBUG: "http" })).toBe(true);
    expect(isDebuggingOn({})).toBe(false);
  });
});

describe("an exception at any step of a send", () => {
  const deidentifier = createDeidentifier(startDetector().inspect);
  const template = findTemplate("dap");
  if (template === undefined) throw new Error("no template");
  const turns = [{ line: 1, label: "client", role: "client" as const, text: "I slept four hours." }];
  const base = {
    asking: { callerId: "w", session: {} },
    material: { encounter: { turns }, known: { persons: [], organisations: [], numbers: [], dates: [] }, draftingConsent: true },
    reviewed: { vendorId: null, added: [], released: [], doubtsReviewed: true },
    task: buildDraftTask(template),
    signal: new AbortController().signal,
    onStep: () => undefined,
    onText: () => undefined,
  } as unknown as SessionSend;
  const blow = () => {
    throw new Error(marked);
  };
  const gate = { destination: { vendorId: "anthropic" }, vendors: [], send: async () => blow() };
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      "removing identifiers",
      () =>
        createSendSession({ deidentifier: { ...deidentifier, deidentify: async () => blow() }, gateFor: async () => blow(), secondLook: null })(base),
    ],
    ["finding the gate", () => createSendSession({ deidentifier, gateFor: async () => blow(), secondLook: null })(base)],
    ["sending", () => createSendSession({ deidentifier, gateFor: async () => ({ ok: true, value: gate }) as never, secondLook: null })(base)],
    ["telling a step", () => createSendSession({ deidentifier, gateFor: async () => blow(), secondLook: null })({ ...base, onStep: blow })],
    [
      "leaving consent out",
      () => createSendSession({ deidentifier, gateFor: async () => blow(), secondLook: null })({ ...base, material: null as never }),
    ],
  ];

  it.each(steps)("%s: answered with a code, told to the log without a word of it", async (_name, send) => {
    const log = join(folder, `${Math.random()}.log`);
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const kept = createLog(log);
    const guard = createGuard({
      contract,
      handlers: { "app.status": send } as never,
      sessions: { find: () => null, listDuties: () => [] } as never,
      recordRefusal: async () => undefined,
      reportBug: (call, error) => kept.warn("app.unexpected" as never, { ...describeError(error), call: call as never }),
    });
    const reply = await guard({ id: "w", trusted: true }, "app.status", {});
    expect(reply).toEqual({ ok: false, error: { code: "app.unexpected" } });
    expect(scanBytes(readFileSync(log), ["Adaeze", "Okonkwo", "four hours"], "log")).toEqual([]);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});

describe("after a send", () => {
  it("neither prompt nor reply is in the heap or in any file", async () => {
    const certificates = makeCertificates(folder);
    const vendor = await startVendor(certificates, "answer");
    const clinic = await startTestClinic({ policy: { extraCertificateAuthorities: [certificates.caPem] } });
    await clinic.signIn("abara");
    const terms = buildTerms({ endpoint: vendor.origin });
    const { id: agreementId } = await clinic.ask("agreements.record", { terms, credential: { apiKey: "sk-invented-credential" }, password });
    await clinic.ask("agreements.ask", { agreementId });
    await clinic.signIn("whitcombe");
    const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
    await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" });
    const { encounterId } = await clinic.ask("transcripts.import", {
      patientId,
      bytes: new TextEncoder().encode(spokenSession),
      kindHint: "txt",
      startedAt: "2026-11-23T09:02:00.000Z",
      endedAt: "2026-11-23T09:54:00.000Z",
    });
    await clinic.ask("drafts.create", {
      draftId: "dft_00000000000000000000000001" as never,
      encounterId,
      templateId: "dap",
      via: "vendor",
      added: [],
      doubtsReviewed: true,
    });
    // The far end lives in this process too; what it took in is its own.
    (vendor.requests as unknown[]).length = 0;
    clinic.events.length = 0;
    // A prompt is told from the record by its own frame around the lines; a reply by the form of its lines.
    const found = await searchHeap(["<transcript>\\n1 clinician", '{\\"section\\":\\"data\\",\\"text\\":']);
    expect(found).toEqual([]);
    await clinic.app.stop();
    expect(scanFolders([clinic.folder], ["<transcript>"]).hits).toEqual([]);
    await clinic.remove();
    await vendor.close();
  }, 60_000);

  it("looks where it would be found", async () => {
    const held = { prompt: `${"before ".repeat(2_000)}<transcript>\n1 clinician: ${"hello ".repeat(3)}` };
    expect(await searchHeap(["<transcript>\\n1 clinician"])).toEqual(["<transcript>\\n1 clinician"]);
    expect(held.prompt).toContain("clinician");
  }, 60_000);
});

/** Takes a snapshot of the whole heap after a collection, and gives the texts that stand in it. */
async function searchHeap(texts: readonly string[]): Promise<string[]> {
  setFlagsFromString("--expose-gc");
  // Longer strings are cut off in a snapshot unless it is told.
  setFlagsFromString("--heap-snapshot-string-limit=10000000");
  const collect = runInNewContext("gc") as () => void;
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  const found = new Set<string>();
  let tail = "";
  for await (const chunk of getHeapSnapshot()) {
    const text = tail + String(chunk);
    for (const wanted of texts) if (text.includes(wanted)) found.add(wanted);
    tail = text.slice(-200);
  }
  return [...found];
}
