import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DraftIdSchema, type EncounterId } from "../../../shared/domain/ids.ts";
import type { Note, Section, Sentence } from "../../../shared/domain/note.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";

let clinic: TestApp;
let encounterId: EncounterId;
let note: Note;
beforeEach(async () => {
  clinic = await startTestClinic();
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
  const dialogue = [
    "Therapist: How has sleep been since the move?",
    "Client: I sleep maybe four hours a night since the move.",
    "Client: Work is hard and I snapped at my brother on Sunday.",
    "Therapist: You agreed to keep the sleep diary until we meet again.",
  ].join("\n");
  const session = { patientId, bytes: new TextEncoder().encode(dialogue), kindHint: "txt" } as const;
  ({ encounterId } = await clinic.ask("transcripts.import", {
    ...session,
    startedAt: "2026-11-16T09:00:00.000Z",
    endedAt: "2026-11-16T09:50:00.000Z",
  }));
  const draftId = DraftIdSchema.parse(`dft_${randomBytes(13).toString("hex")}`);
  ({ note } = await clinic.ask("drafts.create", { draftId, encounterId, templateId: "dap", via: "device", added: [], doubtsReviewed: true }));
});
afterEach(() => clinic.remove());

const list = (sections: readonly Section[]) => sections.flatMap(({ sentences }) => sentences);
const change = (sections: readonly Section[], key: string, changes: Partial<Sentence> | null): Section[] =>
  sections.map((section) => ({
    ...section,
    sentences: section.sentences.flatMap((sentence) => (sentence.key !== key ? [sentence] : changes === null ? [] : [{ ...sentence, ...changes }])),
  }));
const save = async (sections: Section[]) => {
  note = { ...note, ...(await clinic.ask("notes.save", { noteId: note.id, revision: note.revision, sections })) };
};
const findSaid = () => {
  const said = list(note.sections).find(({ source }) => source === "said");
  if (said === undefined) throw new Error("nothing was said");
  return said;
};
const toldOf = (name: string) => clinic.events.filter((event) => event.name === name);
const typed = (text: string) => ({ sectionId: note.sections[0]?.id ?? "", key: findSaid().key, text });
const keep = (unfinished: ReturnType<typeof typed> | null) =>
  clinic.ask("notes.keepUnfinished", { noteId: note.id, revision: note.revision, unfinished });
const reopen = async () => clinic.ask("notes.openForEncounter", { encounterId });

describe("a note in two windows", () => {
  it("tells the other window of each change, and nobody who does not read notes", async () => {
    await clinic.askAs("window-2", "session.signIn", { username: "okafor", password });
    await clinic.askAs("window-3", "session.signIn", { username: "iverson", password });
    await save(change(note.sections, findSaid().key, { text: "Slept badly.", review: "edited" }));
    expect(toldOf("note.changed")).toEqual([{ callerId: "window-2", name: "note.changed", payload: { noteId: note.id } }]);
    await clinic.ask("transcripts.edit", { encounterId, edit: { kind: "swap" } });
    expect(toldOf("note.changed")).toHaveLength(2);
    const stale = change(note.sections, list(note.sections)[0]?.key ?? "", { text: "Slept worse." });
    expect(await clinic.codeOf("notes.save", { noteId: note.id, revision: note.revision, sections: stale })).toBe("note.changed-elsewhere");
    expect(toldOf("note.changed")).toHaveLength(2);
  });

  it("keeps a sentence both changed as one that waits for a person, and signs only once it is settled", async () => {
    const [first] = note.sections;
    const settled = note.sections.map((section) => ({
      ...section,
      sentences: section.sentences.map((sentence) => ({ ...sentence, review: sentence.review ?? ("accepted" as const) })),
    }));
    const other: Sentence = { key: "other1", text: "Slept four hours.", source: "typed", lines: [], review: null, doubts: ["two-windows"] };
    await save(settled.map((section) => (section.id === first?.id ? { ...section, sentences: [...section.sentences, other] } : section)));
    expect(list(note.sections).find(({ key }) => key === "other1")).toMatchObject({ review: null, doubts: ["two-windows"] });
    expect(await clinic.codeOf("notes.sign", { noteId: note.id, revision: note.revision, password })).toBe("note.unresolved-sentences");
    await save(change(note.sections, "other1", { review: "accepted" }));
    expect((await clinic.ask("notes.sign", { noteId: note.id, revision: note.revision, password })).state).toBe("signed");
  });
});

describe("a change taken back", () => {
  it("rests on its lines again, word for word, after it was saved in between", async () => {
    const said = findSaid();
    await save(change(note.sections, said.key, { text: "Slept badly.", review: "edited" }));
    expect(list(note.sections).find(({ key }) => key === said.key)?.source).toBe("typed");
    await save(change(note.sections, said.key, { text: said.text, review: null }));
    expect(list(note.sections).find(({ key }) => key === said.key)).toEqual(said);
  });

  it("brings a removed sentence back as it was, and vouches for no other words", async () => {
    const said = findSaid();
    const before = note.sections;
    await save(change(note.sections, said.key, null));
    await save([...before]);
    expect(list(note.sections).find(({ key }) => key === said.key)).toEqual(said);
    await save(change(note.sections, said.key, null));
    await save(change(before, said.key, { text: `${said.text} And more.` }));
    expect(list(note.sections).find(({ key }) => key === said.key)).toMatchObject({ source: "typed", doubts: [] });
  });

  it("is forgotten where the lines have moved", async () => {
    const said = findSaid();
    await save(change(note.sections, said.key, { text: "Slept badly.", review: "edited" }));
    const { note: moved } = await clinic.ask("transcripts.edit", { encounterId, edit: { kind: "split", line: 1, at: 10 } });
    if (moved === null) throw new Error("the note went");
    note = moved;
    await save(change(note.sections, said.key, { text: said.text, review: null }));
    expect(list(note.sections).find(({ key }) => key === said.key)?.source).toBe("typed");
  });
});

describe("words still being typed", () => {
  it("are there after the program was killed, are no part of the note, and are their author's alone", async () => {
    await keep(typed("Slept about four ho"));
    clinic = await clinic.restart("hard");
    await clinic.signIn("whitcombe");
    const found = await reopen();
    expect(found.unfinished).toMatchObject({ text: "Slept about four ho", key: findSaid().key });
    expect(list(found.note?.sections ?? [])).toEqual(list(note.sections));
    expect(found.note?.revision).toBe(note.revision);
    await clinic.askAs("window-2", "session.signIn", { username: "vasquez", password });
    expect((await clinic.askAs("window-2", "notes.openForEncounter", { encounterId })).unfinished).toBeNull();
  });

  it("stay while the note is saved, and are forgotten when they are part of it", async () => {
    await keep(typed("Slept about four ho"));
    await save(change(note.sections, findSaid().key, { review: "accepted" }));
    expect((await reopen()).unfinished?.text).toBe("Slept about four ho");
    await keep(null);
    expect((await reopen()).unfinished).toBeNull();
  });

  it("do not outlive the signature", async () => {
    await save(
      note.sections.map((section) => ({
        ...section,
        sentences: section.sentences.map((sentence) => ({ ...sentence, review: sentence.review ?? ("accepted" as const) })),
      })),
    );
    await keep(typed("Never finished."));
    await clinic.ask("notes.sign", { noteId: note.id, revision: note.revision, password });
    expect((await reopen()).unfinished).toBeNull();
    expect(await clinic.codeOf("notes.keepUnfinished", { noteId: note.id, revision: note.revision, unfinished: null })).toBe("note.signed");
  });
});
