import { useMemo, useRef, useState } from "react";
import type { Section, Unfinished } from "../../../shared/domain/note.ts";
import { t } from "../../words/language.ts";
import { mintSentenceKey } from "./mint.ts";
import type { Desk } from "./note-desk.ts";
import { nameLines } from "./note-words.ts";
import { askForPane, lineElementId, lineElementPrefix, sentenceElementId } from "./reveal.ts";
import type { SentenceActions } from "./SentenceRow.tsx";
import * as edit from "./sentences.ts";
import type { Typing } from "./typing.ts";

export type Selection = { readonly kind: "sentence"; readonly key: string } | { readonly kind: "line"; readonly line: number } | null;

/** Where words are being typed: in a sentence, or as a new one of a section; and those the field begins with. */
export interface Writing {
  readonly sectionId: string;
  readonly key: string | null;
  readonly text: string;
}

/** What is chosen on the bench, what that lights on the other side, and what can be done with it. */
export interface Bench {
  readonly selectedKey: string | null;
  readonly selectedLine: number | null;
  readonly litLines: readonly number[];
  readonly litKeys: readonly string[];
  readonly citations: ReadonlyMap<number, readonly string[]>;
  readonly writing: Writing | null;
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
  /** Makes what is being typed part of the note, as before it is signed. */
  readonly finish: () => void;
}

export interface BenchParts {
  readonly desk: Desk;
  readonly typing: Typing;
  readonly sections: readonly Section[];
  readonly lineNumbers: readonly number[];
  readonly isReadOnly: boolean;
  /** What this person was typing when they last left the note. */
  readonly unfinished: Unfinished | null;
}

/** Holds the selection of the workspace and turns every gesture, by key or by mouse, into one change. */
export function useBench({ desk, typing, sections, lineNumbers, isReadOnly, unfinished }: BenchParts): Bench {
  const [writing, setWriting] = useState<Writing | null>(() => (isReadOnly ? null : edit.resume(sections, unfinished)));
  const [selection, setSelection] = useState<Selection>(() => (writing?.key == null ? null : { kind: "sentence", key: writing.key }));
  /** The words in the field as they are now: a key must not draw the note anew. */
  const typed = useRef(writing?.text ?? "");
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

  function begin(next: Writing): void {
    typed.current = next.text;
    setWriting(next);
  }

  /** What was typed becomes part of the note: in place of the sentence, or as a new one where that is gone. */
  function finish(): void {
    if (writing === null) return;
    const text = typed.current.trim();
    const before = edit.findSentence(sections, writing.key);
    setWriting(null);
    // Leaving the words as they were is no change, and must not cost the sentence its source.
    if (text !== "" && text !== before?.text) {
      if (before === null) add(writing.sectionId, text);
      else apply(edit.editSentence(sections, before.key, text), t("Sentence changed."));
      // Only once the note holds them are they no longer kept beside it.
      void desk.settle().then((isKept) => isKept && typing.type(null));
    } else typing.type(null);
    if (before !== null) focusSoon(sentenceElementId(before.key));
  }

  function add(sectionId: string, text: string): void {
    const key = mintSentenceKey();
    apply(edit.addSentence(sections, sectionId, key, text), t("Sentence added."));
    setSelection({ kind: "sentence", key });
    focusSoon(sentenceElementId(key));
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
      const found = edit.placeSentence(sections, key);
      if (isReadOnly || found === null) return;
      finish();
      setSelection({ kind: "sentence", key });
      begin({ sectionId: found.section.id, key, text: found.sentence.text });
    },
    startAdd: (sectionId) => {
      finish();
      begin({ sectionId, key: null, text: "" });
    },
    type: (text) => {
      typed.current = text;
      if (writing === null) return;
      const isAsBefore = text.trim() === "" || text === edit.findSentence(sections, writing.key)?.text;
      typing.type(isAsBefore ? null : { sectionId: writing.sectionId, key: writing.key, text });
    },
    finish,
    cancel: () => {
      typing.type(null);
      setWriting(null);
      if (writing?.key != null) focusSoon(sentenceElementId(writing.key));
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
    writing: writing === null ? null : { ...writing, text: typed.current },
    said,
    actions,
    selectLine,
    add,
    next,
    jump,
    step,
    undo: () => {
      if (isReadOnly) return;
      desk.undo();
      setSaid(t("Taken back."));
    },
    clear: () => setSelection(null),
    finish,
  };
}

/** Moves focus once the element is on the page: some are drawn only after this change. */
function focusSoon(id: string): void {
  askForPane(id.startsWith(lineElementPrefix) ? "transcript" : "note");
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
