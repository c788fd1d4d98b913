import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DeliveryIdSchema, PatientIdSchema, type RecordingId, RecordingIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type Key, seal, unseal } from "../../vault/keys/seal.ts";
import { destroySoundFile } from "../../vault/sound/sound-files.ts";
import { writeWhole } from "../../vault/write-whole.ts";

/** A recording that was made here and has not wholly come to the host yet. */
const SpoolSchema = z.strictObject({
  recordingId: RecordingIdSchema,
  patientId: PatientIdSchema,
  /** Whose session it is. */
  userId: UserIdSchema,
  channels: z.int().min(1).max(2),
  /** Adds to it; nothing here hears it. */
  publicKey: z.string(),
  startedAt: InstantSchema,
  /** Null while it goes on, or was cut off. */
  endedAt: InstantSchema.nullable(),
  /** It began without the host, which must be told of that first. */
  begunBy: DeliveryIdSchema.nullable(),
});
export type Spool = z.output<typeof SpoolSchema>;

/** What waits here of recordings; each sound file lies beside its note of what it is. */
export interface Spools {
  list(): Spool[];
  find(id: RecordingId): Spool | null;
  write(spool: Spool): void;
  /** The host has all of it, or nobody wants it: sound and note are overwritten and removed. */
  remove(id: RecordingId): void;
}

const ending = ".recording";

/** Opens the recordings that wait in a folder. */
export function openSpools(folder: string, key: Key): Spools {
  const sounds = join(folder, "sound");
  const locate = (id: RecordingId) => join(sounds, `${id}${ending}`);
  const bind = (id: string) => `shelter/recording|${id}`;

  function read(id: RecordingId): Spool | null {
    if (!existsSync(locate(id))) return null;
    const opened = unseal(key, bind(id), readFileSync(locate(id)));
    if (opened === null) return null;
    const parsed = SpoolSchema.safeParse(JSON.parse(opened.toString("utf8")));
    opened.fill(0);
    return parsed.success ? parsed.data : null;
  }

  return {
    find: read,
    list() {
      const names = existsSync(sounds) ? readdirSync(sounds) : [];
      const spools = names.flatMap((name) => {
        const id = name.endsWith(ending) ? RecordingIdSchema.safeParse(name.slice(0, -ending.length)) : null;
        const spool = id?.success === true ? read(id.data) : null;
        return spool === null ? [] : [spool];
      });
      return spools.sort((a, b) => a.startedAt.localeCompare(b.startedAt));
    },
    write(spool) {
      mkdirSync(sounds, { recursive: true, mode: 0o700 });
      const plain = Buffer.from(JSON.stringify(spool), "utf8");
      writeWhole(locate(spool.recordingId), seal(key, bind(spool.recordingId), plain));
      plain.fill(0);
    },
    remove(id) {
      destroySoundFile(folder, id);
      rmSync(locate(id), { force: true });
    },
  };
}
