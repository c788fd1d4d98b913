import { setTimeout as wait } from "node:timers/promises";
import type { Note } from "../../../../shared/domain/note.ts";
import { buildDemographics } from "../../../../tests/support/build-patient.ts";
import { draftSession, readWords, typeInto } from "../../../../tests/support/clinic/draft-session.ts";
import type { TestStation } from "../../../../tests/support/clinic/start-station.ts";

/** Somebody who types and goes on typing, whatever becomes of the host. */
export interface Typing {
  readonly desk: TestStation;
  /** Stops; how many words were acknowledged as saved, and how many of them the record does not hold once all is delivered. */
  end(): Promise<{ acknowledged: number; lost: number }>;
}

const deliveredWithinMs = 30_000;
/** A sentence holds some five hundred of these words; well before that a note is left for the next. */
const wordsEach = 200;

/** A note somebody types into: as it was last acknowledged, and the words that were. */
interface Sheet extends Pick<Note, "id" | "revision" | "sections"> {
  readonly words: string[];
}

/** Begins to type into drafts of its own, a numbered word at a time, each saved before the next. */
export async function typeOn(desk: TestStation, mark: string, everyMs: number): Promise<Typing> {
  const { id } = await desk.ask("patients.register", buildDemographics({ mrn: `typing ${mark}` }));
  const begin = async (): Promise<Sheet> => ({ ...(await draftSession(desk, id)), words: [] });
  let sheet = await begin();
  const sheets = [sheet];
  let goesOn = true;
  const typed = (async () => {
    for (let count = 0; goesOn; count += 1) {
      const word = `w${mark}x${count}x`;
      // As the window says it of a keyboard in use.
      if (count % 100 === 0) await desk.ask("session.touch", {}).catch(() => null);
      const next = sheet.words.length < wordsEach ? null : await begin().catch(() => null);
      if (next !== null) {
        sheet = next;
        sheets.push(sheet);
      }
      // Refused is said, and so not lost: the window keeps the words and asks again.
      const asked = { noteId: sheet.id, revision: sheet.revision, sections: typeInto(sheet, word) };
      const saved = await desk.ask("notes.save", asked).catch(() => null);
      if (saved !== null) {
        sheet.words.push(word);
        Object.assign(sheet, { revision: saved.revision, sections: saved.sections });
      }
      await wait(everyMs);
    }
  })();
  return {
    desk,
    async end() {
      goesOn = false;
      await typed;
      await desk.until("linked");
      for (let waitedMs = 0; (await desk.standing()).waiting.notes > 0; waitedMs += 50) {
        if (waitedMs > deliveredWithinMs) throw new Error("what was typed was not delivered");
        await wait(50);
      }
      let lost = 0;
      for (const { id: noteId, words } of sheets) {
        const kept = readWords((await desk.ask("notes.open", { noteId })).sections);
        lost += words.filter((word) => !kept.includes(word)).length;
      }
      return { acknowledged: sheets.reduce((sum, { words }) => sum + words.length, 0), lost };
    },
  };
}
