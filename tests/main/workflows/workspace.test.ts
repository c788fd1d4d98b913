import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DraftIdSchema, type EncounterId, type PatientId } from "../../../shared/domain/ids.ts";
import { listUnresolved, type Note } from "../../../shared/domain/note.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";

let clinic: TestApp;
beforeEach(async () => {
  clinic = await startTestClinic();
});
afterEach(() => clinic.remove());

const dialogue = [
  "Therapist: How has sleep been since the move?",
  "Client: I sleep maybe four hours a night since the move.",
  "Client: Work is hard and I snapped at my brother on Sunday.",
  "Therapist: You agreed to keep the sleep diary until we meet again.",
  "Client: Yes, I will keep the sleep diary every night.",
].join("\n");

async function importSession(patientId: PatientId, day: string): Promise<EncounterId> {
  const { encounterId } = await clinic.ask("transcripts.import", {
    ...{ patientId, bytes: new TextEncoder().encode(dialogue), kindHint: "txt" },
    ...{ startedAt: `${day}T09:00:00.000Z`, endedAt: `${day}T09:50:00.000Z` },
  });
  return encounterId;
}

async function begin(): Promise<{ patientId: PatientId; encounterId: EncounterId; note: Note }> {
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
  await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" });
  const encounterId = await importSession(patientId, "2026-11-16");
  return { patientId, encounterId, note: await draft(encounterId) };
}

async function draft(encounterId: EncounterId): Promise<Note> {
  const draftId = DraftIdSchema.parse(`dft_${randomBytes(13).toString("hex")}`);
  return (await clinic.ask("drafts.create", { draftId, encounterId, templateId: "dap", via: "device", added: [], doubtsReviewed: true })).note;
}

async function settle(note: Note): Promise<Note> {
  const sections = note.sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => ({ ...sentence, review: sentence.review ?? ("accepted" as const) })),
  }));
  return { ...note, ...(await clinic.ask("notes.save", { noteId: note.id, revision: note.revision, sections })) };
}

const sign = (note: Note) => clinic.ask("notes.sign", { noteId: note.id, revision: note.revision, password });
const listAll = (note: Pick<Note, "sections">) => note.sections.flatMap(({ sentences }) => sentences);
const idOf = async (username: string) => (await clinic.ask("users.list", {})).users.find((user) => user.username === username)?.id as never;

describe("co-signing", () => {
  const superviseWhitcombe = async () => {
    await clinic.signIn("abara");
    await clinic.ask("supervision.set", { userId: await idOf("whitcombe"), supervisorId: await idOf("vasquez") });
  };

  it("hands the note in, keeps it still, and seals it by the supervisor's signature under both names", async () => {
    await superviseWhitcombe();
    const { note: drafted, encounterId } = await begin();
    const note = await settle(drafted);
    expect((await sign(note)).state).toBe("draft");
    expect(await clinic.codeOf("notes.save", { noteId: note.id, revision: note.revision, sections: note.sections })).toBe("note.awaiting-cosign");
    expect(await clinic.codeOf("notes.discard", { noteId: note.id })).toBe("note.awaiting-cosign");
    expect(await clinic.codeOf("transcripts.edit", { encounterId, edit: { kind: "swap" } })).toBe("note.awaiting-cosign");
    expect(await clinic.codeOf("notes.cosign", { noteId: note.id, revision: note.revision, password })).toBe("session.not-permitted");
    expect((await clinic.ask("worklist.list", {})).encounters[0]?.state).toBe("awaiting-cosign");
    await clinic.signIn("vasquez");
    expect((await clinic.ask("worklist.list", {})).encounters[0]).toMatchObject({ state: "to-cosign", clinicianName: "Rosalind Whitcombe" });
    expect(await clinic.ask("notes.standing", { noteId: note.id })).toMatchObject({ mayCosign: true, cosigning: { state: "awaiting" } });
    const sealed = await clinic.ask("notes.cosign", { noteId: note.id, revision: note.revision, password });
    expect(sealed).toMatchObject({ state: "signed", signature: { printedName: "Rosalind Whitcombe, LCSW; co-signed by Noor Vasquez, PhD" } });
    expect(await clinic.codeOf("notes.cosign", { noteId: note.id, revision: note.revision, password })).toBe("note.not-awaiting");
  });

  it("gives a note back with its reason; the author changes it and hands it in again, and the first state is kept", async () => {
    await superviseWhitcombe();
    const note = await settle((await begin()).note);
    await sign(note);
    await clinic.signIn("vasquez");
    await clinic.ask("notes.return", { noteId: note.id, text: "Say how the plan follows from the sleep." });
    await clinic.signIn("whitcombe");
    expect((await clinic.ask("worklist.list", {})).encounters[0]?.state).toBe("returned");
    const standing = await clinic.ask("notes.standing", { noteId: note.id });
    expect(standing.comments).toMatchObject([{ text: "Say how the plan follows from the sleep.", addedByName: "Noor Vasquez" }]);
    const key = listAll(note)[0]?.key ?? "";
    await clinic.ask("notes.comment", { noteId: note.id, text: "Done in the plan.", sentenceKey: key });
    const { versions } = await clinic.ask("notes.versions", { noteId: note.id });
    expect(versions).toMatchObject([{ reason: "submitted", revision: note.revision }]);
    await sign(note);
    expect(await clinic.codeOf("notes.return", { noteId: note.id, text: "No" })).toBe("session.not-permitted");
    await clinic.ask("notes.withdraw", { noteId: note.id });
    expect(await clinic.codeOf("notes.withdraw", { noteId: note.id })).toBe("note.not-awaiting");
  });
});

