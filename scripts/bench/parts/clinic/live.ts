import { setTimeout as wait } from "node:timers/promises";
import type { CallInput, CallName, CallOutput } from "../../../../shared/contract/index.ts";
import type { Note } from "../../../../shared/domain/note.ts";
import { buildDemographics } from "../../../../tests/support/build-patient.ts";
import { draftSession, typeInto } from "../../../../tests/support/clinic/draft-session.ts";
import type { TestStation } from "../../../../tests/support/clinic/start-station.ts";
import { inventName } from "../invent.ts";

/** How a person works: milliseconds between letters, between saves while typing, and between one thing and the next. */
export interface Pace {
  readonly letterMs: number;
  readonly saveEveryMs: number;
  readonly thinkMs: number;
  /** Saves from opening a note to signing it. */
  readonly saves: number;
}

/** One call as the person at the desk felt it. */
export interface Timed {
  readonly name: CallName;
  readonly tookMs: number;
}

export interface Living {
  readonly pace: Pace;
  /** No session begins after this, by `performance.now()`. */
  readonly until: number;
  readonly password: string;
  readonly at: number;
}

/** Sessions one after the other, as a clinician lives them: look, find, open, bring in, draft, read, type, sign. */
export async function liveSessions(desk: TestStation, { pace, until, password, at }: Living): Promise<Timed[]> {
  const timed: Timed[] = [];
  async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const startedMs = performance.now();
    const answered = await desk.ask(name, input);
    timed.push({ name, tookMs: performance.now() - startedMs });
    return answered;
  }
  const think = () => wait(pace.thinkMs * (0.5 + Math.random()));
  const { id } = await desk.ask(
    "patients.register",
    buildDemographics({ familyName: inventName(), givenName: inventName(), mrn: `desk ${at} ${Date.now()}` }),
  );
  // Nobody's clock strikes for all desks at once.
  await wait(Math.random() * pace.saveEveryMs * pace.saves);
  while (performance.now() < until) {
    // As the window says it of a keyboard in use.
    await ask("session.touch", {});
    await ask("worklist.list", {});
    await think();
    const name = inventName();
    for (let letters = 1; letters <= Math.min(4, name.length); letters += 1) {
      await ask("patients.search", { query: name.slice(0, letters), limit: 20 });
      await wait(pace.letterMs);
    }
    const found = await ask("patients.search", { query: "", limit: 20 });
    await ask("patients.open", { patientId: found.patients[Math.floor(Math.random() * found.patients.length)]?.id ?? id });
    await think();
    await ask("patients.open", { patientId: id });
    const drafted = await draftSession({ ask }, id);
    await think();
    const signed = await checkAndSign(drafted, { ask, pace, password });
    if (signed.state !== "signed") throw new Error("it was not signed");
    await think();
  }
  return timed;
}

interface Checking {
  readonly ask: TestStation["ask"];
  readonly pace: Pace;
  readonly password: string;
}

async function checkAndSign(drafted: Note, { ask, pace, password }: Checking): Promise<Note> {
  const note = await ask("notes.open", { noteId: drafted.id });
  let { revision, sections } = note;
  for (let save = 0; save < pace.saves; save += 1) {
    await wait(pace.saveEveryMs);
    ({ revision, sections } = await ask("notes.save", { noteId: note.id, revision, sections: typeInto({ sections }, `word${save}`) }));
  }
  const accepted = sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => ({ ...sentence, review: sentence.review ?? ("accepted" as const) })),
  }));
  ({ revision } = await ask("notes.save", { noteId: note.id, revision, sections: accepted }));
  return ask("notes.sign", { noteId: note.id, revision, password });
}
