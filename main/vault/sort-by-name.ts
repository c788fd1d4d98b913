/** Sorts by names once they are opened, as an index of the encrypted file would: code point by code point. */
export function sortByName<T>(rows: readonly T[], read: (row: T) => string): T[] {
  return [...rows].sort((a, b) => {
    const [left, right] = [read(a), read(b)];
    return left < right ? -1 : Number(left > right);
  });
}
