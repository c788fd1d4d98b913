/** Negative and normal findings a note must not claim by itself, with the topic that stands in their place. */
const findings: readonly (readonly [topic: string, pattern: RegExp])[] = [
  ["Suicidal ideation", /\b(no|denie[sd]|denying|without|negative for)\b[^.]{0,40}\b(si|suicid\w*|self.?harm\w*|thoughts? of (?:death|dying))\b/i],
  ["Homicidal ideation", /\b(no|denie[sd]|denying|without|negative for)\b[^.]{0,40}\b(hi\b|homicid\w*|harm(?:ing)? others)/i],
  ["Hallucinations", /\b(no|denie[sd]|denying|without|negative for)\b[^.]{0,40}\b(hallucinat\w*|voices|avh|psychosis|psychotic)\b/i],
  ["Substance use", /\b(no|denie[sd]|denying|without)\b[^.]{0,40}\b(alcohol|drug|substance|tobacco|cannabis)\b/i],
  ["Orientation", /\b(alert and oriented|oriented (?:x|times|to)|a&o)/i],
  [
    "Mood and affect",
    /\b(euthymic|affect (?:is |was |appears )?(?:appropriate|congruent|full|normal)|mood (?:is |was |appears )?(?:normal|stable|good))\b/i,
  ],
  [
    "Thought process",
    /\b(thought (?:process|content)[^.]{0,20}(?:linear|logical|normal|goal)|insight (?:and judgm?ent )?(?:is |are |was |were )?(?:good|intact|fair))/i,
  ],
  ["Speech", /\bspeech (?:is |was )?(?:normal|clear|regular)/i],
  ["Appearance", /\b(well.groomed|appropriately dressed|good eye contact|no acute distress)\b/i],
  ["Cognition", /\b(memory|cognition|concentration)[^.]{0,12}(?:intact|normal|unimpaired)/i],
  ["Sleep and appetite", /\b(sleep|appetite)[^.]{0,16}(?:normal|good|unchanged|intact|within normal)/i],
  ["Side effects", /\b(no|denie[sd]|without)\b[^.]{0,20}\bside effects?\b/i],
  ["Safety", /\b(no (?:safety|risk) concerns?|no imminent|low risk|denies risk)\b/i],
  ["Examination", /\b(unremarkable|within normal limits|no abnormalit\w+|normal (?:exam|findings?|rate and rhythm))\b/i],
];

const anyDenial =
  /^\s*(?:(?:the )?(?:client|patient|he|she|they|pt)\s+)?(?:denie[sd]|denying|no (?:evidence|history|signs?|reports?) of|negative for)\b\s*(?:any\s+)?([a-z][a-z -]{2,40})?/i;

/** The topic of a negative or normal finding, or null when a sentence is neither. */
export function findNegative(text: string): string | null {
  const known = findings.find(([, pattern]) => pattern.test(text));
  if (known !== undefined) return known[0];
  const denial = anyDenial.exec(text);
  if (denial === null) return null;
  const topic = (denial[1] ?? "this").trim().split(/\s+/).slice(0, 4).join(" ");
  return topic.charAt(0).toUpperCase() + topic.slice(1);
}
