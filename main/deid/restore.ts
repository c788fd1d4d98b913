import { type PlaceholderEntry, type PlaceholderMap, writeProperly } from "./placeholders.ts";

/** What came back: the text with identifiers in place, how many, and placeholders nobody handed out. */
export interface Restoration {
  readonly text: string;
  readonly restored: number;
  readonly unknown: readonly string[];
}

const prefixes = "PATIENT|PERSON|CLINICIAN|DATE|AGE|PLACE|ORG|PHONE|FAX|EMAIL|URL|IP|SSN|MRN|PLAN|ACCOUNT|LICENSE|VEHICLE|DEVICE|BIOMETRIC|ID";
const mark = `(?:${prefixes})[\\s_\\\\-]*\\d{1,4}`;
/** Models bend placeholders: lower case, a space, hyphen or escaped underscore, no or doubled brackets. */
const bracketed = `\\\\?[\\[{]{1,2}\\s*(${prefixes})[\\s_\\\\-]*(\\d{1,4})(['’]?s)?\\s*\\\\?[\\]}]{1,2}(s(?![\\p{L}\\p{N}]))?`;
const bare = `(?<![\\p{L}\\p{N}_\\[])(${prefixes})_(\\d{1,4})(?![\\p{L}\\p{N}_])`;
/** "[PERSON_1, PERSON_2]", "[PERSON_1 and PERSON_2]": several in one pair of brackets. */
const several = new RegExp(`\\[\\s*(${mark}(?:\\s*(?:,|/|&|and|or)\\s*(?:and\\s+)?${mark})+)\\s*\\]`, "gi");
/** What is left in brackets and looks like one of ours: "[PATIENT]", "[PERSON_1_MOTHER]". */
const leftover = new RegExp(`\\[(?:${prefixes}|NAME|REDACTED|LOCATION|CLIENT)(?:[_ ][A-Z0-9_]+)?\\]`, "g");

/** The plural of a name: "the Webbs", "the Joneses". */
function toPlural(surface: string): string {
  return surface + (/(?:s|x|z|ch|sh)$/i.test(surface) ? "es" : "s");
}

/** The words of the first of these lines that named it; else the fullest form of the session. */
function chooseSurface({ type, surface, mentions = [] }: PlaceholderEntry, lines: readonly number[]): string {
  const said = mentions.find(({ line }) => lines.includes(line))?.surface;
  return said === undefined ? surface : writeProperly(type, said);
}

/**
 * Puts identifiers back, on this machine only. `lines` are those a sentence rests on: it gets their
 * own words back. A placeholder the map does not hold was invented by the model: it is left in the
 * text and reported, so that nobody signs it unread.
 */
export function restore(text: string, map: PlaceholderMap, lines: readonly number[] = []): Restoration {
  let restored = 0;
  const unknown = new Set<string>();
  const put = (whole: string, prefix: string, digits: string, tail = "", plural = ""): string => {
    const placeholder = `[${prefix.toUpperCase()}_${String(Number(digits))}]`;
    const entry = Object.hasOwn(map, placeholder) ? map[placeholder] : undefined;
    if (entry === undefined) {
      unknown.add(placeholder);
      return whole;
    }
    restored += 1;
    const surface = chooseSurface(entry, lines);
    return plural === "" && tail !== "s" ? surface + tail : toPlural(surface);
  };
  const apart = text.replace(several, (_, inner: string) => inner.replace(new RegExp(mark, "gi"), (one) => `[${one}]`));
  // one pass over both forms, so that a restored surface is never read as a placeholder
  const both = new RegExp(`${bracketed}|${bare}|${leftover.source}`, "giu");
  const result = apart.replace(both, (whole: string, p1?: string, d1?: string, tail?: string, plural?: string, p2?: string, d2?: string) => {
    if (p1 !== undefined && d1 !== undefined) return put(whole, p1, d1, tail, plural);
    if (p2 === undefined || d2 === undefined) {
      if (whole === whole.toUpperCase()) unknown.add(whole);
      return whole;
    }
    // without brackets only the exact upper-case form counts: "plan_1" may be the model's own word
    return p2 === p2.toUpperCase() ? put(whole, p2, d2) : whole;
  });
  return { text: result, restored, unknown: [...unknown] };
}
