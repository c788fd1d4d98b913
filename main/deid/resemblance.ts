/** True if `a` and `b` differ by at most `limit` edits (a swap of neighbours counts one). */
function isWithinEdits(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return (previous[b.length] ?? limit + 1) <= limit;
}

/** A rough sound key: speech recognition writes a name as it hears it. */
function soundKey(word: string): string {
  return word
    .replace(/^kn/, "n")
    .replace(/^wr/, "r")
    .replace(/ph/g, "f")
    .replace(/(?:ck|q|c(?![eih]))/g, "k")
    .replace(/c(?=[ei])/g, "s")
    .replace(/ch|sh|sch|tsch|cz|sz/g, "x")
    .replace(/gh/g, "g")
    .replace(/th/g, "t")
    .replace(/z/g, "s")
    .replace(/v/g, "f")
    .replace(/j|dg/g, "j")
    .replace(/(.)\1+/g, "$1")
    .replace(/(?!^)[aeiouyhw]/g, "")
    .replace(/^[aeiouyhw]/, "a");
}

/** True if `heard` is likely a mis-hearing or misspelling of the known name `name`. */
export function resembles(heard: string, name: string): boolean {
  if (heard === name) return true;
  if (heard.length < 4 || name.length < 4) return false;
  if (isWithinEdits(heard, name, name.length >= 8 ? 2 : 1)) return true;
  return name.length >= 5 && Math.abs(heard.length - name.length) <= 3 && soundKey(heard) === soundKey(name) && soundKey(name).length >= 3;
}
