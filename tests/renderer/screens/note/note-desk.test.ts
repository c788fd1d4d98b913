import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Desk, openDesk } from "../../../../renderer/screens/note/note-desk.ts";
import { editSentence } from "../../../../renderer/screens/note/sentences.ts";
import type { Note, Section } from "../../../../shared/domain/note.ts";
import type { ErrorCode } from "../../../../shared/errors.ts";

class Refused extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

const savedAt = "2026-11-23T10:42:00.000Z";
const begin: Section[] = [
  {
    id: "data",
    title: "Data",
    sentences: ["One.", "Two.", "Three."].map((text, at) => ({ key: `key${at}`, text, source: "said", lines: [1], review: null, doubts: [] })),
  },
];
const blank = { id: "not_1", state: "draft", revision: 1, sections: begin, savedAt, signature: null, addenda: [] } as unknown as Note;
const read = (sections: readonly Section[]) => sections.flatMap(({ sentences }) => sentences.map(({ text }) => text));

/** The record both windows keep the note in. */
let record: Note;
let refusal: ErrorCode | null;
let saves: number;
beforeEach(() => {
  vi.useFakeTimers();
  [record, refusal, saves] = [blank, null, 0];
});
afterEach(() => void vi.useRealTimers());

function open(): Desk {
  return openDesk(record, {
    async save(revision, sections) {
      saves += 1;
      // On its way: another window may be there first.
      await null;
      if (refusal !== null) throw new Refused(refusal);
      if (record.state === "signed") throw new Refused("note.signed");
      if (revision !== record.revision) throw new Refused("note.changed-elsewhere");
      record = { ...record, sections, revision: revision + 1 };
      return { revision: record.revision, savedAt, sections };
    },
    reload: async () => record,
    readCode: (error) => (error instanceof Refused ? error.code : "app.unexpected"),
  });
}

const edit = (desk: Desk, key: string, text: string) => desk.change(editSentence(desk.read().sections, key, text));

it("keeps every change within a second, and a quick run of them once", async () => {
  const desk = open();
  edit(desk, "key0", "One, changed.");
  edit(desk, "key1", "Two, changed.");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read(record.sections)).toEqual(["One, changed.", "Two, changed.", "Three."]);
  expect(saves).toBe(1);
  expect(desk.read()).toMatchObject({ keeping: "kept", revision: 2 });
});

it("saves what was typed while a save was under way", async () => {
  const desk = open();
  edit(desk, "key0", "One, changed.");
  const settled = desk.settle();
  edit(desk, "key1", "Two, meanwhile.");
  expect(await settled).toBe(true);
  expect(read(record.sections)).toEqual(["One, changed.", "Two, meanwhile.", "Three."]);
});

it("lets two windows work on one note, and neither loses a word", async () => {
  const [here, there] = [open(), open()];
  edit(here, "key0", "One, here.");
  edit(there, "key2", "Three, there.");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(read(record.sections)).toEqual(["One, here.", "Two.", "Three, there."]);
  here.adopt(record);
  expect(read(here.read().sections)).toEqual(read(record.sections));
  expect(here.read().merged).toBeNull();
  expect(there.read()).toMatchObject({ merged: { conflicts: 0 }, merges: 1 });
});

it("keeps both where both changed the same sentence, and says so", async () => {
  const [here, there] = [open(), open()];
  edit(here, "key1", "Two, here.");
  await here.settle();
  edit(there, "key1", "Two, there.");
  await there.settle();
  expect(read(record.sections)).toEqual(["One.", "Two, here.", "Two, there.", "Three."]);
  expect(there.read().merged).toEqual({ conflicts: 1 });
});

it("takes in another window's note while a save is under way", async () => {
  const desk = open();
  edit(desk, "key0", "One, here.");
  const settled = desk.settle();
  record = { ...record, revision: 5, sections: editSentence(begin, "key2", "Three, there.") };
  desk.adopt(record);
  expect(await settled).toBe(true);
  expect(read(record.sections)).toEqual(["One, here.", "Two.", "Three, there."]);
});

it("keeps words in sight that a note signed meanwhile does not hold", async () => {
  const desk = open();
  edit(desk, "key0", "One, too late.");
  record = { ...record, state: "signed" };
  await desk.settle();
  expect(desk.read().stranded).toEqual(["One, too late."]);
  desk.forgetNews();
  expect(desk.read().stranded).toBeNull();
});

it("says what was not saved, and saves it when tried again", async () => {
  const desk = open();
  refusal = "vault.disk-full";
  edit(desk, "key0", "One, changed.");
  expect(await desk.settle()).toBe(false);
  expect(desk.read()).toMatchObject({ keeping: "refused", refusal: "vault.disk-full" });
  refusal = null;
  expect(await desk.settle()).toBe(true);
  expect(read(record.sections)[0]).toBe("One, changed.");
});

it("goes back step by step, and not into another window's work", async () => {
  const desk = open();
  edit(desk, "key0", "One, changed.");
  desk.undo();
  expect(read(desk.read().sections)[0]).toBe("One.");
  edit(desk, "key0", "One, again.");
  await desk.settle();
  desk.adopt({ ...record, revision: 9, sections: editSentence(record.sections, "key1", "Two, there.") });
  expect(desk.read().canUndo).toBe(false);
});
