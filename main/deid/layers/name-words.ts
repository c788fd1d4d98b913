import { eponymNouns } from "../data/clinical-names.ts";
import { monthNumbers, stateNames, weekdays } from "../data/vocabulary.ts";
import type { Lexicon } from "../lexicon.ts";
import { gapBefore, type Page, type Token } from "../page.ts";

const drugForm =
  /(?:pril|sartan|statin|olol|azole|cillin|mycin|floxacin|cycline|zepam|zolam|azine|apine|idone|etine|aline|pramine|xaban|gliptin|gliflozin|glutide|umab|tinib|ovir|parin|dronate|setron|triptan|itis|osis|emia|uria|opathy|ectomy|otomy|ostomy|plasty|oscopy|ography|ogram|omas?|algia|ologist|ology|iasis|ergic|olone|asone|onide|barbital|caine|dafil|platin|rubicin|feron|phobia|philia|esthesia|plegia|paresis|trophy|pathic|phylaxis|oxin|ide|ine|ium|ate|ol)$/;
const strongDrugForm =
  /(?:pril|sartan|statin|azole|cillin|mycin|floxacin|zepam|zolam|gliptin|gliflozin|glutide|itis|osis|emia|opathy|ectomy|otomy|plasty|oscopy|ography|algia|ologist|ology|esthesia|plegia|paresis)$/;
const regions = new Set(stateNames.flatMap((name) => name.split(" ")));

/** What the lexicons say about one word. */
export type WordKind = "given" | "given-word" | "family" | "family-word" | "unknown" | "plain";

/** True for medicine, months, weekdays, states: words a name layer must leave alone. */
export function isProtected(token: Token, page: Page, lexicon: Lexicon): boolean {
  if (
    monthNumbers[token.fold] !== undefined &&
    token.fold !== "april" &&
    token.fold !== "june" &&
    token.fold !== "august" &&
    token.fold !== "may" &&
    token.fold !== "jan"
  )
    return true;
  if (weekdays.has(token.fold) || regions.has(token.fold)) return true;
  const next = page.tokens[token.index + 1];
  if (next !== undefined && /^(?:['’]s)? $|^['’]?s?[- ]$/.test(gapBefore(page, token.index + 1).replace(/s/g, "s")) && eponymNouns.has(next.fold))
    return true;
  // the tail of a possessive is a token of its own: "Bell" + "s" + "palsy"
  if (next?.fold === "s" && eponymNouns.has(page.tokens[token.index + 2]?.fold ?? "")) return true;
  return lexicon.clinical.has(token.fold);
}

/** True if the word has the ending of a drug, a disease or a procedure. */
export function isMedical(fold: string, strict: boolean): boolean {
  return fold.length > 4 && (strict ? strongDrugForm : drugForm).test(fold);
}

/** Classifies a word by lexicon; "unknown" is a word no list holds. */
export function kindOf(token: Token, lexicon: Lexicon): WordKind {
  const word = token.fold;
  if (lexicon.given.has(word)) return "given";
  if (lexicon.givenWords.has(word)) return "given-word";
  if (lexicon.family.has(word)) return "family";
  if (lexicon.familyWords.has(word)) return "family-word";
  if (lexicon.english.has(word) || lexicon.common.has(word)) return "plain";
  return "unknown";
}

/** A single capital letter, with or without its full stop: an initial. */
export function isInitial(token: Token | undefined): boolean {
  return token !== undefined && token.text.length === 1 && /\p{Lu}/u.test(token.text) && token.text !== "I";
}

export function isCapital(token: Token | undefined): boolean {
  return token !== undefined && (token.shape === "capital" || (token.shape === "mixed" && /^\p{Lu}/u.test(token.text)));
}

const drawnOut =
  /^(?:o+h+|a+h+|h+m+|u+h+|m+h+m*|a+w+|y+e+a+h*|no+|ew+|wo+w+|ugh+|(?:ha)+h*|so{2,}o|by+e+|huh+|er+m*|we+ll+|o+k+|nah+|ye+p+|yu+p+|no+pe+)$/;

/** Interjections as speech recognition writes them: "ohh", "mmhm", "sooo". */
export function isInterjection(fold: string): boolean {
  return drawnOut.test(fold);
}

/** Words that can never be part of a name after a cue. */
export const neverName = new Set(
  (
    "the a an and or but so because if then than that this these those there here is are was were be been being am has have had having do does did done not no yes yeah okay ok um uh like just really very too also " +
    "i me my mine you your he him his she her hers it its we us our they them their who what when where why how which to of in on at for from with without by about as into over after before since until up down out off " +
    "again still always never maybe actually well good great fine sorry sure thanks please today tomorrow yesterday now later going gonna doing been came went said says told asked feel feeling feels think thinks know knows want wants need needs get got gets " +
    "can could will would should might must all any some every each both more most less other another same such one two three four five six seven eight nine ten first last next new old little big s t m re ve ll d name number address date birth " +
    "doctor dr mr mrs ms miss sir maam mister doc prof professor rev sgt lt mom dad mommy daddy mama papa madam yo okey nice tell beautiful see pinky nurse champ sis bro kiddo long male female boy girl man woman guy dude " +
    "mhm hmm alone sick tired sad happy angry ready late back home school work able afraid worried calling here anxious depressed pregnant married divorced single sober clean dead alive gone ill better worse different mad upset scared nervous stressed glad proud hurt okay quite pretty only even ever else right left"
  ).split(" "),
);
