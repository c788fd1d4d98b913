import type { Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

/** A holiday is more specific than the year (164.514(b)(2)(i)(C)). Groundhog Day is left out: it is a film. */
const anyCase =
  "thanksgiving(?: day| eve| weekend)?|christmas(?: eve| day)?|x-?mas(?: eve| day)?|easter(?: sunday| monday)?|halloween|new year['’]?s(?: eve| day)?|ha(?:n)?nuk+ah|chanukah|passover|ramadan|eid(?: al[- ](?:fitr|adha))?|diwali|" +
  "labor day|memorial day|columbus day|indigenous peoples['’]? day|(?:the )?fourth of july|july (?:fourth|4th)|independence day|veteran['’]?s['’]? day|valentine['’]?s(?: day)?|(?:st|saint)\\.? patrick['’]?s(?: day)?|" +
  "mother['’]?s day|father['’]?s day|mlk day|martin luther king(?: jr\\.?)? day|president['’]?s['’]? day|juneteenth|cinco de mayo|yom kippur|rosh hashanah?|ash wednesday|good friday|palm sunday|candlemas|midsummer|republic day|" +
  "april fools?['’]?s?(?: day)?|kwanzaa|boxing day|(?:lunar|chinese) new year|nowruz|purim|sukkot|d[ií]a de (?:los )?muertos|day of the dead|navidad|nochebuena|black friday|election day|patriots['’]? day|mardi gras|super bowl sunday|simchat torah|shavuot|holi festival|vesak|bastille day|guy fawkes night|pascua|semana santa|a[ñn]o nuevo|flag day|earth day|groundhog day(?= (?:weekend|is my))";
const capitalOnly = "Lent|Tet|T[eế]t|Holi|Epiphany|Pentecost|Advent|Michaelmas|All Saints(?:['’])? Day|Ascension Day|Juneteenth|Nativity";

const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyCase})(?![\\p{L}\\p{N}])`, "giu");
const capitalPattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${capitalOnly})(?![\\p{L}\\p{N}])`, "gu");
/** "last Tuesday" is relative to today and so a day; a bare weekday or "on Fridays" is not. */
const relativeDay = /\b(?:last|next|this past|this coming|this) ((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!s)/gi;

/** Holidays and days relative to today. */
export function findHolidays(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const source of [pattern, capitalPattern]) {
    for (const match of page.text.matchAll(source)) {
      const start = /^the /i.test(match[0]) ? match.index + 4 : match.index;
      found.push(makeSpan(start, match.index + match[0].length, "DATE", 0.85, "lexicon"));
    }
  }
  for (const match of page.text.matchAll(relativeDay)) {
    const day = match[1] ?? "";
    const end = match.index + match[0].length;
    found.push(makeSpan(end - day.length, end, "DATE", 0.6, "pattern"));
  }
  return found;
}
