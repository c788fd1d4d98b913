import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMerkleTree } from "../../../main/audit/index.ts";
import { PolicySchema } from "../../../main/policy/index.ts";
import { judgeBundle } from "../../../scripts/auditor/judge-bundle.ts";
import { type Bundle, openBundle } from "../../../scripts/auditor/read-bundle.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";

const yearMs = 365.25 * 24 * 3_600_000;
let folder: string;
let clinic: TestApp;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-retention-"));
  clinic = await startTestClinic({ backupFolder: folder });
  for (let year = 0; year < 3; year += 1) {
    await clinic.signIn("lindqvist");
    for (let count = 0; count < 20; count += 1) await clinic.ask("audit.retention", {});
    await clinic.ask("session.signOut", {});
    await clinic.app.whenLocked();
    clinic.clock.advance(yearMs);
  }
});
afterEach(async () => {
  await clinic.remove();
  rmSync(folder, { recursive: true, force: true });
});

const as = async (username: string) => {
  await clinic.ask("session.signOut", {}).catch(() => undefined);
  await clinic.app.whenLocked();
  await clinic.signIn(username);
};
const retention = () => clinic.ask("audit.retention", {});

describe("the log's retention", () => {
  it("takes no policy below six years, and lets nothing younger go", async () => {
    expect(PolicySchema.safeParse({ version: 1, owner: "Test", audit: { retentionYears: 5 } }).success).toBe(false);
    expect(PolicySchema.parse({ version: 1, owner: "Test" }).audit.retentionYears).toBe(7);
    await as("lindqvist");
    expect((await retention()).removableBefore).toBeNull();
    expect(await clinic.codeOf("audit.proposeRemoval", { beforeSeq: 20, password })).toBe("retention.nothing-due");
  });

  it("removes whole runs, oldest first, by two persons, and what stays verifies everywhere", async () => {
    clinic.clock.advance(5.5 * yearMs);
    await as("lindqvist");
    const { removableBefore } = await retention();
    if (removableBefore === null) throw new Error("nothing is due");
    expect(await clinic.codeOf("audit.approveRemoval", { beforeSeq: removableBefore, password })).toBe("retention.no-proposal");
    expect(await clinic.codeOf("audit.proposeRemoval", { beforeSeq: removableBefore - 1, password })).toBe("retention.nothing-due");
    await clinic.ask("audit.proposeRemoval", { beforeSeq: removableBefore, password });
    expect(await clinic.codeOf("audit.approveRemoval", { beforeSeq: removableBefore, password })).toBe("session.second-person-needed");
    await as("iverson");
    expect(await clinic.codeOf("audit.approveRemoval", { beforeSeq: removableBefore, password })).toBe("session.not-permitted");
    await as("abara");
    expect(await clinic.codeOf("audit.approveRemoval", { beforeSeq: removableBefore + 1, password })).toBe("retention.no-proposal");
    expect(await clinic.ask("audit.approveRemoval", { beforeSeq: removableBefore, password })).toEqual({ removed: removableBefore });
    expect(await clinic.ask("audit.verify", {})).toMatchObject({ intact: true });
    expect((await clinic.ask("audit.list", { beforeSeq: removableBefore, limit: 10 })).rows).toEqual([]);
    const { name } = await clinic.ask("audit.export", {});
    const bundle = openBundle(join(folder, name));
    expect(await judgeBundle(bundle, [], null)).toMatchObject({ verdict: "intact", beginsAt: removableBefore });
    const forged = { ...bundle, manifest: { ...bundle.manifest, start: { size: removableBefore, head: "0".repeat(64), peaks: ["0".repeat(64)] } } };
    expect(await judgeBundle(forged, [], null)).toMatchObject({ verdict: "start-unproved" });
    expect(await judgeBundle(cutBeginning(bundle), [], null)).toMatchObject({ verdict: "start-unproved" });
    expect(await judgeBundle({ ...bundle, manifest: { ...bundle.manifest, start: null } }, [], null)).toMatchObject({
      verdict: "entry-deleted",
      firstBadSeq: 0,
    });
    await clinic.ask("backups.configure", { everyHours: 24, keepCount: 2, chooseNew: true });
    const { backupId } = await clinic.ask("backups.run", {});
    expect(await clinic.ask("backups.drill", { backupId })).toMatchObject({ verdict: "restorable" });
  });
});

/** Cuts off the beginning at another checkpoint, with the right tree, as somebody with the file could. */
function cutBeginning(bundle: Bundle): Bundle {
  const from = bundle.manifest.start?.size ?? 0;
  const segment = bundle.segments[0] ?? "";
  const lines = readFileSync(join(bundle.folder, segment), "utf8").split("\n");
  const sizes = bundle.notes.map((note) => Number(note.split("\n")[1])).filter((size) => size > from && size < bundle.manifest.size);
  const size = sizes[0] ?? 0;
  const tree = createMerkleTree({ size: from, peaks: (bundle.manifest.start?.peaks ?? []).map((peak) => Buffer.from(peak, "hex")) });
  const cut = lines.slice(0, size - from);
  for (const line of cut) tree.appendEntry(line.slice(83, -1));
  const elsewhere = join(folder, "cut");
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, segment), lines.slice(cut.length).join("\n"));
  const start = { size, head: cut.at(-1)?.slice(9, 73) ?? "", peaks: tree.peaks().map((peak) => peak.toString("hex")) };
  return { ...bundle, folder: elsewhere, manifest: { ...bundle.manifest, start } };
}
