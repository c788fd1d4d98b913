import type { Snippet } from "../../../shared/domain/note-standing.ts";

const mostShown = 4;

/** Puts a snippet's words in place of its dotted name once a space follows it: ".sleep " at the start or after a space. */
export function expandSnippet(words: string, snippets: readonly Snippet[]): string {
  return words.replace(/(^|\s)\.([a-z0-9-]{2,24})(\s)$/, (typed, before: string, name: string, space: string) => {
    const found = snippets.find((snippet) => snippet.name === name);
    return found === undefined ? typed : `${before}${found.text}${space}`;
  });
}

/** Snippets whose name begins as the last word does. */
export function listMatching(words: string, snippets: readonly Snippet[]): Snippet[] {
  const begun = /(?:^|\s)\.([a-z0-9-]{0,24})$/.exec(words)?.[1];
  return begun === undefined ? [] : snippets.filter(({ name }) => name.startsWith(begun)).slice(0, mostShown);
}
