import { useMemo, useState } from "react";
import type { Section } from "../../../shared/domain/note.ts";
import { t } from "../../words/language.ts";
import { mintSentenceKey } from "./mint.ts";
import type { Desk } from "./note-desk.ts";
import { nameLines } from "./note-words.ts";
import { askForPane, lineElementId, lineElementPrefix, sentenceElementId } from "./reveal.ts";
import type { SentenceActions } from "./SentenceRow.tsx";
import * as edit from "./sentences.ts";

export type Selection = { readonly kind: "sentence"; readonly key: string } | { readonly kind: "line"; readonly line: number } | null;

/** What is chosen on the bench, what that lights on the other side, and what can be done with it. */
export interface Bench {
  readonly selectedKey: string | null;
  readonly selectedLine: number | null;
  readonly litLines: readonly number[];
  readonly litKeys: readonly string[];
  readonly citations: ReadonlyMap<number, readonly string[]>;
  readonly editingKey: string | null;
  /** What happened last, for people who hear the page. */
  readonly said: string;
  readonly actions: SentenceActions;
  readonly selectLine: (line: number) => void;
  readonly add: (sectionId: string, text: string) => void;
  readonly next: () => void;
  readonly jump: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly undo: () => void;
  readonly clear: () => void;
}

/** Holds the selection of the workspace and turns every gesture, by key or by mouse, into one change. */
export function useBench(desk: Desk, sections: readonly Section[], lineNumbers: readonly number[], isReadOnly: boolean): Bench {
  const [selection, setSelection] = useState<Selection>(null);
  const [editingKey, setEditingKey] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const citations = useMemo(() => edit.mapCitations(sections), [sections]);
  const selected = edit.findSentence(sections, selection?.kind === "sentence" ? selection.key : null);
  const selectedLine = selection?.kind === "line" ? selection.line : null;

  function select(key: string): void {
    setSelection({ kind: "sentence", key });
    const lines = edit.findSentence(sections, key)?.lines ?? [];
    setSaid(lines.length === 0 ? "" : t("Lit: {nameLines}.", { nameLines: nameLines(lines) }));
    focusSoon(sentenceElementId(key));
  }

  function selectLine(line: number): void {
    setSelection({ kind: "line", line });
    const keys = citations.get(line)?.length ?? 0;
    setSaid(
      keys === 0
        ? t("No sentence rests on this line.")
        : t("{keys} {rest} on this line.", { keys, rest: keys === 1 ? t("sentence rests") : t("sentences rest") }),
    );
    focusSoon(lineElementId(line));
  }

  /** From a sentence to its first line, and from wherever the person then is back to the sentence. */
  function jump(): void {
    const inTranscript = document.activeElement?.closest(".transcript") != null;
    const back = selected?.key ?? (selectedLine === null ? undefined : citations.get(selectedLine)?.[0]);
    const line = selected?.lines[0];
    if (inTranscript) {
      if (back === undefined) setSaid(t("No sentence rests on this line."));
      else select(back);
    } else if (line === undefined) setSaid(selected === null ? t("Choose a sentence first.") : t("This sentence rests on no line."));
    else focusSoon(lineElementId(line));
  }

  function step(by: 1 | -1): void {
    if (document.activeElement?.closest(".transcript") != null) {
      const at = lineNumbers.indexOf(selectedLine ?? selected?.lines[0] ?? -1);
      const line = lineNumbers[at < 0 ? 0 : at + by];
      if (line !== undefined) selectLine(line);
      return;
    }
    const key = edit.stepSentence(sections, selected?.key ?? null, by);
    if (key !== null) select(key);
  }

  function next(): void {
    const key = edit.nextUnresolved(sections, selected?.key ?? null);
    if (key === null) setSaid(t("Every sentence is settled."));
    else select(key);
  }

  function apply(changed: Section[], message: string): void {
    if (isReadOnly) {
      setSaid(t("The note is signed. Add an addendum instead."));
      return;
    }
    desk.change(changed);
    const left = edit.countUnresolved(changed);
    setSaid(
      `${message} ${left === 0 ? t("Every sentence is settled.") : t("{left} {need} you.", { left, need: left === 1 ? t("sentence needs") : t("sentences need") })}`,
    );
  }

  const actions: SentenceActions = {
    select,
    jump: (key) => {
      select(key);
      const line = edit.findSentence(sections, key)?.lines[0];
      if (line !== undefined) focusSoon(lineElementId(line));
    },
    accept: (key) => {
      apply(edit.acceptSentence(sections, key), t("Accepted."));
      focusSoon(sentenceElementId(key));
    },
    startEdit: (key) => {
      if (isReadOnly) return;
      setSelection({ kind: "sentence", key });
      setEditingKey(key);
    },
    finishEdit: (key, text) => {
      setEditingKey(null);
      // Leaving the words as they were is no change, and must not cost the sentence its source.
      if (edit.findSentence(sections, key)?.text !== text) apply(edit.editSentence(sections, key, text), t("Sentence changed."));
      focusSoon(sentenceElementId(key));
    },
    cancelEdit: (key) => {
      setEditingKey(null);
      focusSoon(sentenceElementId(key));
    },
    remove: (key) => {
      const below = edit.stepSentence(sections, key, 1);
      const neighbour = below === key ? edit.stepSentence(sections, key, -1) : below;
      apply(edit.removeSentence(sections, key), t("Sentence removed. Z brings it back."));
      if (isReadOnly || neighbour === null || neighbour === key) return;
      setSelection({ kind: "sentence", key: neighbour });
      focusSoon(sentenceElementId(neighbour));
    },
  };

  return {
    selectedKey: selected?.key ?? null,
    selectedLine,
    litLines: selected?.lines ?? [],
    litKeys: selectedLine === null ? [] : (citations.get(selectedLine) ?? []),
    citations,
    editingKey,
    said,
    actions,
    selectLine,
    add: (sectionId, text) => {
      const key = mintSentenceKey();
      apply(edit.addSentence(sections, sectionId, key, text), t("Sentence added."));
      setSelection({ kind: "sentence", key });
      focusSoon(sentenceElementId(key));
    },
    next,
    jump,
    step,
    undo: () => {
      if (isReadOnly) return;
      desk.undo();
      setSaid(t("Taken back."));
    },
    clear: () => setSelection(null),
  };
}

/** Moves focus once the element is on the page: some are drawn only after this change. */
function focusSoon(id: string): void {
  askForPane(id.startsWith(lineElementPrefix) ? "transcript" : "note");
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
