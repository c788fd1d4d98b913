import { roleWords } from "../data/vocabulary.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Page } from "../page.ts";
import { foldWord } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";
import { isInterjection, neverName } from "./name-words.ts";

const capitalWord = "\\p{Lu}[\\p{L}\\p{M}'’]+";
const initial = "\\p{Lu}\\.";
const fullName = `(?:${capitalWord}|${initial}|[A-Z]\\b)(?:[ -](?:${capitalWord}|${initial}|de|la|del|van|von|der|bin|al|[A-Z]\\b)){0,4}`;

/** Names that a form of writing gives away, whatever the words are. */
const patterns: readonly (readonly [RegExp, number])[] = [
  // Patient: HOLLOW HORN, Everett
  [
    new RegExp(
      `(?:^|[\\n;|(]|\\s{2,}|[.] )(?:(?:[Pp]atient|[Pp]t|[Cc]lient|[Ff]ull|[Ll]egal|[Mm]ember) [Nn]ame|PATIENT(?: NAME)?|NAME|Name|[Ee]xaminer|[Aa]ttending|[Pp]rovider|[Pp]hysician|[Ee]mergency [Cc]ontact|[Gg]uardian|[Dd]ictated by|[Ss]igned(?: by)?|[Rr]eferred by|[Aa]uthor|[Aa]ttn|[Rr]espectfully|[Ss]incerely|[Ss]ubscriber|[Ii]nsured)[:,] *(?:Dr\\.? |Mr\\.? |Ms\\.? |Mrs\\.? )?(${fullName}(?:, ${fullName})?)`,
      "gu",
    ),
    0.9,
  ],
  [/(?:^|\n)[ \t]*(?:Patient|Pt|Client|Re|RE): (\p{Lu}[\p{L}'’-]+(?:,? \p{Lu}[\p{L}'’-]+){1,3})(?=\s{2,}|[ \t]*(?:\n|$|MRN|DOB|\())/gu, 0.9],
  // SUNDARAM, Kalyani · Sundaram, Kalyani (after Pt)
  [/\b(?:Pt|Patient|Client|re|RE|Re):? (\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?, \p{Lu}\p{Ll}+)/gu, 0.85],
  [/(?:^|\n|\bname:? |\bpatient:? |\bpt:? )\s*(\p{Lu}{3,}(?:[ -]\p{Lu}{2,}){0,2}, \p{Lu}\p{Ll}+)(?![\p{L}])/gu, 0.8],
  // S. Chaudhry, K. Abernethy, E. Archuleta
  [/(?<![\p{L}.])((?:\p{Lu}\. ?){1,2}\p{Lu}\p{Ll}[\p{L}'’-]+(?:-\p{Lu}\p{Ll}+)?)(?![\p{L}])/gu, 0.85],
  // Anna S., Brayden K
  [/(?<![\p{L}.])(\p{Lu}\p{Ll}{2,} \p{Lu}\.)(?=[,;:)?!]| [a-z(]|\s*$)/gu, 0.85],
  // Mr. W.
  [/(?<![\p{L}])(?:Mr|Mrs|Ms|Dr)\.? (\p{Lu})(?:\.(?= ?[,;)]| [a-z])|(?= [a-z]))/gu, 0.88],
  // pt J.D., #3 R.T.
  [
    /(?:\b(?:[Pp]t|[Pp]atient|[Cc]lient|initials(?: are| were)?|[Rr]esident|w\/|with|for|[Rr]e:?)|^\s*\d+\.|\n\s*\d+\.|-)\s+((?:\p{Lu}\.){2,4})/gu,
    0.85,
  ],
  [/(?<![\p{L}.])((?:\p{Lu}\.){2,4})(?= \((?:goes by|aka|#|MRN|DOB))/gu, 0.9],
  // (goes by "Bee")
  [
    /\b(?:goes by|nickname|aka|a\.k\.a\.|preferred name|prefers|known as|call(?:ed|s)? (?:me|him|her|them)?) ?\\?[“"'‘](\p{L}[\p{L} '’-]{1,24}?)\\?[”"'’]/giu,
    0.9,
  ],
  [/\p{Lu}\p{Ll}+ \([“"](\p{Lu}\p{Ll}+)[”"]\)/gu, 0.9],
  [/\p{Lu}\p{Ll}+ [“"](\p{Lu}\p{Ll}+)[”"] \p{Lu}\p{Ll}+/gu, 0.9],
  // Marcus Webb, LCSW
  [
    new RegExp(
      `(?<![\\p{L}])(${fullName}),? (?:MD|M\\.D\\.|DO|PhD|PsyD|Psy\\.D\\.|LCSW|LMFT|LPC|LPCC|LMHC|LICSW|MSW|RN|APRN|PMHNP|NP|PA-C|CNM|EdD|Esq\\.?|CADC)(?![\\p{L}])`,
      "gu",
    ),
    0.93,
  ],
  // dictation initials
  [/\bD: ?([a-z]{2,3})\/T: ?[a-z]{2,3}\b/g, 0.7],
  [/\bD: ?[a-z]{2,3}\/T: ?([a-z]{2,3})\b/g, 0.7],
  // Nguyễn Thị Lan: letters no English word has
  [
    /(?<![\p{L}])((?:\p{Lu}[\p{L}\p{M}]*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ][\p{L}\p{M}]*)(?: \p{Lu}[\p{L}\p{M}]+){0,3})(?![\p{L}])/gu,
    0.85,
  ],
  // mark and grace are my twins · joy is the baby
  [
    /\b([a-z]{3,}) and ([a-z]{3,}) are my (?:twins|kids|children|daughters|sons|sisters|brothers|girls|boys|parents|dogs|cats|friends|roommates)\b/g,
    0.85,
  ],
  [
    /(?:^|\b(?:and|because) |: )([a-z]{3,}) is (?:the (?:baby|oldest|youngest|middle one|eldest)|my (?:\w+ )?(?:baby|oldest|youngest|son|daughter|husband|wife|sister|brother|boyfriend|girlfriend|dog|cat|boss|ex|roommate|partner))\b/gm,
    0.8,
  ],
];
const notInitials =
  /^(?:U\.S\.|U\.K\.|M\.D\.|D\.O\.|R\.N\.|P\.O\.|P\.M\.|A\.M\.|I\.V\.|I\.M\.|D\.C\.|E\.R\.|I\.Q\.|N\.P\.|P\.A\.|U\.S\.A\.|B\.I\.D\.|T\.I\.D\.|P\.R\.N\.|E\.D\.|N\.Y\.|L\.A\.)$/;
const headings =
  /^(?:History|Chief|Review|Physical|Past|Family|Social|Mental|Assessment|Plan|Patient|Discharge|Reason|Hospital|Vitamin|Hepatitis|Type|Grade|Stage|Class|Group|Plan|Part|Section|Title|Day|Week|Room|Unit|Option|Appendix|Schedule|Axis|Cluster|Factor|Influenza|Omega|The|In|On|At|With|For|From|Denies|Reports|States|Follow|Hemoglobin|Protein|Team|Exhibit|Form|Table)\b/;

/** Names in forms, signatures, initials and quotation marks. */
export function findWrittenNames(page: Page, lexicon: Lexicon): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const [pattern, confidence] of patterns) {
    for (const match of page.text.matchAll(pattern)) {
      let from = match.index;
      for (const text of match.slice(1)) {
        if (text === undefined) continue;
        const start = page.text.indexOf(text, from);
        from = start + text.length;
        const folded = foldWord(text);
        if (notInitials.test(text) || headings.test(text) || lexicon.clinical.has(folded) || roleWords.has(folded)) continue;
        const words = folded.split(/[^\p{L}']+/u).filter((word) => word.length > 1);
        // "Patient: Yes, Naprosyn" is a turn, "A and E. But" is not a surname
        if (
          words.some(
            (word) =>
              neverName.has(word) ||
              isInterjection(word) ||
              (lexicon.common.has(word) && !lexicon.givenWords.has(word) && !lexicon.familyWords.has(word)),
          )
        )
          continue;
        if (words.length > 1 && words.every((word) => lexicon.english.has(word) && !lexicon.givenWords.has(word) && !lexicon.familyWords.has(word)))
          continue;
        if (/^\p{Lu}\p{L}+, /u.test(text) && words.some((word) => lexicon.clinical.has(word) && !lexicon.family.has(word))) continue;
        const first = foldWord(text.split(/[ .,]/u)[0] ?? "");
        if (confidence <= 0.85 && / \p{Lu}\.$/u.test(text) && lexicon.common.has(first) && !lexicon.givenWords.has(first)) continue;
        if (/^[a-z]/.test(text) && confidence >= 0.8 && !lexicon.given.has(folded) && !lexicon.givenWords.has(folded) && lexicon.english.has(folded))
          continue;
        if (text.toUpperCase() === text && text.includes(",") && lexicon.common.has(first)) continue;
        found.push(makeSpan(start, start + text.length, "NAME", confidence, "pattern"));
      }
    }
  }
  return found;
}

/** Speaker labels that are a person's name and not a role (they return in the text as names). */
export function findLabelNames(page: Page, lexicon: Lexicon): DetectedSpan[] {
  const counts = new Map<string, number>();
  for (const label of page.labels) {
    const name = foldWord(page.text.slice(label.start, label.end));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const found: DetectedSpan[] = [];
  for (const label of page.labels) {
    const text = page.text.slice(label.start, label.end);
    const name = foldWord(text);
    const words = name.split(/[ _.-]+/).filter((word) => word !== "");
    if (
      words.some((word) => /\d/.test(word)) ||
      words.every((word) => roleWords.has(word) || (lexicon.common.has(word) && !lexicon.givenWords.has(word)))
    )
      continue;
    const nameLike = words.some(
      (word) => lexicon.given.has(word) || lexicon.givenWords.has(word) || lexicon.family.has(word) || !lexicon.english.has(word),
    );
    const often = (counts.get(name) ?? 0) > 1;
    if (!nameLike || words.some((word) => lexicon.clinical.has(word)) || (text === text.toUpperCase() && text.length < 5)) continue;
    if (!often && !words.some((word) => lexicon.given.has(word))) continue;
    found.push(makeSpan(label.start, label.end, "NAME", 0.85, "context-word"));
  }
  return found;
}
