import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashEntry } from "../../../main/audit/chain.ts";
import { writeEvidenceLine } from "../../../main/audit/evidence.ts";
import { createEvidence, event, systemActor } from "../../../main/audit/index.ts";
import { makeNewFolder } from "../../../main/shell/new-folder.ts";
import { listCheckpoints } from "../../../main/vault/stores/audit-checkpoints.ts";
import { listAuditEntriesFrom } from "../../../main/vault/stores/audit-entries.ts";
import { writeEvidence } from "../../../main/workflows/export-audit.ts";
import { proveContinuation, proveEntry } from "../../../main/workflows/prove-audit.ts";
import { ok } from "../../../shared/result.ts";
import { createTestRecord, type TestRecord } from "../../support/open-test-record.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
let folder: string;
let program: string;
let record: TestRecord;
let bundle: string;
let earlier: string;

const must = <T>(outcome: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};
const look = async (times: number) => {
  for (let count = 0; count < times; count += 1) await record.door.vault.record(systemActor, event("users.listed", {}));
};
const exportNow = async () => {
  record.clock.advance(1_000);
  return join(
    folder,
    must(await writeEvidence({ vault: record.door.vault, clock: record.clock }, systemActor, async (name) => makeNewFolder(folder, name))).name,
  );
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-auditor-"));
  const vite = join(root, "node_modules/vite/bin/vite.js");
  execFileSync(
    process.execPath,
    [vite, "build", "--logLevel", "error", "--config", "scripts/vite/auditor.config.mts", "--outDir", join(folder, "program")],
    {
      cwd: root,
    },
  );
  program = join(folder, "program", "chartwell-audit.mjs");
  record = await createTestRecord();
  await look(300);
  earlier = await exportNow();
  await look(300);
  bundle = await exportNow();
}, 60_000);
afterAll(async () => {
  await record.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the auditor's one file, far from the program's own folder. */
function audit(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: "utf8", env: {} });
  return { status, stdout, stderr };
}
const judge = (path: string, ...words: string[]) => {
  const { status, stdout } = audit("verify", path, "--json", ...words);
  return {
    status,
    ...(JSON.parse(stdout) as { verdict: string; firstBadSeq: number | null; anchoredTo: number; checked: number; keyTrusted: boolean }),
  };
};

const segmentOf = (path: string) => join(path, readdirSync(path).find((name) => name.startsWith("entries-")) ?? "");
let copies = 0;
/** A copy of the bundle with its lines of entries tampered with. */
function tamper(change: (lines: string[]) => string[]): string {
  copies += 1;
  const copy = join(folder, `copy-${copies}`);
  cpSync(bundle, copy, { recursive: true });
  const lines = readFileSync(segmentOf(copy), "utf8").trimEnd().split("\n");
  writeFileSync(segmentOf(copy), `${change(lines).join("\n")}\n`);
  return copy;
}
const lineAt = (lines: readonly string[], at: number) => lines[at] as string;

