import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { rootCertificates } from "node:tls";
import Anthropic from "@anthropic-ai/sdk";
import { Agent, fetch as undiciFetch } from "undici";
import { event } from "../../main/audit/index.ts";
import { createDeidentifier, nothingKnown } from "../../main/deid/index.ts";
import { startDetector } from "../../main/detector/start.ts";
import { createGate, createVendors, type SendRequest, usualPatience } from "../../main/llm/index.ts";
import { renderUser } from "../../main/llm/prompt.ts";
import { ok } from "../../shared/result.ts";
import { buildAgreement } from "../../tests/support/build-agreement.ts";
import { clinician, createTestRecord } from "../../tests/support/open-test-record.ts";
import { makeCertificates } from "../../tests/support/vendor/certificates.ts";

const rounds = 15;
const tokens = 2_000;
const queued = 50;
const firstTokenLimitMs = 10;
const streamLimitShare = 0.03;
const longestWaitMs = 100;
const folder = mkdtempSync(join(tmpdir(), "chartwell-bench-"));
const certificates = makeCertificates(folder);
let held = true;

function tell(what: string, ours: number, floor: number, cost: string, kept: boolean): void {
  held &&= kept;
  console.log(
    `${what.padEnd(34)} ${ours.toFixed(2).padStart(9)} ms   floor ${floor.toFixed(2).padStart(9)} ms   ${cost} ${kept ? "holds" : "FAILS"}`,
  );
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

interface Timed {
  readonly firstMs: number;
  readonly totalMs: number;
}

/** Times a stream from the call to its first word and to its end. */
async function time(stream: (onText: () => void) => Promise<unknown>): Promise<Timed> {
  const startedMs = performance.now();
  let firstMs = 0;
  await stream(() => {
    if (firstMs === 0) firstMs = performance.now() - startedMs;
  });
  return { firstMs, totalMs: performance.now() - startedMs };
}

const server = fork(new URL("./parts/far-end.ts", import.meta.url), [String(tokens)], {
  execArgv: ["--import", "tsx"],
  stdio: ["ignore", "inherit", "inherit", "ipc"],
});
try {
  server.send({ key: certificates.keyPem, cert: certificates.certPem });
  const port = await new Promise<number>((resolve) => server.once("message", (message) => resolve(Number(message))));
  const endpoint = `https://localhost:${port}`;
  const record = await createTestRecord();
  const detector = startDetector();
  const text = "I slept four hours a night all week and I worry about work.";
  const turns = Array.from({ length: 400 }, (_none, index) => ({ line: index + 1, label: "client", text }));
  const removed = await createDeidentifier(detector.inspect).deidentify({ turns, known: nothingKnown, added: [] });
  if (!removed.ok) throw new Error(removed.error.code);
  const request: SendRequest = {
    sendId: "snd_00000000000000000000000001",
    task: { id: "draft-note", version: 1, sha256: "0".repeat(64), dataClass: "identifiers-removed", features: ["messages", "streaming"] },
    system: "Draft.",
    preamble: "All of it.",
    blocks: [],
    lines: removed.value.lines.map(({ line, text: words }) => ({ line, text: words, role: "client" })),
    closing: "Now.",
    form: null,
    maxOutputTokens: 4_096,
    identifiersReplaced: 0,
  };
  const facts = { sendId: request.sendId, vendor: "anthropic", model: "m", host: "localhost", task: "draft-note/1", taskSha256: "0".repeat(64) };
  const counts = { dataClass: "identifiers-removed", identifiersReplaced: 0, bytes: 1 };
  const { vault } = record.door;
  const today = "2026-11-23";
  const gate = createGate(
    {
      findAgreement: async () => ok({ agreement: buildAgreement({ endpoint }), credential: { apiKey: "sk-invented-credential" } }),
      recordRefused: () => vault.record(clinician, event("llm.request-refused", { ...facts, ...counts, code: "gate.no-agreement" })),
      recordIntent: () => vault.record(clinician, event("llm.request-sent", { ...facts, ...counts })),
      recordOutcome: () => vault.record(clinician, event("llm.request-ended", { sendId: request.sendId, durationMs: 1 })),
      vendors: createVendors({ ...usualPatience, extraCertificateAuthorities: [certificates.caPem] }),
      clock: { today: () => today, monotonicMs: () => performance.now() },
      highWaterDay: today,
      proofDays: 90,
      vendorLocks: null,
    },
    "anthropic",
  );
  const ours = () =>
    time(async (onText) => {
      const sent = await gate.send(request, { signal: new AbortController().signal, onText });
      if (!sent.ok) throw new Error(sent.error.code);
    });
  const user = renderUser(request);
  const floor = () =>
    time(async (onText) => {
      // The bare library, a connection of its own each time as a program that starts a draft has.
      const dispatcher = new Agent({ connect: { ca: [...rootCertificates, certificates.caPem] } });
      const send = (input: unknown, init: object) => undiciFetch(input as string, { ...init, dispatcher }) as unknown as Promise<Response>;
      const client = new Anthropic({
        apiKey: "sk-invented-credential",
        baseURL: endpoint,
        logLevel: "off",
        openTelemetry: false,
        fetch: send as typeof fetch,
      });
      const stream = await client.messages.create({
        model: "m",
        max_tokens: 4_096,
        system: "Draft.",
        messages: [{ role: "user", content: user }],
        stream: true,
      });
      for await (const one of stream) if (one.type === "content_block_delta") onText();
      await dispatcher.destroy();
    });
  await floor();
  await ours();
  const mine: Timed[] = [];
  const bare: Timed[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await ours());
    bare.push(await floor());
  }
  const first = [median(mine.map(({ firstMs }) => firstMs)), median(bare.map(({ firstMs }) => firstMs))] as const;
  const total = [median(mine.map(({ totalMs }) => totalMs)), median(bare.map(({ totalMs }) => totalMs))] as const;
  const share = total[0] / total[1] - 1;
  tell(
    "to the first token",
    first[0],
    first[1],
    `+${(first[0] - first[1]).toFixed(2)} ms (<= ${firstTokenLimitMs})`,
    first[0] - first[1] <= firstTokenLimitMs,
  );
  tell(
    `a stream of ${tokens} tokens`,
    total[0],
    total[1],
    `+${(share * 100).toFixed(2)} % (<= ${streamLimitShare * 100})`,
    share <= streamLimitShare,
  );
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: queued }, ours));
  delay.disable();
  const longestMs = delay.max / 1e6;
  const calm = delay.percentile(95) / 1e6;
  held &&= longestMs <= longestWaitMs;
  console.log(
    `${`${queued} drafts at once`.padEnd(34)} ${(performance.now() - startedMs).toFixed(0).padStart(9)} ms   the window waits p95 ${calm.toFixed(1)} ms, longest ${longestMs.toFixed(1)} ms (<= ${longestWaitMs}) ${longestMs <= longestWaitMs ? "holds" : "FAILS"}`,
  );
  await detector.forget();
  await record.remove();
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = held ? 0 : 1;
