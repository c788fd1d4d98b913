import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mintId } from "../../../../main/vault/ids.ts";
import { type OpenedStretch, openSoundReader } from "../../../../main/vault/sound/read-spool.ts";
import { destroySoundFile, listSoundFiles, locateSound, measureSound } from "../../../../main/vault/sound/sound-files.ts";
import { createSoundKeys, listStretches } from "../../../../main/vault/sound/spool-file.ts";
import { openSoundWriter } from "../../../../main/vault/sound/write-spool.ts";
import { RecordingIdSchema } from "../../../../shared/domain/ids.ts";

const second = (value: number, channels = 1) =>
  Array.from({ length: channels }, (_none, channel) => new Uint8Array(new Int16Array(16_000).fill(value + channel * 1000).buffer));

describe("the sealed file of a recording", () => {
  let folder = "";
  const id = mintId("rec", RecordingIdSchema);
  const keys = createSoundKeys();
  const path = () => locateSound(folder, id);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chartwell-spool-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function write(seconds: number, channels = 1, from = 0): Promise<void> {
    const writer = await openSoundWriter(path(), id, keys.publicKey);
    for (let at = from; at < from + seconds; at += 1) expect(await writer.append(second(at, channels), at * 1000)).toEqual({ ok: true, value: null });
    await writer.close();
  }

  async function read(recordingId = id, privateKey = keys.privateKey): Promise<{ stretches: OpenedStretch[]; code: string | null }> {
    const reader = await openSoundReader(path(), recordingId, privateKey);
    if (!reader.ok) return { stretches: [], code: reader.error.code };
    const stretches: OpenedStretch[] = [];
    let code: string | null = null;
    for await (const opened of reader.value.read(0, reader.value.samples)) {
      if (opened.ok) stretches.push(opened.value);
      else code = opened.error.code;
    }
    await reader.value.close();
    return { stretches, code };
  }
  const values = (stretches: readonly OpenedStretch[]) =>
    stretches.map(({ channels }) => new Int16Array(channels[0]?.buffer ?? new ArrayBuffer(0))[7]);

  it("gives back what was written, both channels, and goes on where it was", async () => {
    await write(3, 2);
    await write(2, 2, 3);
    const { stretches, code } = await read();
    expect(code).toBeNull();
    expect(values(stretches)).toEqual([0, 1, 2, 3, 4]);
    expect(new Int16Array(stretches[4]?.channels[1]?.buffer ?? new ArrayBuffer(0))[7]).toBe(1004);
    expect(measureSound(folder, id)).toBe(80_000);
    expect(listSoundFiles(folder)).toEqual([id]);
  });

  it("holds nothing that can be read without the private key, and nothing twice", async () => {
    await write(2);
    const bytes = readFileSync(path());
    expect(bytes.indexOf(Buffer.from(new Int16Array(64).fill(1).buffer))).toBe(-1);
    expect((await read(id, createSoundKeys().privateKey)).code).toBe("sound.damaged");
    expect((await read(mintId("rec", RecordingIdSchema))).code).toBe("sound.damaged");
  });

  it("reads up to what was changed, moved or cut, and says so", async () => {
    await write(4);
    const whole = readFileSync(path());
    const places = listStretches(path());
    const changed = Buffer.from(whole);
    const at = (places[2]?.offset ?? 0) + 100;
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(path(), changed);
    expect(await read()).toMatchObject({ stretches: [{ startSample: 0 }, { startSample: 16_000 }], code: "sound.damaged" });
    const length = (places[0]?.sealedBytes ?? 0) + 8;
    writeFileSync(path(), Buffer.concat([whole.subarray(length, 2 * length), whole.subarray(0, length), whole.subarray(2 * length)]));
    expect(await read()).toMatchObject({ stretches: [], code: "sound.damaged" });
    writeFileSync(path(), Buffer.concat([whole.subarray(0, length), whole.subarray(2 * length)]));
    expect(await read()).toMatchObject({ stretches: [{ startSample: 0 }], code: "sound.damaged" });
  });

  it("cuts off a torn end before it goes on", async () => {
    await write(3);
    truncateSync(path(), readFileSync(path()).byteLength - 500);
    expect(measureSound(folder, id)).toBe(32_000);
    await write(1, 1, 9);
    expect(values((await read()).stretches)).toEqual([0, 1, 9]);
    appendFileSync(path(), Buffer.from([1, 2, 3]));
    expect(values((await read()).stretches)).toEqual([0, 1, 9]);
  });

  it("loses at most the stretch in hand when its program is killed", async () => {
    const script = join(import.meta.dirname, "../../../support/sound/record-and-die.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script, path(), id, keys.publicKey], { stdio: ["ignore", "pipe", "inherit"] });
    let onDisk = -1;
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk) => {
        onDisk = Number(String(chunk).trim().split("\n").at(-1));
        if (onDisk >= 25) child.kill("SIGKILL");
      });
      child.once("exit", () => resolve());
    });
    const { stretches, code } = await read();
    expect(code).toBeNull();
    expect(stretches.length).toBeGreaterThanOrEqual(onDisk + 1);
    expect(values(stretches)).toEqual(stretches.map((_stretch, at) => at));
  }, 30_000);

  it("is overwritten and gone when it is destroyed", async () => {
    await write(1);
    destroySoundFile(folder, id);
    expect((await read()).code).toBe("sound.destroyed");
    expect(listSoundFiles(folder)).toEqual([]);
  });
});
