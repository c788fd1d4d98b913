import { z } from "zod";
import type { EngineRows } from "./engines/engine.ts";
import { sql } from "./sql.ts";

/** A piece of the word index: how much of the file it takes, and how much of it is deleted. */
interface Piece {
  readonly pages: number;
  readonly entries: number;
  readonly deleted: number;
}

/** Pieces of about one size. */
export interface PieceLevel {
  /** The first so many are being joined already; 0 when none are. */
  readonly joining: number;
  readonly pieces: readonly Piece[];
}

/** What joining would go on with: how many pieces, and how many pages they hold together. */
export interface NextMerge {
  readonly pieces: number;
  readonly pages: number;
}

const StructureRowSchema = z.object({ block: z.instanceof(Uint8Array) });
/** FTS5 keeps its list of pieces under this id (fts5_index.c, FTS5_STRUCTURE_ROWID). */
const structureId = 10;
const cookieBytes = 4;
/** Says that pieces carry what was deleted from them (FTS5_STRUCTURE_V2, contentless-delete tables). */
const secondForm = [0xff, 0x00, 0x00, 0x01];
/** FTS5's own: fewer pieces of a size are left as they are, unless a tenth of them is deleted. */
const fewest = 4;
const deletedPercent = 10;

/** What FTS5 would join next, and what once that is done; "unknown" when its list cannot be read. */
export async function readNextMerges(search: EngineRows): Promise<readonly NextMerge[] | "unknown"> {
  const row = (await search.all(sql`SELECT block FROM note_words_data WHERE id = ${structureId}`))[0];
  const levels = row === undefined ? [] : parseLevels(StructureRowSchema.parse(row).block);
  return levels === null ? "unknown" : foreseeMerges(levels);
}

/** Reads FTS5's list of pieces; null when it has not the form this program knows. */
export function parseLevels(block: Uint8Array): PieceLevel[] | null {
  if (!secondForm.every((byte, at) => block[cookieBytes + at] === byte)) return null;
  const next = createVarints(block, cookieBytes + secondForm.length);
  const [levelCount] = [next(), next(), next()];
  const levels: PieceLevel[] = [];
  for (let level = 0; level < levelCount; level += 1) {
    const [joining, count] = [next(), next()];
    const pieces = Array.from({ length: Math.min(count, block.byteLength) }, () => {
      const [_id, first, last, _from, _to, tombstonePages, deleted, entries] = [next(), next(), next(), next(), next(), next(), next(), next()];
      return { pages: last - first + 1 + tombstonePages, entries, deleted };
    });
    levels.push({ joining, pieces });
  }
  return next.at() === block.byteLength ? levels : null;
}

/** The next merge and the one after it, as FTS5 would choose them; none where it would join nothing. */
export function foreseeMerges(levels: readonly PieceLevel[]): NextMerge[] {
  const first = chooseLevel(levels);
  if (first === null) return [];
  const left = join(levels, first);
  const second = chooseLevel(left);
  return [measure(levels[first]), ...(second === null ? [] : [measure(left[second])])];
}

/** Chooses as FTS5 does (fts5IndexMerge): the size with most pieces, up to one that is being joined already; else the one most of which is deleted. */
function chooseLevel(levels: readonly PieceLevel[]): number | null {
  const busy = levels.findIndex(({ joining }) => joining > 0);
  const seen = busy === -1 ? levels : levels.slice(0, busy + 1);
  let best: number | null = null;
  let most = 0;
  for (const [at, { joining, pieces }] of seen.entries()) {
    const count = joining > 0 ? joining : pieces.length;
    if (count <= most) continue;
    best = at;
    most = joining > 0 ? fewest : count;
  }
  return most < fewest ? findMostDeleted(seen) : best;
}

function findMostDeleted(levels: readonly PieceLevel[]): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [at, { pieces }] of levels.entries()) {
    const entries = add(pieces, (piece) => piece.entries);
    const percent = entries === 0 ? 0 : Math.floor((add(pieces, (piece) => piece.deleted) * 100) / entries);
    if (percent >= deletedPercent && percent > most) [best, most] = [at, percent];
  }
  return best;
}

/** What is there once a size has been joined: one piece of the next, at most as large as all of them; one that was begun stands there already. */
function join(levels: readonly PieceLevel[], at: number): PieceLevel[] {
  const joined = pick(levels[at]);
  const isBegun = (levels[at]?.joining ?? 0) > 0;
  const made = { pages: add(joined, ({ pages }) => pages), entries: add(joined, ({ entries, deleted }) => entries - deleted), deleted: 0 };
  const after = at + 1 < levels.length ? [...levels] : [...levels, { joining: 0, pieces: [] }];
  return after.map((level, each) => {
    if (each === at) return { joining: 0, pieces: level.pieces.slice(joined.length) };
    return each === at + 1 && !isBegun ? { ...level, pieces: [...level.pieces, made] } : level;
  });
}

const pick = (level: PieceLevel | undefined) => (level === undefined ? [] : level.joining > 0 ? level.pieces.slice(0, level.joining) : level.pieces);
const add = (pieces: readonly Piece[], count: (piece: Piece) => number) => pieces.reduce((sum, piece) => sum + count(piece), 0);

function measure(level: PieceLevel | undefined): NextMerge {
  const joined = pick(level);
  return { pieces: joined.length, pages: add(joined, ({ pages }) => pages) };
}

/** Reads SQLite's varints one after the other: seven bits a byte, highest first, the ninth whole. */
function createVarints(block: Uint8Array, from: number) {
  let at = from;
  const next = (): number => {
    let value = 0;
    for (let byte = 1; byte <= 9; byte += 1) {
      const read = block[at];
      at += 1;
      if (read === undefined) return Number.NaN;
      if (byte === 9) return value * 256 + read;
      value = value * 128 + (read & 0x7f);
      if (read < 0x80) return value;
    }
    return value;
  };
  return Object.assign(next, { at: () => at });
}
