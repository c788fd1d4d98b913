import { eponymNouns } from "./data/clinical-names.ts";
import { kinWords, titleWords } from "./data/vocabulary.ts";
import { isMedical } from "./layers/name-words.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Page } from "./page.ts";
import type { DetectedSpan } from "./spans.ts";

/** What a transcriber writes where a name was taken out: it identifies nobody. */
const standIn = /^(?:ABCD?|XYZ|XXX+|YYY+|AAA|BBB|sample)$/i;
const places =
  /^(?:hospital|clinic|center|centre|medical|general|health|regional|memorial|care|the|school|university|emergency|department|room|unit|e|d|er|ed|icu|office)$/i;
/** A kind of house, of care or of study: there are thousands of each. */
const kinds =
  /^(?:the|a|an|our|my|of|and|for|hospital|clinic|clinics|center|centre|medical|general|health|healthcare|care|school|middle|high|elementary|grade|university|college|state|community|department|room|unit|e|d|er|ed|icu|office|nursing|home|juvenile|hall|infusion|urgent|primary|pediatrics?|adult|child|family|behavioral|outpatient|inpatient|surgical|walk|in|day|group|\w+ology|\w+iatry|\w+iatrics|orthop(?:a)?edics?|surgery|physical|therapy|rehab|rehabilitation|wellness|pharmacy|dental|imaging|women|men|s)$/i;
/** Kinds that are also a house's own name. */
const properly = /^(?:General|Community|Memorial|University|Regional|County|State|Women['’]s|Children['’]s) (?:Hospital|Medical Center)$/;
const languages =
  /^(?:english|spanish|french|german|italian|portuguese|dutch|danish|swedish|norwegian|finnish|icelandic|polish|czech|slovak|hungarian|romanian|bulgarian|greek|turkish|russian|ukrainian|serbian|croatian|arabic|hebrew|farsi|persian|hindi|urdu|punjabi|bengali|tamil|telugu|chinese|mandarin|cantonese|japanese|korean|vietnamese|thai|tagalog|filipino|somali|amharic|swahili|hmong|american|canadian|mexican|african|asian|european|latin|latino|latina|hispanic|caucasian|indian|irish|scottish|welsh|white|black|native|pacific|islander)$/i;
const titledBefore = /(?:mr|mrs|ms|dr|doctor|mister|missus|miss)\.? $/i;
const lettersAsked = /\b(?:plates?|initials|tag|spell(?:ed|s|ing)?|letters)\b[^\n]*$/i;
const abbreviation = /^[A-Z]{2,5}$/;
/** Short forms of medicine that some list of names holds too. */
const medicalShort = new Set(
  (
    "ORIF CABG TURP TKA THA TKR THR ACL PCL MCL LCL RA LA RV LV SR ASA ANA CAD CHF COPD DVT EMG GERD HIV HPI IBS IUD MRSA NSAID PERLA PERRL PICC ROM RSV SAH SLE STEMI TIA TEE TTE UTI " +
    "ABCDE AMA ARDS BMI BPH CBC CMP CRP CVA DKA EEG EKG ECG ESR ESRD FNA GCS HEENT HIDA ICD INR IVC LAD LVAD LASIK MELD MERS NSTEMI OSA PCOS PEG PET PSA PTA RLS ROS SARS SIADH SOB TAH TENS TMJ VATS"
  ).split(" "),
);
const learned =
  /^(?:the )?(?:American|National|International|Canadian|European|British|World) (?:Academy|College|Association|Society|Board|Institutes?|Heart Association|Cancer Society|Diabetes Association)\b/;
const titleHead = /^(?:(?:mr|mrs|ms|dr|doctor|mister|missus|missis|miss)\b\.?,? )+(?=\p{L}{2})/iu;
const ranges = /^(?:\d{1,2}-\d{1,2}\/\d{1,2}|\d{2,3}-\d{2,3}\/\d{2,3}(?:-\d{2,3})?|\d{1,2}-[1-7]\/[2-8])$/;
const spokenFigures =
  /^(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|ten))?|twenty[ -]four seven|nine one)$/i;

/** Antigens named after the patients they were first found in, where a line speaks of antibodies. */
const antigens = /^(?:smith|sm|ro|la|jo)$/i;
const antibodies = /\b(?:RNP|(?:ds-?)?DNA|ANA|SS-?[AB]|Scl-?70|antibod(?:y|ies)|antinuclear)\b/i;

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];

