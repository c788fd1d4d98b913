import type { DeliveryId, NoteId, StationId } from "../../shared/domain/ids.ts";
import type { Section } from "../../shared/domain/note.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import type { ReadTx, WriteTx } from "../vault/sql.ts";
import { type DeliveryOutcome, readDelivery } from "../vault/stores/deliveries.ts";
import { insertConflict } from "../vault/stores/note-conflicts.ts";
import { keepVersion } from "../vault/stores/note-versions.ts";
import { isAwaiting, type Manuscript, readManuscript, updateNote } from "../vault/stores/notes.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import { isKept } from "./edit-note.ts";
import { keepHonest } from "./keep-honest.ts";

/** A draft as it stood at a workstation when the host came back. */
export interface AwayNote {
  readonly noteId: NoteId;
  /** The host's revision it was written from. */
  readonly revision: number;
  readonly sections: Section[];
  readonly madeAt: string;
  readonly stationId: StationId;
  readonly deliveryId: DeliveryId;
  /** Earlier states of it that may have come in already. */
  readonly after: readonly DeliveryId[];
  /** A save of it that may have come in without its answer coming back; null when none was on its way. */
  readonly asked: Section[] | null;
}

/**
 * Takes in what was typed while the host was away. Where the note is still what it was written from, it
 * becomes the note; where somebody wrote in it meanwhile, or signed it, both stand side by side until a
 * person has compared them. Nothing that was written is thrown away by a machine.
 */
export async function applyAwayNote(
  parts: { vault: Vault; write(tx: WriteTx, outcome: DeliveryOutcome): Promise<void> },
  by: Actor,
  away: AwayNote,
): Outcome<DeliveryOutcome> {
  const { noteId, stationId, deliveryId, madeAt } = away;
  const told = { stationId, deliveryId, noteId, happenedAt: madeAt };
  const looked = await parts.vault.read(by, event("note.opened", { noteId }), async (tx) => {
    const read = await readManuscript(tx, noteId);
    return ok(read === null ? null : await judge(tx, read, away));
  });
  if (!looked.ok) return looked;
  const outcome = looked.value ?? "refused";
  return parts.vault.write(by, event("away.delivered", { ...told, outcome }), async (tx) => {
    const read = await readManuscript(tx, noteId);
    // Judged again where it counts: others' changes come in between as they please.
    if ((read === null ? "refused" : await judge(tx, read, away)) !== outcome) return err(failure("vault.busy"));
    const done = read === null ? { outcome: "refused" as const, revision: null } : await settle(tx, read, away, outcome);
    await parts.write(tx, done);
    return ok(done);
  });
}

async function judge(tx: ReadTx, { note, origins }: Manuscript, { revision, sections, after, asked }: AwayNote): Promise<"applied" | "conflict"> {
  if (isKept(note.sections, sections, origins) !== null) return "applied";
  if (note.state !== "draft" || (await isAwaiting(tx, note.id))) return "conflict";
  if (note.revision === revision) return "applied";
  // Its own author's last word before the line broke is nobody else's change.
  if (asked !== null && note.revision === revision + 1 && isKept(note.sections, asked, origins) !== null) return "applied";
  for (const earlier of after) {
    const became = await readDelivery(tx, earlier);
    if (became?.outcome === "applied" && became.revision === note.revision) return "applied";
  }
  return "conflict";
}

async function settle(tx: WriteTx, read: Manuscript, away: AwayNote, outcome: string): Promise<DeliveryOutcome> {
  const { note, origins } = read;
  if (isKept(note.sections, away.sections, origins) !== null) return { outcome: "applied", revision: note.revision };
  if (outcome === "conflict") {
    await insertConflict(tx, note, { sections: away.sections, madeAt: away.madeAt, fromRevision: away.revision });
    return { outcome: "conflict", revision: note.revision };
  }
  await keepVersion(tx, note, "away");
  const revision = note.revision + 1;
  const changed = { ...note, sections: keepHonest(note.sections, away.sections, origins), revision, savedAt: tx.chartRules.now() };
  await updateNote(tx, changed, note.revision, { read });
  return { outcome: "applied", revision };
}
