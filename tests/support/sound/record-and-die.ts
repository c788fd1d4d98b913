import { argv } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { openSoundWriter } from "../../../main/vault/sound/write-spool.ts";
import { RecordingIdSchema } from "../../../shared/domain/ids.ts";

/** Records a counted tone until it is killed: one line on its output for every stretch that is on the disk. */
const [, , path = "", id = "", publicKey = ""] = argv;
const writer = await openSoundWriter(path, RecordingIdSchema.parse(id), publicKey);
for (let stretch = 0; stretch < 10_000; stretch += 1) {
  const samples = new Int16Array(16_000).fill(stretch);
  const written = await writer.append([new Uint8Array(samples.buffer)], null);
  if (!written.ok) throw new Error(written.error.code);
  process.stdout.write(`${stretch}\n`);
  await wait(5);
}
