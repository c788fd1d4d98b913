import type { Section, Sentence } from "../../../shared/domain/note.ts";

/** The same note three times: as it was last kept here, as it stands on this screen, and as another window kept it since. */
export interface Versions {
  readonly base: readonly Section[];
  readonly ours: readonly Section[];
  readonly theirs: readonly Section[];
}

export interface Merged {
  readonly sections: Section[];
  /** Sentences both windows changed, each in its own way: both are there, ours below and waiting for a person. */
  readonly conflicts: number;
}

/**
 * Brings two windows' changes together, sentence by sentence, so that no words are lost: a change
 * made in one alone counts; words win over a removal; where both changed the same words, both stay.
 * A look given to words that have changed since does not carry over to the new ones.
 */
export function mergeSections({ base, ours, theirs }: Versions, mintKey: () => string): Merged {
  const before = index(base);
  const here = index(ours);
  const there = index(theirs);
  let conflicts = 0;

  /** What becomes of a sentence the other window has; empty when we removed it and they left it alone. */
  function settle(their: Sentence): Sentence[] {
    const our = here.get(their.key);
    const was = before.get(their.key);
    if (our === undefined) return was !== undefined && was.text === their.text ? [] : [their];
    if (our.text === their.text) return [{ ...their, review: our.review === was?.review ? their.review : our.review }];
    if (was?.text === our.text) return [their];
    if (was?.text === their.text) return [our];
    conflicts += 1;
    return [their, { ...our, key: mintKey(), source: "typed", lines: [], review: null, doubts: ["two-windows"] }];
  }

  /** A sentence only this screen has: new here, or changed here while they removed it. */
  function isOursToKeep(our: Sentence): boolean {
    const was = before.get(our.key);
    return !there.has(our.key) && (was === undefined || was.text !== our.text);
  }

  const sections = theirs.map((section) => {
    const merged = section.sentences.flatMap(settle);
    const mine = ours.find(({ id }) => id === section.id)?.sentences ?? [];
    for (const [at, our] of mine.entries()) {
      if (!isOursToKeep(our)) continue;
      const above = mine.slice(0, at).map(({ key }) => key);
      const place = merged.findLastIndex(({ key }) => above.includes(key));
      merged.splice(place + 1, 0, our);
    }
    return { ...section, sentences: merged };
  });
  return { sections, conflicts };
}

function index(sections: readonly Section[]): ReadonlyMap<string, Sentence> {
  return new Map(sections.flatMap(({ sentences }) => sentences).map((sentence) => [sentence.key, sentence]));
}