describe("versions and likeness", () => {
  it("keeps the note as it stood when work is picked up again, readable word for word", async () => {
    const { note } = await begin();
    const first = await settle(note);
    expect((await clinic.ask("notes.versions", { noteId: note.id })).versions).toEqual([]);
    clinic.clock.advance(6 * 60_000);
    const sections = first.sections.map((section, at) =>
      at > 0
        ? section
        : {
            ...section,
            sentences: [{ key: "typed1", text: "Written later.", source: "typed" as const, lines: [], review: "edited" as const, doubts: [] }],
          },
    );
    await clinic.ask("notes.save", { noteId: note.id, revision: first.revision, sections });
    const { versions } = await clinic.ask("notes.versions", { noteId: note.id });
    expect(versions).toMatchObject([{ reason: "pause", revision: first.revision, savedByName: "Rosalind Whitcombe" }]);
    const kept = await clinic.ask("notes.version", { noteId: note.id, revision: first.revision });
    expect(kept.sections).toEqual(first.sections);
  });

  it("keeps the draft a new one replaces", async () => {
    const { note, encounterId } = await begin();
    const again = await draft(encounterId);
    expect(again.id).not.toBe(note.id);
    const kept = await clinic.ask("notes.version", { noteId: again.id, revision: 1 });
    expect(kept).toMatchObject({ version: { reason: "redrafted" }, sections: note.sections });
  });

  it("says how much of a note stands word for word in the one before, and carries forward only what is asked for", async () => {
    const { patientId, note } = await begin();
    expect((await clinic.ask("notes.likeness", { noteId: note.id })).likeness).toEqual([]);
    const first = await sign(await settle(note));
    const second = await draft(await importSession(patientId, "2026-11-23"));
    const { likeness } = await clinic.ask("notes.likeness", { noteId: second.id });
    expect(likeness[0]).toMatchObject({ noteId: first.id, share: 1 });
    const { earlier } = await clinic.ask("notes.earlier", { noteId: second.id });
    const wanted = earlier?.sections.flatMap(({ sentences }) => sentences)[0];
    const carry = { noteId: second.id, revision: second.revision, fromNoteId: first.id, keys: [wanted?.key ?? ""] };
    const carried = await clinic.ask("notes.carryForward", carry);
    const brought = listAll(carried).filter(({ source }) => source === "carried-forward");
    expect(brought).toMatchObject([{ text: wanted?.text, lines: [], review: null }]);
    expect(listUnresolved(carried).map(({ key }) => key)).toContain(brought[0]?.key);
    expect(await clinic.codeOf("notes.carryForward", { ...carry, revision: carried.revision, fromNoteId: second.id })).toBe("note.not-found");
  });
});

describe("putting turns right", () => {
  it("cuts a line in two and joins it again, and the note's citations follow their words", async () => {
    const { encounterId, note } = await begin();
    const cited = listAll(note).find(({ lines }) => lines.includes(3));
    const at = "Work is hard".length;
    const split = await clinic.ask("transcripts.edit", { encounterId, edit: { kind: "split", line: 3, at } });
    expect(split.turns.map(({ text }) => text).slice(2, 4)).toEqual(["Work is hard", "and I snapped at my brother on Sunday."]);
    expect(split.turns[3]).toMatchObject({ line: 4, role: "unknown", startMs: null });
    expect(split.turns).toHaveLength(6);
    if (cited !== undefined) expect(listAll(split.note ?? note).find(({ key }) => key === cited.key)?.lines).toEqual(expect.arrayContaining([3, 4]));
    const joined = await clinic.ask("transcripts.edit", { encounterId, edit: { kind: "join", line: 4 } });
    expect(joined.turns.map(({ text }) => text)).toEqual(dialogue.split("\n").map((line) => line.replace(/^\w+: /, "")));
    expect(await clinic.codeOf("transcripts.edit", { encounterId, edit: { kind: "split", line: 3, at: 500 } })).toBe("transcript.edit-impossible");
    expect(await clinic.codeOf("transcripts.edit", { encounterId, edit: { kind: "join", line: 40 } })).toBe("transcript.edit-impossible");
  });

  it("exchanges the voices, draws the marks anew, and leaves alone what a person has settled", async () => {
    const { encounterId, note } = await begin();
    const settled = await settle(note);
    const { turns, note: after } = await clinic.ask("transcripts.edit", { encounterId, edit: { kind: "swap" } });
    expect(turns[0]?.role).toBe("client");
    expect(listAll(after ?? note).map(({ text, review }) => ({ text, review }))).toEqual(
      listAll(settled).map(({ text, review }) => ({ text, review })),
    );
    await sign({ ...settled, revision: after?.revision ?? 0 });
    expect(await clinic.codeOf("transcripts.edit", { encounterId, edit: { kind: "swap" } })).toBe("note.signed");
  });
});

it("keeps snippets for whoever wrote them", async () => {
  await clinic.signIn("whitcombe");
  await clinic.ask("snippets.save", { name: "sleep", text: "Sleep was discussed." });
  expect((await clinic.ask("snippets.save", { name: "sleep", text: "Sleep hygiene was discussed." })).snippets).toEqual([
    { name: "sleep", text: "Sleep hygiene was discussed." },
  ]);
  await clinic.signIn("okafor");
  expect((await clinic.ask("snippets.list", {})).snippets).toEqual([]);
  await clinic.signIn("whitcombe");
  expect((await clinic.ask("snippets.remove", { name: "sleep" })).snippets).toEqual([]);
});

it("names sessions past the clinic's limit", async () => {
  await begin();
  clinic.clock.advance(4 * 86_400_000);
  await clinic.signIn("whitcombe");
  const { encounters, overdueBefore, signWithinDays } = await clinic.ask("worklist.list", {});
  expect(signWithinDays).toBe(3);
  expect(encounters.every(({ startedAt }) => startedAt < overdueBefore)).toBe(true);
});