describe("the auditor's program", () => {
  it("finds an exported log whole, and says what that does not show", () => {
    expect(judge(bundle)).toMatchObject({ status: 0, verdict: "intact", firstBadSeq: null, keyTrusted: false });
    expect(judge(bundle).anchoredTo).toBe(judge(bundle).checked);
    const told = audit("verify", bundle).stdout;
    expect(told).toContain("What this does not show");
    expect(told).toContain("after the last checkpoint rest on the chain alone");
    expect(audit("verify", bundle, "--against", join(earlier, "checkpoints.json"), "--key", join(earlier, "checkpoints.json")).stdout).toContain(
      "The key was given by you",
    );
  });

  it.each([
    ["entry-edited", 100, (lines: string[]) => lines.with(100, lineAt(lines, 100).replace('"out":0', '"out":4'))],
    ["entry-deleted", 100, (lines: string[]) => lines.toSpliced(100, 1)],
    ["entry-inserted", 101, (lines: string[]) => lines.toSpliced(100, 0, lineAt(lines, 100))],
    ["entries-swapped", 100, (lines: string[]) => lines.with(100, lineAt(lines, 101)).with(101, lineAt(lines, 100))],
    ["tail-missing", 400, (lines: string[]) => lines.slice(0, 400)],
    ["row-unreadable", 100, (lines: string[]) => lines.with(100, lineAt(lines, 100).replace('"v":1', '"v": 1'))],
    ["clock-regressed", 601, (lines: string[]) => rechain(lines, 601, (text) => text.replace(/"ts":"[^"]*"/, '"ts":"2020-01-01T00:00:00.000Z"'))],
    ["log-rewritten", 301, (lines: string[]) => rechain(lines, 550, (text) => text.replace('"out":0', '"out":4'))],
    ["link-broken", 101, (lines: string[]) => replaceAlone(lines, 100)],
  ] as const)("names %s and where", (verdict, firstBadSeq, change) => {
    expect(judge(tamper(change as (lines: string[]) => string[]))).toMatchObject({ status: 1, verdict, firstBadSeq });
  });

  it("names an old copy put back, two histories and a wrong key, by what was kept elsewhere", () => {
    const kept = join(bundle, "checkpoints.json");
    expect(judge(earlier)).toMatchObject({ verdict: "intact" });
    expect(judge(earlier, "--against", kept)).toMatchObject({ status: 1, verdict: "rolled-back", firstBadSeq: judge(earlier).checked });
    const other = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }).x ?? "";
    const keyFile = join(folder, "other-key.json");
    writeFileSync(keyFile, JSON.stringify({ name: "chartwell-audit", publicKey: Buffer.from(other, "base64url").toString("base64") }));
    expect(judge(bundle, "--key", keyFile)).toMatchObject({ status: 1, verdict: "checkpoint-unsigned" });
  });

  it("finds a bundle's other files changed, and refuses one that does not read", () => {
    const copy = tamper((lines) => lines);
    writeFileSync(join(copy, "checkpoints.json"), readFileSync(join(copy, "checkpoints.json"), "utf8").replace("\n", "\n "));
    expect(judge(copy)).toMatchObject({ status: 1, verdict: "file-changed" });
    writeFileSync(join(copy, "manifest.json"), "{");
    expect(audit("verify", copy).status).toBe(2);
    expect(audit("verify").status).toBe(2);
  });

  it("checks a proof of one entry, and that one checkpoint continues another", async () => {
    const inclusion = must(await proveEntry(record.door.vault, systemActor, 123));
    const file = join(folder, "proof.json");
    writeFileSync(file, JSON.stringify(inclusion));
    expect(audit("proof", file)).toMatchObject({ status: 0 });
    expect(audit("proof", file, "--key", join(earlier, "checkpoints.json")).stdout).toBe("Proved.\n");
    writeFileSync(
      file,
      JSON.stringify({ ...inclusion, canonical: inclusion.kind === "inclusion" ? inclusion.canonical.replace('"out":0', '"out":4') : "" }),
    );
    expect(audit("proof", file)).toMatchObject({ status: 1 });
    const sizes = (JSON.parse(readFileSync(join(bundle, "checkpoints.json"), "utf8")) as { notes: string[] }).notes.map((note) =>
      Number(note.split("\n")[1]),
    );
    const continuation = must(await proveContinuation(record.door.vault, systemActor, sizes[0] as number, sizes.at(-1) as number));
    writeFileSync(file, JSON.stringify(continuation));
    expect(audit("proof", file)).toMatchObject({ status: 0 });
    writeFileSync(file, JSON.stringify({ ...continuation, path: continuation.path.toReversed() }));
    expect(audit("proof", file)).toMatchObject({ status: 1 });
    expect(await proveEntry(record.door.vault, systemActor, 1_000_000)).toMatchObject({ ok: false, error: { code: "audit.not-anchored" } });
  });

  it("finds two histories signed by one key", async () => {
    const twin = await forkRecord();
    const kept = join(folder, "kept-by-twin.json");
    writeFileSync(kept, JSON.stringify(twin));
    expect(judge(await exportNow(), "--against", kept)).toMatchObject({ status: 1, verdict: "checkpoints-forked" });
  });
});

/** Lets the log go on twice from one state of its files, as a machine copied and used would; gives the checkpoints of the copy. */
async function forkRecord(): Promise<unknown> {
  await record.door.lock();
  const aside = `${record.folder}-aside`;
  cpSync(record.folder, aside, { recursive: true });
  must(await record.door.enter("whitcombe", "an invented long password"));
  await record.door.vault.record(systemActor, event("app.stopped", {}));
  const kept = must(await record.door.vault.read(systemActor, event("audit.checkpoints-listed", {}), async (tx) => ok(await listCheckpoints(tx))));
  await record.door.lock();
  rmSync(record.folder, { recursive: true });
  cpSync(aside, record.folder, { recursive: true });
  must(await record.door.enter("whitcombe", "an invented long password"));
  await look(3);
  return kept;
}

/** Edits one entry and links everything behind it anew, as somebody holding the file could. */
function rechain(lines: readonly string[], at: number, change: (canonical: string) => string): string[] {
  let last = "";
  return lines.map((line, index) => {
    const canonical = line.slice(83, -1);
    if (index < at) {
      last = line.slice(9, 73);
      return line;
    }
    const linked = (index === at ? change(canonical) : canonical).replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${last}"`);
    last = hashEntry(linked);
    return writeEvidenceLine({ canonical: linked, hash: last }).trimEnd();
  });
}

function replaceAlone(lines: readonly string[], at: number): string[] {
  const canonical = lineAt(lines, at).slice(83, -1).replace('"out":0', '"out":4');
  return lines.with(at, writeEvidenceLine({ canonical, hash: hashEntry(canonical) }).trimEnd());
}

it("splits a long log into files of ten thousand entries", async () => {
  const rows = must(
    await record.door.vault.read(systemActor, event("audit.gathered", { fromSeq: 0 }), async (tx) => ok(await listAuditEntriesFrom(tx, 0, 1))),
  );
  const names: string[] = [];
  const evidence = createEvidence({ put: async (name) => void names.push(name) }, null);
  for (let count = 0; count < 20_001; count += 1) await evidence.push(rows[0] as { canonical: string; hash: string });
  await evidence.finish([], { name: "k", publicKey: Buffer.alloc(32) }, "2026-11-23T09:00:00.000Z");
  expect(names).toEqual([
    "entries-000000000000.jsonl",
    "entries-000000010000.jsonl",
    "entries-000000020000.jsonl",
    "checkpoints.json",
    "manifest.json",
  ]);
});
