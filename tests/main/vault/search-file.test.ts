import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createKey } from "../../../main/vault/keys/seal.ts";
import { openSearchFile, type SearchFile } from "../../../main/vault/search-file.ts";
import { createWordTidying } from "../../../main/vault/tidy-words.ts";
import { spellPieces } from "../../support/spell-pieces.ts";

let folder: string;
let search: SearchFile;
beforeEach(() => {
  // On a clock that stands still a step takes no time, and so never has to be rested from.
  vi.useFakeTimers({ toFake: ["performance"] });
  folder = mkdtempSync(join(tmpdir(), "chartwell-search-"));
  search = openSearchFile(join(folder, "search.db"), createKey());
});
afterEach(() => {
  vi.useRealTimers();
  search.close();
  rmSync(folder, { recursive: true });
});

/** Saves a note's words, as one of many saves of a day. */
async function save(row: number): Promise<void> {
  const words = `session ${row} spoke of sleep and of ${"abcdefghij".charAt(row % 10)}${row}`;
  await search.handle.change(
    { kind: "note", ref: String(row) },
    { text: "INSERT INTO note_words (rowid, body) VALUES (?, ?)", values: [row, words] },
  );
  search.commit(row);
}
const ask = async (text: string) => Object.values((await search.handle.all({ text, values: [] }))[0] as object)[0] as number;
const countPieces = () => ask("SELECT count(DISTINCT segid) FROM note_words_idx");
const countFound = () => ask("SELECT count(*) FROM note_words WHERE note_words MATCH 'sleep'");
const saves = 120;

describe("the words of many saves", () => {
  it("are joined between them, a step at a time, and found at every moment", async () => {
    for (let row = 1; row <= saves; row += 1) await save(row);
    const before = await countPieces();
    expect(before).toBeGreaterThan(saves / 2);
    for (let step = 0; step < saves; step += 1) {
      await search.words.step("quiet");
      if (step % 10 === 0) expect(await countFound()).toBe(saves);
    }
    expect(await countPieces()).toBeLessThan(16);
    expect(await countFound()).toBe(saves);
  });

  it("wait for a pause, unless very many have gathered", async () => {
    await search.words.step("quiet");
    for (let row = 1; row <= saves; row += 1) await save(row);
    const before = await countPieces();
    await search.words.step("busy");
    expect(await countPieces()).toBe(before);
    expect(search.words.awaits()).toBe("quiet");
    for (let row = saves + 1; row <= 2 * saves; row += 1) {
      await save(row);
      await search.words.step("busy");
    }
    expect(await countPieces()).toBeLessThan(saves);
  });

  it("never gather without end, though nobody ever pauses", async () => {
    let most = 0;
    for (let row = 1; row <= 1_500; row += 1) {
      await save(row);
      await search.words.step("busy");
      if (row % 50 === 0) most = Math.max(most, await countPieces());
    }
    expect(most).toBeLessThan(256);
    expect(await countFound()).toBe(1_500);
  });

  it("are left alone for ten times as long as a step took, unless it is quiet", async () => {
    const { words: slow, steps } = tidyStandIn(spellPieces([4, 1]), 40);
    await slow.step("pause");
    expect(steps()).toBe(1);
    vi.advanceTimersByTime(399);
    await slow.step("pause");
    expect(steps()).toBe(1);
    await slow.step("quiet");
    expect(steps()).toBe(2);
    vi.advanceTimersByTime(400);
    await slow.step("pause");
    expect(steps()).toBe(3);
  });

  it("wait until it is still where they are very many, unless their pieces are", async () => {
    const { words: large, steps } = tidyStandIn(spellPieces([4, 5_000]));
    expect(large.awaits()).toBe("quiet");
    for (const occasion of ["pause", "busy", "quiet"] as const) await large.step(occasion);
    expect(steps()).toBe(0);
    expect(large.awaits()).toBe("still");
    await large.step("still");
    expect(steps()).toBe(1);
    const { words: pressing, steps: pressingSteps } = tidyStandIn(spellPieces([127, 5_000]));
    await pressing.step("pause");
    expect(pressingSteps()).toBe(0);
    const { words: overdue, steps: overdueSteps } = tidyStandIn(spellPieces([128, 5_000]));
    await overdue.step("pause");
    expect(overdueSteps()).toBe(1);
  });

  it("are joined a page at a time where the large would be begun with what is left", async () => {
    const beside = tidyStandIn(spellPieces([16, 1], [3, 5_000]));
    await beside.words.step("pause");
    const alone = tidyStandIn(spellPieces([16, 1], [2, 5_000]));
    await alone.words.step("pause");
    expect([beside.pages(), alone.pages()]).toEqual([[1], [16]]);
  });

  it("wait until it is still where what they lie in cannot be read", async () => {
    const { words: strange, steps } = tidyStandIn(Uint8Array.of(0, 0, 0, 0, 1, 1, 1));
    await strange.step("pause");
    expect([steps(), strange.awaits()]).toEqual([0, "still"]);
    await strange.step("still");
    expect(steps()).toBe(1);
  });
});

/** A word index that lists these pieces whatever is joined, and the steps of joining it was asked for, with the pages of each. */
function tidyStandIn(block: Uint8Array, stepMs = 0) {
  const allowed: unknown[] = [];
  const words = createWordTidying({
    all: async ({ text }) => [text.includes("block") ? { block } : { n: 10 * allowed.length }],
    async run({ values }) {
      allowed.push(values[0]);
      vi.advanceTimersByTime(stepMs);
      return 0;
    },
  });
  return { words, steps: () => allowed.length, pages: () => allowed };
}
