/** FTS5's own list of so many pieces of one size, as it lies in the file: both below 16,384. */
export function spellPieces(count: number, pagesEach: number): Uint8Array {
  const spell = (value: number) => (value < 0x80 ? [value] : [0x80 | (value >> 7), value & 0x7f]);
  const piece = [1, 1, pagesEach, 1, 1, 0, 0, 1].flatMap(spell);
  const pieces = Array.from({ length: count }, () => piece).flat();
  return Uint8Array.from([...[0, 0, 0, 0], ...[0xff, 0, 0, 1], ...[1, count, 1, 0, count].flatMap(spell), ...pieces]);
}
