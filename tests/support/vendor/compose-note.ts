/** One line of a note as the far end answers it. */
export interface ReplyLine {
  readonly section: string;
  readonly text: string;
  readonly lines: readonly number[];
}

const sentencesEach = 3;

/**
 * Builds a note out of the very request that came: its section ids, its numbered lines, their
 * placeholders kept. One sentence has no line that supports it and one is a negative nobody spoke of,
 * so that what checks the reply has work to do.
 */
export function composeNote(user: string): ReplyLine[] {
  const sections = [...user.matchAll(/^section "([^"]+)"/gm)].map((found) => String(found[1]));
  const transcript = /<transcript>\n(.*)\n<\/transcript>/s.exec(user)?.[1] ?? "";
  const lines = transcript.split("\n").flatMap((line) => {
    const found = /^(\d+) (\w+): (.+)$/.exec(line);
    return found === null ? [] : [{ line: Number(found[1]), role: String(found[2]), text: String(found[3]) }];
  });
  const statements = lines.filter(({ text }) => !text.includes("?"));
  const placed = statements.filter(({ text }) => /\[[A-Z]+_\d+\]/.test(text) && text.split(" ").length > 5);
  const telling = statements.filter(({ text }) => text.split(" ").length > 9);
  const pool = [...new Set([...placed, ...telling])].sort((a, b) => a.line - b.line);
  const reply = sections.flatMap((section, index) => {
    const share = pool.slice(Math.floor((index * pool.length) / sections.length), Math.floor(((index + 1) * pool.length) / sections.length));
    return share.slice(0, sentencesEach).map(({ line, text }) => ({ section, text: sentenceOf(text), lines: [line] }));
  });
  const [first = "data"] = sections;
  return [
    ...reply,
    { section: first, text: "Enjoys restoring antique clocks on Sundays.", lines: [] },
    { section: first, text: "Denies hallucinations.", lines: [] },
  ];
}

function sentenceOf(text: string): string {
  const trimmed = text.trim().replace(/[.!,]*$/, "");
  return `Reported: ${trimmed}.`;
}
