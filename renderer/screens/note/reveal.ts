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

/** What the ids of transcript lines begin with. */
export const lineElementPrefix = "transcript-line-";

/** The id of a transcript line's element. */
export function lineElementId(line: number): string {
  return `${lineElementPrefix}${line}`;
}

/** The parts of the workspace; a narrow window shows one of them. */
export type Pane = "transcript" | "note" | "panel";

const paneWanted = "chartwell-pane-wanted";

/** Asks for the part an element stands in, before focus is moved there. */
export function askForPane(pane: Pane): void {
  window.dispatchEvent(new CustomEvent(paneWanted, { detail: pane }));
}

/** Hears which part is asked for; gives the way to stop. */
export function listenForPane(show: (pane: Pane) => void): () => void {
  const hear = (event: Event) => show((event as CustomEvent<Pane>).detail);
  window.addEventListener(paneWanted, hear);
  return () => window.removeEventListener(paneWanted, hear);
}
