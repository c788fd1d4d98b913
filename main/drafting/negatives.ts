/** One negative or normal finding in a note's sentence. */
export interface Finding {
  readonly topic: string;
  /** Where in the sentence it stands. */
  readonly from: number;
  readonly to: number;
  /** What a line must speak of before it can bear the finding out; null where the sentence's own words decide. */
  readonly spokenOf: RegExp | null;
}

const denial =
  "(?:no|not|non|nor|never|without|absent|denie[sd]|deny|denying|negative for|absence of|free of|lacks?|lacking|(?:does|did|do|is|are|was|were|has|have)n['’]t)";
const denied = "(?:denied|absent|negative|(?:is|are|was|were)? ?not (?:present|endorsed|reported|elicited|noted|observed)|none)";

/** What a note may deny, by the words for it and the words people use for it in a session. */
const deniable: readonly (readonly [topic: string, words: string, spoken: string])[] = [
  [
    "Suicidal ideation",
    "si|s/i|suicid\\w*|thoughts? of (?:death|dying|ending)",
    "kill\\w*|alive|die|dying|dead|death|end(?:ing)? (?:it|(?:my|your|her|his|their) life)|live|living|be here|hurt\\w* (?:my|your|him|her|them)sel\\w*|harm\\w*",
  ],
  [
    "Self-harm",
    "self.?(?:harm|injur)\\w*|nssi|cutting",
    "cut|cuts|cutting|hurt\\w* (?:my|your|him|her|them)sel\\w*|harm\\w* (?:my|your|him|her|them)sel\\w*|burn\\w*",
  ],
  [
    "Homicidal ideation",
    "hi|h/i|homicid\\w*|harm(?:ing)? (?:to )?others|violen\\w+",
    "(?:kill|hurt|harm)\\w* (?:any|some|other|him|her|them(?!sel)|people)\\w*|(?:any|some)one else|other people",
  ],
  [
    "Hallucinations",
    "hallucinat\\w*|avh|ah|vh|ah/vh|voices|psychosis|psychotic\\w*|perceptual disturbance\\w*",
    "hear\\w*|see things|seeing things|voice|others (?:don['’]t|can['’]t)",
  ],
  ["Delusions", "delusion\\w*|paranoi\\w*|ideas of reference", "watch\\w*|follow\\w*|against (?:you|me)|special powers?|out to get|plotting"],
  ["Mania", "mani[ac]\\w*|hypomani\\w*|grandios\\w*|pressured speech", "racing|high|energy|sleep\\w*|spend\\w*|spree"],
  ["Alcohol use", "alcohol\\w*|etoh|drinking", "drink\\w*|drunk|beers?|wine|liquor|booze|sober"],
  ["Tobacco use", "tobacco|smok\\w*|nicotine|vap\\w+|cigarettes?", "smok\\w*|vap\\w+|cigarettes?|packs?"],
  [
    "Substance use",
    "drugs?|(?:illicit )?substances?|cannabis|marijuana|cocaine|opioids?|illicit",
    "weed|pot|high|using|use|pills|sober|clean|smoke|stuff",
  ],
  ["Access to weapons", "firearms?|guns?|weapons?|lethal means", "guns?|rifles?|pistols?|weapons?|knife|knives"],
  ["Side effects", "side.?effects?|adverse (?:effects?|reactions?)", "sick|nause\\w*|dizz\\w*|tired|drows\\w*|bother\\w*|reactions?|trouble"],
  ["Allergies", "allerg\\w*|nkda|nka", "allerg\\w*"],
  ["Trauma or abuse", "trauma\\w*|abuse\\w*|neglect\\w*", "hurt\\w*|hit|hitting|beat\\w*|touched|abus\\w*|happened to"],
  ["Panic", "panic\\w*", "attacks?|heart (?:races|racing|pounding)|can['’]t breathe"],
  ["Safety concerns", "(?:safety|risk|acute) concerns?|imminent\\w*|(?:acute )?danger\\w*|risk factors?", "safe|risk|kill\\w*|hurt\\w*|harm\\w*"],
  ["Distress", "(?:acute |apparent )?distress", "distress\\w*|comfortable"],
  ["Abnormal movements", "tremors?|tics?|abnormal movements?|psychomotor \\w+", "shak\\w*|twitch\\w*|movements?"],
];

const normalWord =
  "(?:normal|good|intact|appropriate|unremarkable|within normal limits|wnl|stable|unimpaired|unchanged|adequate|fair|regular|clear|logical|linear|coherent|goal.?directed|organi[sz]ed|congruent|full|euthymic|cooperative|average|ok|okay|fine)";

