import type { IdentifierType } from "../../../shared/domain/privacy.ts";
import type { Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

const topLevel =
  "com|net|org|edu|gov|mil|info|biz|io|co|us|uk|ca|me|tv|app|dev|health|care|example|test|invalid|de|fr|es|it|nl|au|mx|br|jp|cn|in|ie|ch|se|no|ru|ai|ly|link|site|online|xyz|clinic|cy|be|dk|cz|pl|pt|fi|gr|hu|nz|za";
const email = /(?<![\p{L}\p{N}\p{M}._%+'-])(?:mailto:)?[\p{L}\p{N}._%+'-]{1,80} ?@ ?(?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,}/giu;
const spelledEmail =
  /(?<![\p{L}\p{N}\p{M}._+-])[\p{L}\p{N}._+-]{1,80} ?[[(] ?at ?[\])] ?[\p{L}\p{N}-]+(?: ?(?:[[(] ?dot ?[\])]|\.) ?[\p{L}]{2,})+/giu;
const url = /\b(?:https?|ftp|zoommtg|webcal):\/\/[^\s<>"'”)\]]+[^\s<>"'”)\].,;:!?]/gi;
const bareUrl = new RegExp(
  `(?<![\\w@.-])(?:www\\.)?(?:[a-z0-9][a-z0-9-]*\\.)+(?:${topLevel})(?:\\/[^\\s<>"'”)\\]]*[^\\s<>"'”)\\].,;:!?])?(?![\\w.-]*@)(?!\\w)`,
  "gi",
);
const dataUri = /data:[a-z]+\/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]+/gi;
const phonePatterns: readonly RegExp[] = [
  /(?<![\w.-])(?:\+?1[-. ]{0,2})?\(?[2-9]\d\d\)?[-. /]{1,2}\d{3}[-. ]{1,2}\d{4}(?:\s?(?:x|ext\.?|extension|#)\s?\d{1,6})?(?!\d|-\d)/gi,
  /(?<![\w.+-])\+\d{1,3}[-. (]{0,2}\d[\d ().-]{6,16}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?!\d)/gi,
  /(?<![\w./-])[2-9]\d\d[-.]\d{4}(?:\s?(?:x|ext\.?|extension)\s?\d{1,6})?(?![\w-])/gi,
  /(?<![\w.-])(?:001|00)[-.]?\d{3}[-.]\d{3}[-.]\d{4}(?:x\d+)?(?!\d)/g,
  /\b(?:ext(?:ension)?\.? ?#? ?|x)(\d{2,6})\b(?!\s?(?:mg|times|\/))/gi,
];
const cuedPhone =
  /\b(?:phone|cell|mobile|tel|telephone|call|home|work|ph|fax|efax|pager|text|desk|txt|ring|number is)\b[#:.]*\s*(?:(?:no|number|is|at|me|us|her|him|them|it|on|to)\b[.:]*\s*){0,3}(\+?\d[\d .()-]{5,16}\d)(?![\w-]*[A-Za-z])/gi;
const faxBefore = /(?:\bfax(?:ed)?\b|\befax\b|(?:^|[\s(])F)[#:]*[^\n\d]{0,24}$/i;

/** Addresses on networks: they name a person or a machine wherever they stand. */
const networkPatterns: readonly (readonly [RegExp, IdentifierType])[] = [
  [/(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d{2,5})?(?![\w]|\.\d)/g, "IP"],
  [/(?<![\w:.])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4})(?::[0-9a-f]{1,4})*(?![\w:])/gi, "IP"],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:)+(?::[0-9a-f]{1,4}){1,6}(?![\w:])/gi, "IP"],
  [/(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])/gi, "DEVICE"],
];

function addPhones(page: Page, found: DetectedSpan[]): void {
  for (const pattern of [...phonePatterns, cuedPhone]) {
    for (const match of page.text.matchAll(pattern)) {
      const number = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(number);
      const fax = faxBefore.test(page.text.slice(Math.max(0, start - 32), start)) || /fax/i.test(match[0]);
      if ((number.match(/\d/g) ?? []).length < 7 && match[1] === undefined) continue;
      found.push(makeSpan(start, start + number.length, fax ? "FAX" : "PHONE", 0.95, "pattern"));
    }
  }
}

/** A version number of software looks like an address; the words before it tell. */
const versionBefore = /\b(?:version|ver|v|release|build|chartwell|firmware)[ .:]*$/i;

/** Phones, faxes, e-mail, URLs, IP and MAC addresses as they are typed. */
export function findTypedContacts(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const pattern of [email, spelledEmail]) {
    for (const match of page.text.matchAll(pattern)) found.push(makeSpan(match.index, match.index + match[0].length, "EMAIL", 0.99, "pattern"));
  }
  for (const pattern of [url, bareUrl, dataUri]) {
    for (const match of page.text.matchAll(pattern)) {
      if (pattern === bareUrl && /^(?:e\.g|i\.e|a\.m|p\.m)|^\d+\.\d*$/i.test(match[0])) continue;
      // "sleep.in": a missing space after a full stop, not a host
      if (
        pattern === bareUrl &&
        !match[0].includes("/") &&
        /\.(?:in|it|no|me|us|be|so|de|es|at|to|is|co|test|care|online)$/i.test(match[0]) &&
        !/^www\./i.test(match[0])
      )
        continue;
      found.push(makeSpan(match.index, match.index + match[0].length, "URL", 0.97, "pattern"));
    }
  }
  for (const [pattern, type] of networkPatterns) {
    for (const match of page.text.matchAll(pattern)) {
      if (versionBefore.test(page.text.slice(Math.max(0, match.index - 12), match.index))) continue;
      if (!/[:.].*[:.]/.test(match[0]) || /^\d{1,2}:\d\d:\d\d$/.test(match[0])) continue;
      found.push(makeSpan(match.index, match.index + match[0].length, type, 0.95, "pattern"));
    }
  }
  addPhones(page, found);
  return found;
}
