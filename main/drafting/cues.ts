import type { SpeakerRole } from "../../shared/domain/transcript.ts";

/** What a sentence is about, as far as its words show; a section collects some of these. */
export type Topic = "report" | "measure" | "view" | "plan" | "method" | "history" | "goal" | "risk";

const cues: readonly (readonly [topic: Topic, weight: number, pattern: RegExp])[] = [
  [
    "risk",
    4,
    /\b(suicid\w*|kill(?:ing|ed)? (?:your|my|her|him)self|hurt(?:ing)? (?:your|my|her|him)self|harm(?:ing)? (?:your|my|her|him)self|(?:end(?:ing)?|tak(?:e|ing)) (?:your|my|her|his) (?:own )?life|(?:not|n['’]t) (?:wanting|want) to (?:be here|live|be alive|wake up|die)|want(?:ed|ing)? to die|wish(?:ed|ing)? (?:i|you|he|she) (?:was|were) dead|better off dead|self.?harm\w*|cutting (?:your|my|her|him)self|overdos\w*|homicid\w*|(?:harm|hurt|kill)(?:ing)? (?:anyone|someone|somebody|others|other people)|(?:safe|unsafe) at home|feel (?:un)?safe|guns?|firearms?|weapons?)\b/i,
  ],
  [
    "plan",
    2.6,
    /\b(next (?:week|session|time|visit|appointment|month)|follow.?up|come back|see you (?:in|again|next)|homework|practi[cs]e|keep (?:a|doing|taking)|write (?:down|to)|let's (?:try|start|plan|keep|do|go|get|schedule)|i'?d like (?:you )?to|i(?:'ll| will| am going to|'m going to| want to) (?:order|refer|prescribe|start|increase|decrease|continue|send|check|get|give|put|have|recommend)|we(?:'ll| will|'re going to| are going to| can) \w+|refer\w*|prescri\w+|increase|decrease|continue|recommend\w*|schedule|start you|try (?:to|and|the)|order\w*|physical therapy|x-?ray|mri|blood work|labs?|refill\w*)\b/i,
  ],
  [
    "measure",
    2.2,
    /\b(phq(?:-?\d)?|gad(?:-?7)?|c-?ssrs|pcl(?:-?5)?|audit(?:-c)?|moca|ybocs|score\w*|points? (?:higher|lower|more|less)|(?:mild|moderate|severe) range|zero to ten|blood pressure|heart rate|temperature|vitals?|exam\w*|lungs?|murmur|edema|swelling|tender\w*|range of motion|results?|x-?ray|mri|a1c|hemoglobin|ejection fraction|pulse|palpat\w*|auscult\w*|reflex\w*|strength|\d+ (?:over|out of) \d+|normal|appears?|looks? (?:good|like|better|okay))\b/i,
  ],
  [
    "view",
    2,
    /\b(impression|assessment|diagnos\w+|consistent with|i think (?:you|your|the|this|that|it|we|what)|it sounds like|sounds like|it seems|seems like|i(?:'m| am) (?:glad|worried|concerned)|progress|stable|controlled|improv\w+|worse\w*|likely|suggest\w*|acute|chronic|strain|sprain|fracture|infection|for your \w+|first problem|second problem)\b/i,
  ],
  [
    "method",
    2,
    /\b(breath\w+|grounding|exposure|cognitive|reframe|thought record|mindful\w*|role.?play\w*|validated?|cbt|dbt|emdr|act\b|skills?|techniques?|exercise|notice what|what would you say to|let's look at)\b/i,
  ],
  [
    "history",
    1.6,
    /\b(history of|diagnosed|years? ago|since (?:i|my|the|last)|surger\w+|hospital\w*|allerg\w+|family|mother|father|brother|sister|grew up|childhood|smok\w+|drink\w*|alcohol|drugs?|cannabis|marijuana|married|divorced|work(?:s|ed|ing)? (?:as|at)|job|lives? (?:with|alone)|mg|milligrams?|medication\w*|taking)\b/i,
  ],
  ["goal", 2, /\b(goals?|i want to|i'd like to|i would like to|hoping|work(?:ing)? on|be able to|get back to|get better at)\b/i],
  [
    "report",
    1.8,
    /\b(pain\w*|hurt\w*|ache\w*|sleep\w*|slept|tired|fatigue\w*|anxi\w+|panic\w*|depress\w+|sad\w*|mood|worr\w+|stress\w*|cry\w*|cried|angry|appetite|eat\w*|weight|pounds|nausea|vomit\w*|fever|cough\w*|breath\w*|chest|dizz\w+|headache\w*|swelling|numb\w*|symptom\w*|feel\w*|felt|trouble|difficult\w*|nightmares?|flashbacks?|drink\w*|urin\w+|stool|diarrh\w+|constipat\w+|bleed\w*|rash)\b/i,
  ],
];

const smallTalk =
  /^(?:hi|hello|hey)\b|\b(how are you|nice to (?:meet|see)|good (?:morning|afternoon|to see)|thank you|thanks|chart number|mrn|date of birth|zip code|phone number|e-?mail|weather|weekend|vacation|have a (?:good|great|nice)|bye|you're welcome|welcome back|do you have any (?:other )?questions|any questions|does that sound|sounds good|see you then|hey dragon|hey dax)\b/i;

/** How strongly a sentence speaks to each topic. */
export function weighTopics(text: string): Map<Topic, number> {
  const found = new Map<Topic, number>();
  for (const [topic, weight, pattern] of cues) {
    const hits = text.match(new RegExp(pattern.source, "gi"))?.length ?? 0;
    if (hits > 0) found.set(topic, weight * (1 + 0.35 * Math.min(3, hits - 1)));
  }
  return found;
}

/** Whether a sentence is greeting, thanks or chatter. */
export function isSmallTalk(text: string): boolean {
  return smallTalk.test(text);
}

/** Which topics a section collects, and whose sentences it prefers. */
export interface SectionTaste {
  readonly topics: Readonly<Partial<Record<Topic, number>>>;
  readonly voices: Readonly<Partial<Record<SpeakerRole, number>>>;
}

const told: SectionTaste = { topics: { report: 1, history: 0.9, risk: 1, goal: 0.4 }, voices: { client: 1.25, other: 1.1, clinician: 0.75 } };
const seen: SectionTaste = { topics: { measure: 1.3 }, voices: { clinician: 1.2, client: 0.5 } };
const thought: SectionTaste = { topics: { view: 1.2, measure: 0.3 }, voices: { clinician: 1.3, client: 0.3 } };
const agreed: SectionTaste = { topics: { plan: 1.3 }, voices: { clinician: 1.2, client: 0.4 } };
const done: SectionTaste = { topics: { method: 1.3, view: 0.3 }, voices: { clinician: 1.4, client: 0.2 } };
const hoped: SectionTaste = { topics: { goal: 1.4 }, voices: { client: 1.3, clinician: 0.6 } };
const past: SectionTaste = { topics: { history: 1.3 }, voices: { client: 1.2 } };

const tastes: Readonly<Record<string, SectionTaste>> = {
  subjective: told,
  data: { topics: { ...told.topics, measure: 0.8 }, voices: { client: 1.2 } },
  behavior: told,
  problem: told,
  presenting: told,
  response: told,
  objective: seen,
  observations: { topics: { measure: 1.2, risk: 1.2 }, voices: {} },
  assessment: thought,
  plan: agreed,
  intervention: done,
  goals: hoped,
  history: past,
};

/** The taste of a section by its id; one of the clinic's own making collects what was told. */
export function findTaste(sectionId: string): SectionTaste {
  return tastes[sectionId] ?? told;
}
