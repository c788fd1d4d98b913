import type { EncounterId } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor, type Session } from "../session.ts";
import { openPrivateText, sealPrivateText } from "../vault/private-text.ts";
import { readAuthorKey } from "../vault/stores/author-keys.ts";
import { readEncounter } from "../vault/stores/encounters.ts";
import { readPrivateNote, removePrivateNote, writePrivateNote } from "../vault/stores/private-notes.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

/*
 * Psychotherapy notes (45 CFR 164.501): apart from the record, sealed under their author's own key.
 * Nothing else imports their store: no export, no search and no send can come upon one.
 */

interface PrivateParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
}

/** Whether the person who asks has a private note of this session, and a key to write one with. */
export function readPrivateState({ vault }: PrivateParts): Workflow<"privateNotes.state"> {
  return async ({ encounterId }, { session }) => {
    const found = await find(vault, session, encounterId);
    if (!found.ok) return found;
    return ok({ savedAt: found.value.note?.savedAt ?? null, hasKey: found.value.kept !== null });
  };
}

/** Opens one's own private note with one's own password. */
export function openPrivateNote({ vault, reauthenticate }: PrivateParts): Workflow<"privateNotes.open"> {
  return async ({ encounterId, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const found = await find(vault, session, encounterId);
    if (!found.ok) return found;
    const { kept, note } = found.value;
    if (kept === null) return err(failure("private.no-key"));
    if (note === null) return ok({ text: "" });
    const text = note.keyId === kept.keyId ? await openPrivateText(kept, password, encounterId, note.sealed) : null;
    return text === null ? err(failure("private.key-elsewhere")) : ok({ text });
  };
}

/** Keeps one's own private note; empty words take it away. */
export function savePrivateNote({ vault, clock, reauthenticate }: PrivateParts): Workflow<"privateNotes.save"> {
  return async ({ encounterId, password, text }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const found = await find(vault, session, encounterId);
    if (!found.ok) return found;
    const { kept, patientId } = found.value;
    if (kept === null) return err(failure("private.no-key"));
    const sealed = await sealPrivateText(kept, password, encounterId, text);
    if (sealed === null) return err(failure("private.key-elsewhere"));
    const savedAt = clock.now();
    return vault.write(nameActor(session), event("note.private-saved", { encounterId }), async (tx) => {
      if (text.trim() === "") await removePrivateNote(tx, encounterId);
      else await writePrivateNote(tx, patientId, encounterId, { keyId: kept.keyId, sealed, savedAt });
      return ok({ savedAt: text.trim() === "" ? null : savedAt });
    });
  };
}

function find(vault: Vault, session: Session, encounterId: EncounterId) {
  return vault.read(nameActor(session), event("note.private-opened", { encounterId }), async (tx) => {
    const encounter = await readEncounter(tx, encounterId);
    if (encounter === null) return err(failure("encounter.not-found"));
    const note = await readPrivateNote(tx, encounter.patientId, encounterId);
    return ok({ patientId: encounter.patientId, note, kept: await readAuthorKey(tx, session.user.id) });
  });
}
