import type { Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

const suffix =
  "street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|way|circle|cir|terrace|ter|highway|hwy|parkway|pkwy|trail|trl|square|sq|loop|alley|row|crescent|close|gardens|pike|turnpike|run|plaza|crossing|path|mews|broadway";
const unit = "(?:,? (?:apt|apartment|unit|suite|ste|rm|room|floor|fl|lot|bldg|building|#)\\.? ?#?[\\w-]{1,6}\\b)?";
const numberWords =
  "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|oh|hundred|thousand)";
const words = "[\\p{L}][\\p{L}'’.]*|\\d+(?:st|nd|rd|th)";

const patterns: readonly (readonly [RegExp, number])[] = [
  // 4417 N. Larkspur Ct Apt 3B, Mesa
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}.$/-])\\d{1,6}[A-Za-z]?,? (?:[NSEW]{1,2}\\.? |(?:north|south|east|west) )?(?:(?:${words}),? ){1,4}(?:${suffix})\\b\\.?(?! (?:of|to|and I))${unit}`,
      "giu",
    ),
    0.93,
  ],
  // sixty two Lewin Road Streatham
  [
    new RegExp(
      `(?<!\\p{L})(?:${numberWords}[ ,-]+){1,5}(?:[a-z] |, )?(?!(?:more|of|or|and|on|in|the|days?|weeks?|minutes?|hours?|to|for|months?|years?) )(?:\\p{L}[\\p{L}'’]+,? ){1,2}(?:street|avenue|road|drive|lane|boulevard|court|place|circle|terrace|highway|parkway|square|crescent|gardens)\\b`,
      "giu",
    ),
    0.85,
  ],
  // Skyline Drive, Sunland Gin Road, Reading Road and Galbraith
  [
    /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}'’]+ ){1,3}(?:Street|St\.|Avenue|Ave|Road|Rd|Drive|Lane|Ln|Boulevard|Blvd|Court|Highway|Hwy|Parkway|Pkwy|Turnpike|Square|Bridge|Creek Road)(?: and \p{Lu}\p{L}+| exit)?(?![\p{L}])/gu,
    0.85,
  ],
  [/(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’]+ exit\b/gu, 0.75],
  [
    /\b(?:off|on|along|down|by|near|of|onto|at) (?!the |a |my |his |her |this |that |our |their |your |any |main (?:road|street) )((?:[a-z]{3,} ){1,2}(?:street|avenue|road|drive|lane|boulevard|highway|parkway|turnpike))\b(?! (?:trip|rage|test|home|me))/g,
    0.75,
  ],
  // Route nine, highway 12, I-95, route 66
  [
    /(?<![\p{L}\p{N}])(?:route|rte|highway|hwy|interstate|county road|state road|exit) (?:\d{1,4}[a-z]?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|oh))*)(?![\p{L}\p{N}])/giu,
    0.85,
  ],
  [/(?<![\p{L}\p{N}-])I-\d{1,3}\b/gu, 0.8],
  // rooms and units
  [
    /\b(?:apt|apartment|rm|room|bed|unit|suite|ste|lot|bldg|ward)\.? ?#? ?(?!(?:temp|air|and|one\b|for|to|in)\b)(\d (?:North|South|East|West)\b|\d{1,4}[A-Za-z]?)\b(?! ?(?:mg|units|of|hours))/gi,
    0.75,
  ],
  // post boxes
  [/\bP\.?\s?O\.? ?box \d+/gi, 0.95],
  // the corner of Fifth and Main
  [/\bcorner of (\p{Lu}\p{L}+ (?:and|&) \p{Lu}\p{L}+)/gu, 0.85],
  // UK post codes typed
  [/\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/g, 0.9],
  [
    /\bpost ?code\b[^\n]{0,24}?\b((?:[A-Z]{1,2} )?(?:[A-Za-z]+ ){0,2}(?:one|two|three|four|five|six|seven|eight|nine|ten|sixteen|\d) ?[A-Z]{1,2}[A-Z ]*(?:one|two|three|four|five|six|seven|eight|nine|\d)?)(?![a-z])/g,
    0.7,
  ],
  // post codes said: two letters and a figure, twice
  [new RegExp(`(?<![\\p{L}\\p{N}])[A-Z]{2} ${numberWords}(?: ${numberWords})? [A-Z]{2}(?: ${numberWords})?(?![\\p{L}\\p{N}])`, "gu"), 0.8],
  // the old mill in Ashby, Painted Rocks, Lake Eufaula, Beaver Harbor
  [/(?<![\p{L}])(?:Lake|Mount|Mt\.?|Fort|Ft\.?|Camp|Point|Cape|Port|Isle of) \p{Lu}\p{L}+(?![\p{L}])/gu, 0.75],
  [
    /(?<![\p{L}])(?:\p{Lu}[\p{L}'’]+ ){1,2}(?:Lake|Harbor|Harbour|Beach|Park|Springs|Falls|Heights|Hills|Valley|Ridge|Creek|Canyon|Bay|River|Island|Forest|Mountain|Mesa|Village|Estates|Ranch|Campground|Beach)(?![\p{L}])/gu,
    0.7,
  ],
];
/** The town, state code left out, and ZIP or post code after a street. */
const townAfter =
  /^(?:,?(?: in,?)? (?!(?:And|But|The|He|She|I|We|They|Is|My|Niece|Son|Wife|Daughter)\b)\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)?(?:(?: [A-Z]{1,2})? (?:one|two|three|four|five|six|seven|eight|nine|ten|sixteen|[0-9]) ?(?:six|one|two|three|four|five|seven|eight|nine)? ?[A-Z]{2}\b|,? \d{5}(?:-\d{4})?\b)?/u;
const notPlace = /\b(?:one way|no way|any way|long way|my way|the way|a place|right place|first place|took place)\b/i;

/** Street addresses, roads, rooms and landmarks, written or said (164.514(b)(2)(i)(B)). */
export function findAddresses(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const [pattern, confidence] of patterns) {
    for (const match of page.text.matchAll(pattern)) {
      const text = match[1] ?? match[0];
      if (notPlace.test(text) || /\b\d+ ?(?:mg|mcg|ml)\b/i.test(text)) continue;
      // lower-case text needs a real street word, not "20 minutes of my way"
      if (/^\d/.test(text) && /\b(?:way|run|row|close|path|place|dr|pl|st|ct|court|loop|drive|square|ter)\.?$/i.test(text) && !/\p{Lu}/u.test(text))
        continue;
      if (/^\d/.test(text) && !/\p{Lu}/u.test(text) && / (?:on|of|the|a|an|in|to|for|and|miles?|my|is|was) /i.test(text)) continue;
      if (
        /^\d/.test(text) &&
        /^\d+(?:st|nd|rd|th)?,? (?:[a-z]+ )*(?:year|years|old|days|hours|minutes|weeks|months|milligrams|mg|percent|times|people|and|of|to|or|in)\b/i.test(
          text,
        )
      )
        continue;
      const start = match.index + match[0].lastIndexOf(text);
      const tail =
        /^\s?\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b/i.test(
          text,
        )
          ? (townAfter.exec(page.text.slice(start + text.length, start + text.length + 60))?.[0] ?? "")
          : "";
      found.push(makeSpan(start, start + text.length + tail.length, "LOCATION", confidence, "pattern"));
    }
  }
  return found;
}
