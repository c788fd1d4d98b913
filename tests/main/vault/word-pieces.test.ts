import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Driver, openFile } from "../../../main/vault/engines/load-driver.ts";
import { joinPieces } from "../../../main/vault/merge-words.ts";
import { foreseeMerges, type PieceLevel, parseLevels, readNextMerges } from "../../../main/vault/word-pieces.ts";

let folder: string;
let file: Driver;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-pieces-"));
  file = openFile(join(folder, "words.db"), { mustExist: false, readOnly: false });
  file.exec(`CREATE VIRTUAL TABLE note_words USING fts5(body, content='', contentless_delete=1, prefix='2 3 4 5');
    INSERT INTO note_words (note_words, rank) VALUES ('automerge', 0);
    INSERT INTO note_words (note_words, rank) VALUES ('crisismerge', 256);`);
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

const search = {
  all: async ({ text, values }: { text: string; values: readonly unknown[] }) => file.prepare(text).all(...values),
  run: async ({ text, values }: { text: string; values: readonly unknown[] }) => file.prepare(text).run(...values).changes,
};
const write = (row: number, words: string) => void file.prepare("INSERT INTO note_words (rowid, body) VALUES (?, ?)").run(row, words);
const remove = (row: number) => void file.prepare("DELETE FROM note_words WHERE rowid = ?").run(row);
const readBlock = () => (file.prepare("SELECT block FROM note_words_data WHERE id = 10").get() as { block: Uint8Array }).block;
const countPieces = () => (parseLevels(readBlock()) ?? []).reduce((sum, { pieces }) => sum + pieces.length, 0);
const readNext = async () => {
  const merges = await readNextMerges(search);
  return merges === "unknown" ? merges : (merges[0] ?? null);
};
/** Words nobody wrote before, about a page of them. */
const writePage = (row: number) => write(row, Array.from({ length: 150 }, (_none, at) => `w${row * 1_000 + at}`).join(" "));

describe("what FTS5 would join next", () => {
  it("is nothing while there are few pieces, and all of them from the fourth on", async () => {
    expect(await readNext()).toBeNull();
    for (const row of [1, 2, 3]) writePage(row);
    expect(await readNext()).toBeNull();
    writePage(4);
    expect(await readNext()).toMatchObject({ pieces: 4 });
  });

  it("is as many pages as the pieces hold", async () => {
    for (let row = 1; row <= 20; row += 1) writePage(row);
    const next = await readNext();
    const pages = (file.prepare("SELECT count(*) AS n FROM note_words_data WHERE id > 10").get() as { n: number }).n;
    expect(next).toEqual({ pieces: 20, pages });
  });

  it("is joined by a step, piece for piece, and foretold at every moment", async () => {
    for (let row = 1; row <= 200; row += 1) writePage(row);
    for (let step = 0; step < 500; step += 1) {
      const next = await readNext();
      const [before, wrote] = [countPieces(), await joinPieces(search, 16)];
      expect(wrote).toBe(next !== null);
      if (next === null || next === "unknown") break;
      // The joined ones go at the end; what stands in their place was begun beside them.
      expect(before - countPieces()).toBeLessThanOrEqual(next.pieces);
    }
    expect(await readNext()).toBeNull();
    expect(countPieces()).toBeLessThan(4);
  });

  it("is all that is joined where one page is allowed: nothing is left to begin the next with", async () => {
    for (let row = 1; row <= 64; row += 1) {
      writePage(row);
      // Three large pieces, as they lie there after a night; a fourth makes them worth joining.
      if (row % 20 === 0) while (await joinPieces(search, 1_000));
    }
    const isJoining = () => (parseLevels(readBlock()) ?? []).map(({ joining }) => joining > 0);
    const merges = await readNextMerges(search);
    expect(merges).toMatchObject([{ pieces: 4 }, { pieces: 4 }]);
    for (let step = 0; isJoining()[0] !== false || step === 0; step += 1) await joinPieces(search, 1);
    expect(isJoining().some(Boolean)).toBe(false);
    expect(await readNextMerges(search)).toMatchObject([{ pieces: 4 }]);
  });

  it("is what is mostly deleted, where the pieces are few", async () => {
    for (let row = 1; row <= 2; row += 1) writePage(row);
    expect(await readNext()).toBeNull();
    remove(1);
    expect(await readNext()).toMatchObject({ pieces: 2 });
    await joinPieces(search, 100);
    expect(await readNext()).toBeNull();
  });

  it("is unknown where the list has another form", async () => {
    writePage(1);
    expect(parseLevels(readBlock())).toHaveLength(1);
    expect(parseLevels(readBlock().slice(0, -1))).toBeNull();
    expect(parseLevels(Uint8Array.of(0, 0, 0, 0, 1, 1, 1))).toBeNull();
    const strange = { ...search, all: async () => [{ block: Uint8Array.of(0, 0, 0, 0, 1, 1, 1) }] };
    expect(await readNextMerges(strange)).toBe("unknown");
  });

  it("goes on with what was begun, unless more small pieces have gathered before it", () => {
    const piece = (pages: number) => ({ pages, entries: pages, deleted: 0 });
    const level = (joining: number, count: number, pages: number): PieceLevel => ({
      joining,
      pieces: Array.from({ length: count }, () => piece(pages)),
    });
    expect(foreseeMerges([level(0, 3, 1), level(5, 6, 100), level(0, 9, 1_000)])[0]).toEqual({ pieces: 5, pages: 500 });
    expect(foreseeMerges([level(0, 6, 1), level(5, 6, 100), level(0, 1, 300)])[0]).toEqual({ pieces: 6, pages: 6 });
    expect(foreseeMerges([level(0, 4, 1), level(0, 9, 10)])[0]).toEqual({ pieces: 9, pages: 90 });
  });

  it("and what after it: the piece that was made may be the one too many of the next size", () => {
    const level = (joining: number, ...pages: number[]): PieceLevel => ({
      joining,
      pieces: pages.map((each) => ({ pages: each, entries: each, deleted: 0 })),
    });
    expect(foreseeMerges([level(0, 1, 1, 1, 1), level(0, 900, 900, 900)])).toEqual([
      { pieces: 4, pages: 4 },
      { pieces: 4, pages: 2_704 },
    ]);
    expect(foreseeMerges([level(0, 1, 1, 1, 1), level(0, 900, 900)])).toEqual([{ pieces: 4, pages: 4 }]);
    // Begun already: what it goes into is counted once.
    expect(foreseeMerges([level(4, 1, 1, 1, 1), level(0, 900, 900, 2)])).toEqual([{ pieces: 4, pages: 4 }]);
    expect(foreseeMerges([level(0, 1, 1, 1, 1)])).toEqual([{ pieces: 4, pages: 4 }]);
  });
});
