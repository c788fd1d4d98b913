import type { Page } from "./page.ts";
import type { DetectedSpan } from "./spans.ts";

/** Texts that must survive whatever a layer thinks: crisis lines, scores, levels. */
const survivors =
  /^(?:988|911|9-1-1|9-8-8|nine one one|nine eight eight|411|24\/7|50\/50|1:1|12[- ]step|A1C|B12|T2DM|T1DM|PHQ-?\d+|GAD-?\d+|US|USA|AM|PM)$/i;

/** Removes findings that are certainly no identifier. A chart identifier is never dropped. */
export function dropNonIdentifiers(page: Page, spans: readonly DetectedSpan[]): DetectedSpan[] {
  return spans.filter((span) => {
    if (span.end <= span.start) return false;
    if (span.why.includes("known-identifier")) return true;
    return !survivors.test(page.text.slice(span.start, span.end).trim());
  });
}
