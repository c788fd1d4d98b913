import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PolicySchema } from "../../../main/policy/index.ts";
import { startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { startTsa, type Tsa } from "../../support/start-tsa.ts";

let folder: string;
let share: string;
let tsa: Tsa;
let clinic: TestApp;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-anchors-"));
  share = join(folder, "share");
  mkdirSync(share);
  tsa = await startTsa(folder);
  const timestamp = { url: tsa.url, authorities: [tsa.authority.certificate] };
  const { audit } = PolicySchema.parse({ version: 1, owner: "Test", audit: { anchorFolder: share, timestamp } });
  clinic = await startTestClinic({ policy: { audit }, backupFolder: folder });
  await clinic.signIn("lindqvist");
});
afterEach(async () => {
  await clinic.remove();
  await tsa.stop();
  rmSync(folder, { recursive: true, force: true });
});

const quarterMs = 15 * 60_000;
/** Time passes and something happens, so that a checkpoint is signed. */
async function workOn(ms = quarterMs): Promise<void> {
  for (let left = ms; left > 0; left -= 5 * 60_000) {
    clinic.clock.advance(Math.min(left, 5 * 60_000));
    await clinic.ask("session.touch", {});
    await clinic.ask("audit.anchors", {});
  }
}
const standing = async () => {
  const { checkpoint, anchors } = await clinic.ask("audit.anchors", {});
  return { size: checkpoint?.size ?? 0, code: checkpoint?.code, ...Object.fromEntries(anchors.map((line) => [line.anchor, line])) } as {
    size: number;
    code: string;
    folder: (typeof anchors)[number];
    timestamp: (typeof anchors)[number];
  };
};
const countEvents = async (name: string) =>
  (await clinic.ask("audit.list", { beforeSeq: null, limit: 200 })).rows.filter(({ event }) => event === name).length;

describe("checkpoints kept elsewhere", () => {
  it("become files of their own on a share, and are stamped by an authority, each once", async () => {
    await workOn();
    await clinic.app.runDue();
    const before = readdirSync(share);
    expect(before.length).toBeGreaterThan(0);
    const { size, code, folder: kept, timestamp } = await standing();
    expect(kept).toMatchObject({ size, failedCode: null });
    expect(timestamp).toMatchObject({ size, failedCode: null });
    expect(code).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/);
    for (let round = 0; round < 20; round += 1) await clinic.app.runDue();
    expect(await countEvents("anchor.written")).toBe(2);
    await workOn();
    await clinic.app.runDue();
    expect(readdirSync(share).length).toBe(before.length + 1);
    expect(tsa.asked).toHaveLength(1);
    await workOn(60 * 60_000);
    await clinic.app.runDue();
    expect(tsa.asked).toHaveLength(2);
  });

  it("travel with an exported log", async () => {
    await workOn();
    await clinic.app.runDue();
    const { name } = await clinic.ask("audit.export", {});
    const stamps = JSON.parse(readFileSync(join(folder, name, "timestamps.json"), "utf8")) as { size: number; token: string }[];
    expect(stamps).toHaveLength(1);
  });

  it("are tried again after a share was away or an authority said no, with growing patience, and nothing is lost", async () => {
    renameSync(share, `${share}-away`);
    tsa.behave("refuse");
    await workOn();
    for (let round = 0; round < 10; round += 1) await clinic.app.runDue();
    expect(await standing()).toMatchObject({
      folder: { size: 0, failedCode: "anchor.folder-gone", attempts: 1 },
      timestamp: { failedCode: "anchor.timestamp-refused", attempts: 1 },
    });
    clinic.clock.advance(61_000);
    await clinic.app.runDue();
    expect((await standing()).folder.attempts).toBe(2);
    clinic.clock.advance(61_000);
    await clinic.app.runDue();
    expect((await standing()).folder.attempts).toBe(2);
    renameSync(`${share}-away`, share);
    tsa.behave("well");
    clinic.clock.advance(61_000);
    await clinic.app.runDue();
    const { size, folder: kept, timestamp } = await standing();
    expect(kept).toMatchObject({ size, failedCode: null, attempts: 0 });
    expect(timestamp).toMatchObject({ size, failedCode: null, attempts: 0 });
    expect(readdirSync(share).length).toBeGreaterThan(0);
  });

  it("are never written over: another history under the same name is a named failure", async () => {
    await workOn();
    await clinic.app.runDue();
    const mine = readdirSync(share).at(-1) ?? "";
    await workOn();
    const size = String((await standing()).size).padStart(12, "0");
    writeFileSync(join(share, mine.replace(/\d{12}/, size)), "another history");
    await clinic.app.runDue();
    expect((await standing()).folder).toMatchObject({ failedCode: "anchor.conflict" });
    expect(readFileSync(join(share, mine.replace(/\d{12}/, size)), "utf8")).toBe("another history");
  });
});
