import { type RecordingId, RecordingIdSchema } from "../../shared/domain/ids.ts";
import { longestRecordingMs, soundRate } from "../../shared/domain/sound.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { destroySoundFile, locateSound } from "../vault/sound/sound-files.ts";
import { createSoundKeys } from "../vault/sound/spool-file.ts";
import { openSoundWriter, type SoundWriter } from "../vault/sound/write-spool.ts";
import { hasConsent } from "../vault/stores/consents.ts";
import { destroySoundKey, insertRecording, listKeptSound, readRecording, updateRecording } from "../vault/stores/recordings.ts";
import type { Workflow } from "./workflow.ts";

/** Takes in sound files: the window decodes them behind its sandbox, a stretch at a time. */
export interface SoundImport {
  readonly calls: {
    "sound.openImport": Workflow<"sound.openImport">;
    "sound.append": Workflow<"sound.append">;
    "sound.closeImport": Workflow<"sound.closeImport">;
  };
  /** Lets go of what was not brought to its end, as before the record is locked. */
  stop(): Promise<void>;
  /** Destroys what an earlier run of the program left half taken in: the file it came from is still there. */
  sweepIfDue(): Promise<void>;
}

/** Less than this is left alone: the record needs room of its own. */
const leastRoomBytes = 256 * 1024 ** 2;

/** Makes the room; imports of several windows do not meet, each has its file. */
export function createSoundImport({ door, clock }: { door: RecordDoor; clock: Clock }): SoundImport {
  const open = new Map<RecordingId, SoundWriter>();
  let swept = false;

  async function drop(recordingId: RecordingId, reason: string): Promise<void> {
    await door.vault.write(systemActor, event("recording.destroyed", { recordingId, reason }), async (tx) => {
      if ((await readRecording(tx, recordingId)) === null) return ok(null);
      await destroySoundKey(tx, recordingId, clock.now());
      await updateRecording(tx, recordingId, { state: "discarded" });
      return ok(null);
    });
    destroySoundFile(door.files.folder, recordingId);
  }

  return {
    calls: {
      async "sound.openImport"({ patientId, channels, startedAt, endedAt }, { session }) {
        const { publicKey, privateKey } = createSoundKeys();
        const id = mintId("rec", RecordingIdSchema);
        const kept = {
          ...({ id, patientId, clinicianId: session.user.id, encounterId: null, stationId: null, source: "file", channels, state: "open" } as const),
          ...{ publicKey, lengthMs: 0, startedAt, endedAt, confirmedAt: null, destroyedAt: null },
        };
        const begun = event("recording.begun", { recordingId: id, channels, source: "file" });
        const written = await door.vault.write(nameActor(session), begun, async (tx) => {
          if (!(await insertRecording(tx, kept, privateKey))) return err(failure("patient.not-found"));
          return (await hasConsent(tx, patientId, "session-recording")) ? ok(null) : err(failure("sound.consent-needed"));
        });
        if (!written.ok) return written;
        open.set(id, await openSoundWriter(locateSound(door.files.folder, id), id, publicKey));
        return ok({ recordingId: id });
      },
      async "sound.append"({ recordingId, channels }) {
        const writer = open.get(recordingId);
        if (writer === undefined) return err(failure("sound.not-found"));
        if (writer.samples() > (longestRecordingMs / 1000) * soundRate) return err(failure("sound.too-long"));
        if ((await writer.measureRoom()) < leastRoomBytes) return err(failure("sound.disk-nearly-full"));
        const written = await writer.append(channels, null);
        return written.ok ? ok({}) : written;
      },
      async "sound.closeImport"({ recordingId, whole }, { session }) {
        const writer = open.get(recordingId);
        if (writer === undefined) return err(failure("sound.not-found"));
        open.delete(recordingId);
        const lengthMs = Math.round((writer.samples() / soundRate) * 1000);
        await writer.close();
        if (!whole || lengthMs === 0) {
          await drop(recordingId, "import-failed");
          return whole ? err(failure("sound.unreadable")) : ok({});
        }
        return door.vault.write(nameActor(session), event("recording.ended", { recordingId, lengthMs }), async (tx) => {
          if ((await readRecording(tx, recordingId)) === null) return err(failure("sound.not-found"));
          await updateRecording(tx, recordingId, { state: "closed", lengthMs });
          return ok({});
        });
      },
    },
    async stop() {
      for (const [recordingId, writer] of open) {
        open.delete(recordingId);
        await writer.close();
        if (door.current() !== null) await drop(recordingId, "import-interrupted");
      }
      swept = false;
    },
    async sweepIfDue() {
      if (swept) return;
      swept = true;
      const kept = await door.vault.read(systemActor, event("recordings.listed", {}), async (tx) => ok(await listKeptSound(tx)));
      const torn = kept.ok ? kept.value.filter(({ id, source, state }) => source === "file" && state === "open" && !open.has(id)) : [];
      for (const { id } of torn) await drop(id, "import-interrupted");
    },
  };
}
