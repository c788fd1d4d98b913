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

/** What FTS5 would join next; null when it would join nothing, "unknown" when its list cannot be read. */
export async function readNextMerge(search: EngineRows): Promise<NextMerge | null | "unknown"> {
  const row = (await search.all(sql`SELECT block FROM note_words_data WHERE id = ${structureId}`))[0];
  const levels = row === undefined ? [] : parseLevels(StructureRowSchema.parse(row).block);
  return levels === null ? "unknown" : findNextMerge(levels);
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

/** Chooses as FTS5 does (fts5IndexMerge): the size with most pieces, up to one that is being joined already; else the one most of which is deleted. */
export function findNextMerge(levels: readonly PieceLevel[]): NextMerge | null {
  const busy = levels.findIndex(({ joining }) => joining > 0);
  const seen = busy === -1 ? levels : levels.slice(0, busy + 1);
  let best: PieceLevel | null = null;
  let most = 0;
  for (const level of seen) {
    const count = level.joining > 0 ? level.joining : level.pieces.length;
    if (count <= most) continue;
    best = level;
    most = level.joining > 0 ? fewest : count;
  }
  if (most < fewest) best = findMostDeleted(seen);
  if (best === null) return null;
  const joined = best.joining > 0 ? best.pieces.slice(0, best.joining) : best.pieces;
  return { pieces: joined.length, pages: joined.reduce((sum, { pages }) => sum + pages, 0) };
}

function findMostDeleted(levels: readonly PieceLevel[]): PieceLevel | null {
  let best: PieceLevel | null = null;
  let most = 0;
  for (const level of levels) {
    const [entries, deleted] = level.pieces.reduce(([all, gone], piece) => [all + piece.entries, gone + piece.deleted], [0, 0] as [number, number]);
    const percent = entries === 0 ? 0 : Math.floor((deleted * 100) / entries);
    if (percent >= deletedPercent && percent > most) [best, most] = [level, percent];
  }
  return best;
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
