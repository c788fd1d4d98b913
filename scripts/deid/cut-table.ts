import { headOf } from "../../main/deid/word-list.ts";

/**
 * Cuts words into the lines of a committed table, in the order the detector searches them: by first
 * word, then whole. Words that share their first word share a line.
 */
export function cutTable(words: Iterable<string>, separator: string, lineCharacters = 4000): string[] {
  const inOrder = [...new Set(words)].map((word) => ({ word, head: headOf(word) }));
  inOrder.sort((a, b) => (a.head < b.head ? -1 : a.head > b.head ? 1 : a.word < b.word ? -1 : 1));
  const lines: string[] = [];
  let line = "";
  let previous = "";
  for (const { word, head } of inOrder) {
    if (line.length > lineCharacters && head !== previous) {
      lines.push(line);
      line = "";
    }
    line += (line === "" ? "" : separator) + word;
    previous = head;
  }
  if (line !== "") lines.push(line);
  return lines;
}
