import { ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { readEncounter } from "../vault/stores/encounters.ts";
import { readNoteOfEncounter } from "../vault/stores/notes.ts";
import { listTranscriptsDue, reduceTranscript } from "../vault/stores/transcript-keeping.ts";
import type { Outcome } from "../vault/vault.ts";

const dayMs = 86_400_000;
const everyMs = 10 * 60_000;
const mostAtOnce = 50;

export interface TranscriptKeeping {
  /** Brings every signed session in line with the policy; gives how many were reduced. */
  settle(): Outcome<number>;
  /** The same, now and then, while a record is open. */
  settleIfDue(): Promise<void>;
}

/**
 * Keeps of a transcript what the clinic's policy says once its note is signed: all of it, for a time
 * or for good; the lines the note rests on; or nothing. What goes is overwritten, and its going
 * stands in the log. Before a signature nothing goes: the note could not be checked.
 */
export function createTranscriptKeeping({ door, clock, policy }: { door: RecordDoor; clock: Clock; policy: Policy }): TranscriptKeeping {
  const { vault } = door;
  const { keep, days } = policy.transcripts;
  let lastMs: number | null = null;

  async function settle(): Outcome<number> {
    if (keep === "transcript" && days === 0) return ok(0);
    const signedBefore = new Date(Date.parse(clock.now()) - days * dayMs).toISOString();
    const due = await vault.read(systemActor, event("worklist.viewed", {}), async (tx) => ok(await listTranscriptsDue(tx, signedBefore, mostAtOnce)));
    if (!due.ok) return due;
    for (const encounterId of due.value) {
      const read = await vault.read(systemActor, event("worklist.viewed", {}), async (tx) => {
        const encounter = await readEncounter(tx, encounterId);
        const note = await readNoteOfEncounter(tx, encounterId);
        const cited = new Set(note?.sections.flatMap(({ sentences }) => sentences.flatMap(({ lines }) => lines)) ?? []);
        return ok({ encounter, kept: keep === "cited-lines" ? (encounter?.turns.filter(({ line }) => cited.has(line)) ?? []) : [] });
      });
      if (!read.ok) return read;
      const { encounter, kept } = read.value;
      if (encounter === null) continue;
      const reduced = event("transcript.reduced", { encounterId, kept: kept.length, dropped: encounter.turns.length - kept.length });
      const written = await vault.write(systemActor, reduced, async (tx) => ok(await reduceTranscript(tx, encounter, kept)));
      if (!written.ok) return written;
    }
    return ok(due.value.length);
  }

  return {
    settle,
    async settleIfDue() {
      const now = clock.monotonicMs();
      if (door.current() === null || (lastMs !== null && now - lastMs < everyMs)) return;
      lastMs = now;
      await settle();
    },
  };
}
