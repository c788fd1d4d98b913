/** FTS5's own list of pieces, as it lies in the file: for each size how many there are, and the pages of each; all below 16,384. */
export function spellPieces(...levels: readonly (readonly [count: number, pagesEach: number])[]): Uint8Array {
  const spell = (value: number) => (value < 0x80 ? [value] : [0x80 | (value >> 7), value & 0x7f]);
  const spellLevel = ([count, pagesEach]: readonly [number, number]) => {
    const piece = [1, 1, pagesEach, 1, 1, 0, 0, 1].flatMap(spell);
    return [0, ...spell(count), ...Array.from({ length: count }, () => piece).flat()];
  };
  const total = levels.reduce((sum, [count]) => sum + count, 0);
  return Uint8Array.from([...[0, 0, 0, 0], ...[0xff, 0, 0, 1], ...[levels.length, total, 1].flatMap(spell), ...levels.flatMap(spellLevel)]);
}
