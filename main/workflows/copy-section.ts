import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { nameActor } from "../session.ts";
import { readNote } from "../vault/stores/notes.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/** Where copied words go: the machine's clipboard, which forgets them again. */
export interface CopyTarget {
  copy(text: string): void;
}

/** Copies one section's words for the clinic's own chart system, on record. */
export function copySection({ vault, clipboard }: { vault: Vault; clipboard: CopyTarget }): Workflow<"notes.copySection"> {
  return async ({ noteId, sectionId }, { session }) => {
    const read = await vault.read(nameActor(session), event("note.copied", { noteId, section: sectionId }), async (tx) => {
      const section = (await readNote(tx, noteId))?.sections.find((candidate) => candidate.id === sectionId);
      return section === undefined ? err(failure("note.not-found")) : ok(section.sentences.map((sentence) => sentence.text).join(" "));
    });
    if (!read.ok) return read;
    clipboard.copy(read.value);
    return ok({});
  };
}
