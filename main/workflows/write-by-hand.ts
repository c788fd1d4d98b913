import { EncounterIdSchema, NoteIdSchema } from "../../shared/domain/ids.ts";
import type { Note } from "../../shared/domain/note.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { insertEncounter, readEncounter, setDraftState } from "../vault/stores/encounters.ts";
import { insertNote, readNoteOfEncounter } from "../vault/stores/notes.ts";
import type { Vault } from "../vault/vault.ts";
import { chooseTemplate } from "./choose-template.ts";
import type { Workflow } from "./workflow.ts";

/** Puts a session on record that nobody recorded: the client would rather not be, or there was nothing to record with. */
export function beginEncounter({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"encounters.begin"> {
  return ({ patientId, startedAt, endedAt }, { session }) => {
    const encounterId = mintId("enc", EncounterIdSchema);
    const encounter = {
      ...({ id: encounterId, patientId, clinicianId: session.user.id, startedAt, endedAt } as const),
      ...({ kind: "none", turns: [], createdAt: clock.now() } as const),
    };
    return vault.write(nameActor(session), event("encounter.begun", { encounterId }), async (tx) =>
      (await insertEncounter(tx, encounter)) ? ok({ encounterId }) : err(failure("patient.not-found")),
    );
  };
}

/** Lays out an empty note, its sections to be typed or dictated; every sentence of it is the clinician's own. */
export function writeByHand({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"notes.writeByHand"> {
  return ({ encounterId, templateId }, { session }) => {
    const noteId = mintId("not", NoteIdSchema);
    const counts = { sentences: 0, unresolved: 0, restored: 0, invented: 0 };
    return vault.write(nameActor(session), event("note.drafted", { noteId, encounterId, via: "hand", ...counts }), async (tx) => {
      const chosen = await chooseTemplate(tx, templateId);
      if (chosen === null) return err(failure("template.not-found"));
      const encounter = await readEncounter(tx, encounterId);
      if (encounter === null) return err(failure("encounter.not-found"));
      const earlier = await readNoteOfEncounter(tx, encounterId);
      if (earlier !== null) return earlier.state === "signed" ? err(failure("encounter.has-signed-note")) : ok({ note: earlier });
      const { template } = chosen;
      const note: Note = {
        id: noteId,
        patientId: encounter.patientId,
        encounterId,
        templateId: template.id,
        templateName: template.name,
        state: "draft",
        revision: 1,
        sections: template.sections.map(({ id, title }) => ({ id, title, sentences: [] })),
        drafter: { kind: "person" },
        savedAt: clock.now(),
        signature: null,
        addenda: [],
      };
      if (!(await insertNote(tx, note))) return err(failure("patient.not-found"));
      await setDraftState(tx, encounterId, "none");
      return ok({ note });
    });
  };
}
