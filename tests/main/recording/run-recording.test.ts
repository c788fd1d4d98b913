import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRecordingRun, type RecordingRun } from "../../../main/recording/run-recording.ts";
import { mintId } from "../../../main/vault/ids.ts";
import { createSoundKeys, listStretches } from "../../../main/vault/sound/spool-file.ts";
import { openSoundWriter } from "../../../main/vault/sound/write-spool.ts";
import { RecordingIdSchema } from "../../../shared/domain/ids.ts";
import type { RecordingLevel } from "../../../shared/domain/sound.ts";
import { createFakeClock, type FakeClock } from "../../support/fake-clock.ts";
import { makeTone } from "../../support/sound/make-tone.ts";
import { createPlayedMicrophones, type PlayedMicrophones } from "../../support/sound/play-microphones.ts";

const gigabyte = 1024 ** 3;
const recordingId = mintId("rec", RecordingIdSchema);

describe("a recording that goes on", () => {
  let folder = "";
  let clock: FakeClock;
  let roomBytes = 100 * gigabyte;
  let desk: PlayedMicrophones;
  let told: { level: RecordingLevel | null; code: string | null }[] = [];
  let ended: string[] = [];
  let run: RecordingRun;
  const path = () => join(folder, "one.sound");

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chartwell-run-"));
    [clock, roomBytes, told, ended] = [createFakeClock(), 100 * gigabyte, [], []];
    desk = createPlayedMicrophones();
    run = createRecordingRun({
      clock,
      microphones: desk.microphones,
      announce: (_caller, _name, payload) => void told.push(payload as (typeof told)[number]),
      onEnded: async (id) => void ended.push(id),
    });
  });
  afterEach(async () => {
    await run.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The file is real; only how much room its disk has is said by the test. */
  async function start(ids: readonly string[] = ["one"]) {
    const writer = await openSoundWriter(path(), recordingId, createSoundKeys().publicKey);
    return run.start({ recordingId, ids, callerId: "window", writer: { ...writer, measureRoom: async () => roomBytes } });
  }
  const measure = (levels: number[], clipping = levels.map(() => false)) => {
    desk.say({ kind: "level", levels, clipping });
    return run.level();
  };

  it("warns early of a disk that fills, stops before it is full, and keeps every second", async () => {
    expect(await start()).toMatchObject({ ok: true });
    desk.play([makeTone(1)]);
    await expect.poll(() => listStretches(path()).length).toBe(1);
    expect(run.level()?.troubles).toEqual([]);
    roomBytes = gigabyte - 1;
    desk.play([makeTone(10)]);
    await expect.poll(() => run.level()?.troubles, { timeout: 10_000 }).toEqual(["disk-nearly-full"]);
    roomBytes = 255 * 1024 ** 2;
    desk.play([makeTone(10)]);
    await expect.poll(() => told.at(-1), { timeout: 10_000 }).toEqual({ level: null, code: "sound.disk-nearly-full" });
    expect(ended).toEqual([recordingId]);
    await expect.poll(() => desk.isHearing()).toBe(false);
    expect(listStretches(path()).length).toBe(21);
    expect(await start()).toMatchObject({ ok: false, error: { code: "sound.disk-nearly-full" } });
  });

  it("says that a microphone is gone at once, without a level to say it with, and that it is back", async () => {
    await start(["one", "two"]);
    desk.say({ kind: "gone", gone: true });
    expect(told.at(-1)?.level?.troubles).toEqual(["microphone-gone"]);
    desk.play([makeTone(1), makeTone(1)]);
    desk.say({ kind: "gone", gone: false });
    expect(told.at(-1)?.level?.troubles).toEqual([]);
    await run.stop();
    expect(listStretches(path()).length).toBe(1);
  });

  it("tells of silence and of clipping channel by channel, and of neither while it pauses", async () => {
    await start(["one", "two"]);
    measure([0.2, 0.2]);
    clock.advance(21_000);
    expect(measure([0.2, 0.001], [true, false])).toMatchObject({ silentMs: [0, 21_000], clipping: [true, false] });
    clock.advance(3_000);
    expect(measure([0.2, 0.2])).toMatchObject({ silentMs: [0, 0], clipping: [true, false] });
    clock.advance(2_000);
    expect(measure([0.2, 0.2])?.clipping).toEqual([false, false]);
    expect(run.pause(true)).toBe(true);
    clock.advance(60_000);
    expect(measure([0, 0])).toMatchObject({ paused: true, silentMs: [0, 0] });
  });
});
