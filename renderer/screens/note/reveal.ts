/**
 * Brings an element into sight without moving what is already there. Under reduced motion it
 * jumps: the place matters, the travel does not.
 */
export function reveal(element: Element | null): void {
  if (element === null || typeof element.scrollIntoView !== "function") return;
  const still = typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}

/** The id of a sentence's element: the keyboard moves focus there without holding references. */
export function sentenceElementId(key: string): string {
  return `sentence-${key}`;
}

/** The id of a transcript line's element. */
export function lineElementId(line: number): string {
  return `transcript-line-${line}`;
}
