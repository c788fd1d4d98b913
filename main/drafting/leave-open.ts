import type { Sentence } from "../../shared/domain/note.ts";

/** The one sentence of a section nobody spoke to. */
export function leaveOpen(sectionId: string): Sentence {
  return {
    key: `${sectionId.slice(0, 4).replace(/[^a-z]/g, "x")}none`,
    text: "Not assessed.",
    source: "not-assessed",
    lines: [],
    review: null,
    doubts: [],
  };
}
