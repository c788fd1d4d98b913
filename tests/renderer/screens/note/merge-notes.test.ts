import { expect, it } from "vitest";
import { mergeSections } from "../../../../renderer/screens/note/merge-notes.ts";
import { needsPerson, type Section, type Sentence } from "../../../../shared/domain/note.ts";

const said = (key: string, text: string): Sentence => ({ key, text, source: "said", lines: [1], review: null, doubts: [] });
const typed = (key: string, text: string): Sentence => ({ key, text, source: "typed", lines: [], review: "edited", doubts: [] });
const section = (...sentences: Sentence[]): Section[] => [{ id: "data", title: "Data", sentences }];
const [a, b, c] = [said("aaaa", "Slept badly."), said("bbbb", "Ate well."), said("cccc", "Works again.")];
let minted = 0;
const mint = () => {
  minted += 1;
  return `mint${minted}`;
};
const merge = (base: Section[], ours: Section[], theirs: Section[]) => mergeSections({ base, ours, theirs }, mint);
const read = (sections: readonly Section[]) => sections.flatMap(({ sentences }) => sentences.map(({ text }) => text));

it("takes each window's change where only one made one", () => {
  const { sections, conflicts } = merge(
    section(a, b, c),
    section(typed("aaaa", "Slept four hours."), b, c),
    section(a, b, typed("cccc", "Works from home.")),
  );
  expect(read(sections)).toEqual(["Slept four hours.", "Ate well.", "Works from home."]);
  expect(conflicts).toBe(0);
});

it("keeps both where both changed the same words, and lets a person decide", () => {
  const { sections, conflicts } = merge(section(a, b), section(typed("aaaa", "Ours."), b), section(typed("aaaa", "Theirs."), b));
  expect(read(sections)).toEqual(["Theirs.", "Ours.", "Ate well."]);
  expect(conflicts).toBe(1);
  expect(sections[0]?.sentences.map(needsPerson)).toEqual([false, true, false]);
  expect(new Set(sections[0]?.sentences.map(({ key }) => key)).size).toBe(3);
});

it("lets words win over a removal, on either side, and takes a removal nobody wrote against", () => {
  expect(read(merge(section(a, b), section(b), section(typed("aaaa", "Theirs."), b)).sections)).toEqual(["Theirs.", "Ate well."]);
  expect(read(merge(section(a, b), section(typed("aaaa", "Ours."), b), section(b)).sections)).toEqual(["Ours.", "Ate well."]);
  expect(read(merge(section(a, b), section(b), section(a, b)).sections)).toEqual(["Ate well."]);
  expect(read(merge(section(a, b), section(a, b), section(b)).sections)).toEqual(["Ate well."]);
});

it("keeps what each window added, where it was added", () => {
  const ours = section(a, typed("ours", "Ours, after the first."), b);
  const theirs = section(a, b, typed("they", "Theirs, at the end."));
  expect(read(merge(section(a, b), ours, theirs).sections)).toEqual(["Slept badly.", "Ours, after the first.", "Ate well.", "Theirs, at the end."]);
});

it("keeps what was typed into a section the other window emptied", () => {
  expect(read(merge(section(a), section(a, typed("ours", "Ours.")), section()).sections)).toEqual(["Ours."]);
});

it("does not let a look at the old words vouch for new ones", () => {
  const looked = { ...a, review: "accepted" as const };
  const { sections } = merge(section(a), section(looked), section(typed("aaaa", "Slept twelve hours.")));
  expect(sections[0]?.sentences[0]).toMatchObject({ text: "Slept twelve hours.", review: "edited" });
  expect(merge(section(a), section(looked), section(a)).sections[0]?.sentences[0]?.review).toBe("accepted");
  expect(merge(section(looked), section(looked), section(a)).sections[0]?.sentences[0]?.review).toBeNull();
});

it("loses no words, whatever the two windows did", () => {
  let state = 7;
  const draw = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
  for (let round = 0; round < 400; round += 1) {
    const base = section(...Array.from({ length: 6 }, (_none, at) => said(`base${at}`, `Sentence ${at}.`)));
    const change = (who: string): Section[] =>
      base.map((part) => ({
        ...part,
        sentences: part.sentences.flatMap((sentence, at) => {
          const act = draw(4);
          if (act === 0) return [];
          if (act === 1) return [typed(sentence.key, `${who} ${round} ${at}.`)];
          return act === 2 ? [sentence, typed(`${who}n${at}`, `${who} adds ${round} ${at}.`)] : [sentence];
        }),
      }));
    const [ours, theirs] = [change("ours"), change("they")];
    const { sections } = merge(base, ours, theirs);
    const written = [...read(ours), ...read(theirs)].filter((text) => !/^Sentence/.test(text));
    expect(read(sections)).toEqual(expect.arrayContaining(written));
    expect(new Set(read(sections)).size).toBe(read(sections).length);
  }
});
