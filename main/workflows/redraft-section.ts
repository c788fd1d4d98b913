import { listUnresolved, type Sentence, type Template } from "../../shared/domain/note.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { buildRedraftTask, checkEvidence, draftOnDevice, type RedraftWish } from "../drafting/index.ts";
import { inPhiContext } from "../phi-context.ts";
import { nameActor } from "../session.ts";
import { keepVersion } from "../vault/stores/note-versions.ts";
import { readNote, updateNote } from "../vault/stores/notes.ts";
import { type AskParts, askForSentences } from "./ask-of-session.ts";
import { chooseTemplate } from "./choose-template.ts";
import { gatherSession } from "./gather-session.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Drafts one section of a draft again and keeps it in the note, checked like the first time. What a
 * person typed or accepted in it stays; a note that changed meanwhile is left as it is.
 */
export function redraftSection(parts: AskParts & { clock: Clock }): Workflow<"sections.redraft"> {
  const { vault, clock } = parts;
  return (input, asking) =>
    inPhiContext(async () => {
      const { noteId, sectionId, wish, encounterId } = input;
      const by = nameActor(asking.session);
      const found = await vault.read(by, event("note.opened", { noteId }), async (tx) => {
        const note = await readNote(tx, noteId);
        if (note === null || note.encounterId !== encounterId) return err(failure("note.not-found"));
        if (note.state === "signed") return err(failure("note.signed"));
        const chosen = await chooseTemplate(tx, note.templateId);
        const material = await gatherSession(tx, encounterId);
        if (!material.ok) return material;
        return chosen === null ? err(failure("template.not-found")) : ok({ note, chosen, material: material.value });
      });
      if (!found.ok) return found;
      const { note, chosen, material } = found.value;
      const sections = chosen.template.sections.filter(({ id }) => id === sectionId);
      if (sections.length === 0) return err(failure("template.not-found"));
      const made =
        input.via === "device"
          ? ok(draftHere(material.encounter.turns, chosen.template, sectionId, wish))
          : await askForSentences(parts, input, asking, {
              ...{ material, sections, example: chosen.example },
              task: buildRedraftTask(chosen.template, sectionId, wish),
            });
      if (!made.ok) return made;
      // Keys stay apart from those of the sentences that remain.
      const fresh = made.value.map((sentence) => ({ ...sentence, key: `r${note.revision}${sentence.key}`.slice(0, 24) }));
      const changedSections = note.sections.map((section) =>
        section.id === sectionId
          ? { ...section, sentences: [...section.sentences.filter(({ source, review }) => source === "typed" || review !== null), ...fresh] }
          : section,
      );
      const changed = { ...note, sections: changedSections, revision: note.revision + 1, savedAt: clock.now() };
      const unresolved = listUnresolved({ sections: changedSections.filter(({ id }) => id === sectionId) }).length;
      const redrafted = event("section.redrafted", { noteId, section: sectionId, sentences: fresh.length, unresolved });
      return vault.write(by, redrafted, async (tx) => {
        await keepVersion(tx, note, "redrafted");
        if (!(await updateNote(tx, changed, note.revision))) return err(failure("note.changed-elsewhere", { revision: note.revision }));
        return ok({ revision: changed.revision, savedAt: changed.savedAt, sections: changedSections });
      });
    });
}

/** The section from the session's own sentences; nothing is sent. */
function draftHere(turns: readonly Turn[], template: Template, sectionId: string, wish: RedraftWish): Sentence[] {
  const sections = draftOnDevice({ turns, template, wish }).filter(({ id }) => id === sectionId);
  return checkEvidence({ sections, turns: [...turns] }).flatMap(({ sentences }) => sentences);
}
