import type { PlaceholderMap } from "./placeholders.ts";

/** What came back: the text with identifiers in place, how many, and placeholders nobody handed out. */
export interface Restoration {
  readonly text: string;
  readonly restored: number;
  readonly unknown: readonly string[];
}

const prefixes = "PATIENT|PERSON|CLINICIAN|DATE|AGE|PLACE|ORG|PHONE|FAX|EMAIL|URL|IP|SSN|MRN|PLAN|ACCOUNT|LICENSE|VEHICLE|DEVICE|BIOMETRIC|ID";
/** Models bend placeholders: lower case, a space or hyphen for the underscore, no or doubled brackets. */
const bracketed = new RegExp(`[\\[{]{1,2}\\s*(${prefixes})[\\s_-]*(\\d{1,4})(['’]?s)?\\s*[\\]}]{1,2}`, "gi");
const bare = new RegExp(`(?<![\\p{L}\\p{N}_\\[])(${prefixes})_(\\d{1,4})(?![\\p{L}\\p{N}_])`, "gu");

/**
 * Puts identifiers back, on this machine only. A placeholder the map does not hold was invented by
 * the model: it is left in the text and reported, so that nobody signs it unread.
 */
export function restore(text: string, map: PlaceholderMap): Restoration {
  let restored = 0;
  const unknown = new Set<string>();
  const put = (whole: string, prefix: string, digits: string, plural = ""): string => {
    const placeholder = `[${prefix.toUpperCase()}_${String(Number(digits))}]`;
    const entry = Object.hasOwn(map, placeholder) ? map[placeholder] : undefined;
    if (entry === undefined) {
      unknown.add(placeholder);
      return whole;
    }
    restored += 1;
    return entry.surface + plural;
  };
  // one pass over both forms, so that a restored surface is never read as a placeholder
  const both = new RegExp(`${bracketed.source}|${bare.source}`, "giu");
  const result = text.replace(both, (whole: string, p1?: string, d1?: string, plural?: string, p2?: string, d2?: string) => {
    if (p1 !== undefined && d1 !== undefined) return put(whole, p1, d1, plural);
    // without brackets only the exact upper-case form counts: "plan_1" may be the model's own word
    if (p2 === undefined || d2 === undefined || p2 !== p2.toUpperCase()) return whole;
    return put(whole, p2, d2);
  });
  return { text: result, restored, unknown: [...unknown] };
}
