import type { RecordingId } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { forgetSound } from "../vault/backup/copy-sound.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { destroyArriving, listArriving } from "../vault/sound/arriving-files.ts";
import { destroySoundFile, listSoundFiles } from "../vault/sound/sound-files.ts";
import { listBackups } from "../vault/stores/backups.ts";
import { isHeld } from "../vault/stores/legal-holds.ts";
import {
  destroySoundKey,
  type KeptRecording,
  listKeptSound,
  listLapsedSound,
  readRecording,
  readRecordingOf,
  updateRecording,
} from "../vault/stores/recordings.ts";
import type { Outcome } from "../vault/vault.ts";
import { showRecording } from "./show-recording.ts";
import type { Workflow } from "./workflow.ts";

const dayMs = 86_400_000;
const everyMs = 10 * 60_000;

/** Keeps sound no longer than the clinic's rule says. */
export interface SoundKeeping {
  readonly calls: { "sound.confirm": Workflow<"sound.confirm">; "sound.discard": Workflow<"sound.discard"> };
  /** Destroys what is due and what belongs to nobody any more; now and then, while a record is open. */
  settleIfDue(): Promise<void>;
}

/**
 * A recording is a tool for the transcript, not a part of the record: once a person has found the
 * transcript right its sound goes, at once or after as many days as policy says. The key goes first,
 * with the entry in the log; then the file is overwritten and removed (45 CFR 164.310(d)(2)(i)).
 */
export function createSoundKeeping(parts: { door: RecordDoor; clock: Clock; policy: Policy; isRunning(id: RecordingId): boolean }): SoundKeeping {
  const { door, clock, policy, isRunning } = parts;
  let lastMs: number | null = null;

  async function destroy(by: Actor, id: RecordingId, reason: string, discarded: boolean): Outcome<KeptRecording> {
    if (isRunning(id)) return err(failure("sound.already-recording"));
    const written = await door.vault.write(by, event("recording.destroyed", { recordingId: id, reason }), async (tx) => {
      const kept = await readRecording(tx, id);
      if (kept === null) return err(failure("sound.not-found"));
      if (await isHeld(tx, kept.patientId)) return err(failure("destruction.blocked"));
      await destroySoundKey(tx, id, clock.now());
      if (discarded) await updateRecording(tx, id, { state: "discarded" });
      return ok({ kept: { ...kept, destroyedAt: clock.now() }, backups: await listBackups(tx, 200) });
    });
    if (!written.ok) return written;
    const { stationId } = written.value.kept;
    destroySoundFile(door.files.folder, id);
    if (stationId !== null) destroyArriving(door.files.folder, { stationId, recordingId: id });
    forgetSound(
      written.value.backups.filter(({ removedAt }) => removedAt === null),
      id,
    );
    return ok(written.value.kept);
  }

  async function settle(): Promise<void> {
    const dueBefore = new Date(Date.parse(clock.now()) - policy.sound.keepDays * dayMs).toISOString();
    const found = await door.vault.read(systemActor, event("recordings.listed", {}), async (tx) =>
      ok({ kept: await listKeptSound(tx), lapsed: await listLapsedSound(tx, dueBefore) }),
    );
    if (!found.ok) return;
    for (const { id } of found.value.lapsed) await destroy(systemActor, id, "kept-long-enough", false);
    // A patient destroyed, or a program ended between key and file: such a file opens to nobody.
    const kept = new Set<string>(found.value.kept.map(({ id }) => id));
    for (const id of listSoundFiles(door.files.folder)) if (!kept.has(id) && !isRunning(id)) destroySoundFile(door.files.folder, id);
    for (const arriving of listArriving(door.files.folder)) if (!kept.has(arriving.recordingId)) destroyArriving(door.files.folder, arriving);
  }

  return {
    async settleIfDue() {
      const now = clock.monotonicMs();
      if (door.current() === null || (lastMs !== null && now - lastMs < everyMs)) return;
      lastMs = now;
      await settle();
    },
    calls: {
      async "sound.confirm"({ encounterId }, { session }) {
        const by = nameActor(session);
        const confirmed = await door.vault.write(by, event("recording.viewed", { encounterId }), async (tx) => {
          const kept = await readRecordingOf(tx, encounterId);
          if (kept === null) return err(failure("sound.not-found"));
          const confirmedAt = kept.confirmedAt ?? clock.now();
          await updateRecording(tx, kept.id, { confirmedAt });
          return ok({ kept: { ...kept, confirmedAt }, held: await isHeld(tx, kept.patientId) });
        });
        if (!confirmed.ok) return confirmed;
        const { kept, held } = confirmed.value;
        if (held || policy.sound.keepDays > 0 || kept.destroyedAt !== null) return ok({ recording: showRecording(door, kept, isRunning(kept.id)) });
        const gone = await destroy(by, kept.id, "transcript-confirmed", false);
        return gone.ok ? ok({ recording: showRecording(door, gone.value, isRunning(kept.id)) }) : gone;
      },
      async "sound.discard"({ recordingId }, { session }) {
        const gone = await destroy(nameActor(session), recordingId, "discarded", true);
        return gone.ok ? ok({}) : gone;
      },
    },
  };
}
