import { setTimeout as wait } from "node:timers/promises";
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

/** Begins to type into a draft of its own, a numbered word at a time, each saved before the next. */
export async function typeOn(desk: TestStation, mark: string, everyMs: number): Promise<Typing> {
  const { id } = await desk.ask("patients.register", buildDemographics({ mrn: `typing ${mark}` }));
  const drafted = await draftSession(desk, id);
  const acknowledged: string[] = [];
  let { revision, sections } = drafted;
  let goesOn = true;
  const typed = (async () => {
    for (let count = 0; goesOn; count += 1) {
      const word = `w${mark}x${count}x`;
      const next = typeInto({ sections }, word);
      // As the window says it of a keyboard in use.
      if (count % 100 === 0) await desk.ask("session.touch", {}).catch(() => null);
      // Refused is said, and so not lost: the window keeps the words and asks again.
      const saved = await desk.ask("notes.save", { noteId: drafted.id, revision, sections: next }).catch(() => null);
      if (saved !== null) {
        ({ revision, sections } = saved);
        acknowledged.push(word);
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
      const words = readWords((await desk.ask("notes.open", { noteId: drafted.id })).sections);
      return { acknowledged: acknowledged.length, lost: acknowledged.filter((word) => !words.includes(word)).length };
    },
  };
}