/** Small words all of them, and only the tagger says otherwise: an everyday phrase unless it is surer. */
function isPhrase(text: string, words: readonly string[], lexicon: Lexicon): boolean {
  return words.length > 1 && text === text.toLowerCase() && words.every((word) => lexicon.common.has(word) || word.length === 1);
}

/** "neuroma" of "Morton's neuroma". */
function nounAfter(rest: string): string {
  return /^(?:['’]?s)?[ -](\p{L}+)/iu.exec(rest)?.[1]?.toLowerCase() ?? "";
}

/** Capitals throughout, in the middle of a line that is not: "right foot ORIF". A name in capitals stands in a line of capitals, or with others. */
function isAbbreviation(page: Page, start: number): boolean {
  if (!page.cased) return false;
  const at = page.tokens.findIndex((token) => token.start >= start);
  const near = [page.tokens[at - 2], page.tokens[at - 1], page.tokens[at + 1], page.tokens[at + 2]].filter(
    (token) => token !== undefined && token.line === page.tokens[at]?.line,
  );
  return (
    page.tokens[at]?.label === false &&
    !lettersAsked.test(page.text.slice(Math.max(0, start - 60), start)) &&
    near.some((token) => token?.shape === "lower") &&
    !near.some((token) => token !== undefined && (titleWords.has(token.fold) || kinWords.has(token.fold)))
  );
}

function isEmpty(page: Page, text: string, words: readonly string[], { start, type, why, confidence }: DetectedSpan, lexicon: Lexicon): boolean {
  const guessed = why.every((reason) => reason === "tagger");
  if (ranges.test(text)) return type === "DATE" || type === "ID" || type === "PHONE";
  if (guessed && words.length > 1 && spokenFigures.test(text)) return type !== "AGE90" && type !== "DATE" && type !== "LOCATION";
  if (type === "ORG" || type === "LOCATION") {
    if (words.length > 0 && words.every((word) => kinds.test(word))) return !properly.test(text);
    if (words.some((word) => standIn.test(word)) && words.every((word) => standIn.test(word) || places.test(word))) return true;
    if (learned.test(text) || /\banonymous$/i.test(text)) return true;
    return guessed && confidence < 0.75 && isPhrase(text, words, lexicon);
  }
  if (type !== "NAME") return false;
  const folded = words.map((word) => word.toLowerCase());
  // "Mr. Major" is somebody; "mister" alone is nobody
  if (folded.length === 1 && (titleWords.has(folded[0] ?? "") || kinWords.has(folded[0] ?? ""))) return !why.includes("context-word");
  const titled = titledBefore.test(page.text.slice(Math.max(0, start - 12), start));
  const end = start + text.length;
  if (folded.length === 1 && lexicon.clinical.has(folded[0] ?? "") && eponymNouns.has(nounAfter(page.text.slice(end, end + 32)))) return !titled;
  if (words.every((word) => antigens.test(word)) && antibodies.test(page.text.slice(Math.max(0, start - 60), end + 30))) return !titled;
  if (words.every((word) => languages.test(word))) return !why.includes("context-word") && !titled;
  // "spoke with MARIA": a name in capitals is a name
  const listed = !medicalShort.has(text) && (lexicon.given.has(folded[0] ?? "") || (text.length > 3 && lexicon.family.has(folded[0] ?? "")));
  if (abbreviation.test(text) && !listed && isAbbreviation(page, start)) return !why.includes("context-word");
  return folded.length === 1 && isMedical(folded[0] ?? "", true) && !lexicon.family.has(folded[0] ?? "") && !lexicon.given.has(folded[0] ?? "");
}

/**
 * Drops what names nobody: stand-ins, kinds of places, a title alone, ranges of scores; and leaves
 * the title before a name where it stands. What the chart names always stays.
 */
export function dropEmpty(page: Page, spans: readonly DetectedSpan[], lexicon: Lexicon): DetectedSpan[] {
  const kept: DetectedSpan[] = [];
  for (const span of spans) {
    const text = page.text.slice(span.start, span.end);
    const head = span.type === "NAME" || span.type === "ORG" ? (titleHead.exec(text)?.[0].length ?? 0) : 0;
    if (span.why.includes("known-identifier") || !isEmpty(page, text, wordsOf(text), span, lexicon)) kept.push({ ...span, start: span.start + head });
  }
  return kept;
}