/** What a note may call normal, in either order of the words. */
const normal: readonly (readonly [topic: string, words: string, spoken: string])[] = [
  ["Mood and affect", "mood|affect", "spirits|feel\\w*"],
  ["Thought process", "thought (?:process\\w*|content)|thinking", "thoughts?"],
  ["Insight and judgment", "insight|judge?ment", "understand\\w*"],
  ["Speech", "speech", "talk\\w*|speak\\w*"],
  ["Appearance", "appearance|grooming|hygiene|eye contact", "dress\\w*|groom\\w*|looks?"],
  ["Cognition", "memory|cognition|concentration|attention", "rememb\\w*|focus\\w*|concentrat\\w*"],
  ["Sleep", "sleep", "slept|rest\\w*|nights?"],
  ["Appetite", "appetite", "eat\\w*|food|hungry|meals?"],
  ["Energy", "energy", "tired|energ\\w*"],
  ["Orientation", "orientation", "orient\\w*"],
  [
    "Examination",
    "(?:physical |neurological )?exam(?:ination)?s?|vitals?(?: signs)?|gait|heart sounds|lungs|rate and rhythm|behaviou?r",
    "exam\\w*|listen\\w*|vitals?|blood pressure",
  ],
];

/** Findings that are normal by their own wording. */
const settled: readonly (readonly [topic: string, claim: string, spoken: string])[] = [
  [
    "Orientation",
    "(?:alert and )?oriented(?: (?:x|times|to)\\b ?\\w*)?|a&ox?\\d?|aox\\d",
    "orient\\w*|what (?:day|date|year|month)|where (?:you|we) are|today['’]s date",
  ],
  ["Mood and affect", "euthymic|euthymia", "mood|affect|spirits"],
  ["Appearance", "well.?groomed|(?:appropriately|casually|neatly) dressed", "dress\\w*|groom\\w*"],
  ["Examination", "unremarkable|within normal limits|wnl|no abnormalit\\w+|normal findings?|afebrile", "normal|exam\\w*|fever|temperature"],
  ["Safety", "low (?:acute )?risk|(?:contracts?|contracted) for safety|risk (?:is |was )?(?:low|minimal)", "safe|risk|kill\\w*|hurt\\w*|harm\\w*"],
];

const patterns: readonly (readonly [topic: string, claim: RegExp, spokenOf: RegExp])[] = [
  ...deniable.map(([topic, words, spoken]) =>
    toPattern(
      topic,
      String.raw`(?:\b${denial}\b[^.;]{0,60}?(?<!\w)(?:${words})(?!\w)|(?<!\w)(?:${words})(?!\w)[^.;]{0,24}?\b${denied}\b)`,
      `${words}|${spoken}`,
    ),
  ),
  ...normal.map(([topic, words, spoken]) =>
    toPattern(topic, String.raw`(?:\b(?:${words})\b[^.;]{0,30}?\b${normalWord}\b|\b${normalWord} (?:and \w+ )?(?:${words})\b)`, `${words}|${spoken}`),
  ),
  ...settled.map(([topic, claim, spoken]) => toPattern(topic, String.raw`\b(?:${claim})`, `${claim}|${spoken}`)),
];

function toPattern(topic: string, claim: string, spoken: string): readonly [string, RegExp, RegExp] {
  return [topic, new RegExp(claim, "i"), new RegExp(String.raw`(?<!\w)(?:${spoken})(?!\w)`, "i")];
}

const anyDenial =
  /^\s*(?:(?:the )?(?:client|patient|he|she|they|pt)\s+)?(?:denie[sd]|denying|no (?:evidence|history|signs?|reports?) of|negative for)\b\s*(?:any\s+)?([a-z][a-z -]{2,40})?/i;

/** The negative and normal findings in a sentence, in reading order: what a note must not claim by itself. */
export function findNegatives(text: string): Finding[] {
  const found = patterns.flatMap(([topic, claim, spokenOf]): Finding[] => {
    const match = claim.exec(text);
    return match === null ? [] : [{ topic, from: match.index, to: match.index + match[0].length, spokenOf }];
  });
  const denial = anyDenial.exec(text);
  if (found.length === 0 && denial !== null) {
    const words = (denial[1] ?? "this").trim().split(/\s+/).slice(0, 4).join(" ");
    return [{ topic: words.charAt(0).toUpperCase() + words.slice(1), from: denial.index, to: text.length, spokenOf: null }];
  }
  const topics = new Set<string>();
  return found.sort((a, b) => a.from - b.from).filter(({ topic }) => !topics.has(topic) && topics.add(topic) !== undefined);
}
