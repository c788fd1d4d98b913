import type { Lexicon } from "../lexicon.ts";
import type { Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

const heads =
  "Hospital|Hosp\\.?|Clinic|Clinics|Medical Center|Medical Centre|Med(?:ical)? Ctr|Med Center|Health(?:care)?(?: System| Center| Partners| Services| Network| Care)?|University|College|Community College|School|High School|High|Middle(?: School)?|Elementary(?: School)?|" +
  "Academy|Prep|Preparatory|Church|Temple|Synagogue|Mosque|Chapel|Cathedral|Parish|Center|Centre|Institute|Foundation|Inc\\.?|LLC|Ltd\\.?|Corp(?:oration)?\\.?|Co\\.|Company|Brothers|Bros\\.?|& Sons?|and Sons|Industries|Roofing|Plumbing|Construction|Logistics|" +
  "Market|Grocery|Bakery|Diner|Cafe|Grill|Bar and Grill|Garage|Auto|Motors|Tire(?: & Lube)?|Foods?|Seafood|Farms?|Dairy|Feed|Mills?|Plant|Bank|Credit Union|Mutual|Insurance|Library|Museum|Theater|Theatre|Studio|Gym|Fitness|Salon|" +
  "Superior Court|District Court|Family Court|Municipal Court|County Court|Court|Jail|Prison|Correctional Facility|Correctional Institution|Shelter|House|Manor|Lodge|Villas?|Apartments|Towers|Gardens|Memory Care|Assisted Living|Nursing Home|Rehab(?:ilitation)?(?: Center)?|Hospice|Care Center|Counseling|" +
  "Police Department|Fire Department|Sheriff['’]s Office|Department of \\p{Lu}\\p{L}+|AFB|Air Force Base|Army Base|Family Services|Behavioral Health|Psychiatry|Pediatrics|(?:Family|Internal|Sports|Integrative|Emergency) Medicine|Family Practice|Primary Care|Medical Group|Wellness|Physicians|Associates|Acoustics|Electric|Electronics|Systems|Technologies|Solutions|Consulting|Partners|Group|Agency|Union|Local \\d+|Southern|Railroad|Airlines|Pharmacy|Dental|Surgery Center|Oncology Center|Cancer Center|Children['’]s Hospital|Memorial|General|Presbyterian|Regional|Baptist|Methodist|Permanente|Sinai|Langone|Country Club|Games";
const cap = "(?:\\p{Lu}[\\p{L}'’.-]{0,40}|of|the|and|&|for|at|del|de|la|St\\.|Mt\\.)";
const capital = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:St\\.|Mt\\.|\\p{Lu}[\\p{L}'’.-]{0,40})(?: ${cap}){0,4} )(?:${heads})(?: (?:of|at|in) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\\b)\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)?)?(?: (?:South|North|East|West))?(?![\\p{L}])`,
  "gu",
);
const saint =
  /(?<![\p{L}])(?:St\.?|Saint|Our Lady(?: of)?|Santa|San|Mt\.?|Mount) \p{Lu}[\p{L}'’]+(?:['’]s)?(?: (?:Hospital|Church|School|Academy|Parish|Medical Center|Health|Clinic|Center|Mass|Prep|High|on the \p{Lu}\p{L}+))*(?![\p{L}])/gu;
const smallSaint =
  /\b(?:saint|st\.?) (?!of |the |and |to |in |a |that |wort|john['’]?s wort)([a-z]{3,})(?:['’]?s)?(?: (?:hospital|church|school|academy|parish|regional|memorial|medical center))?\b/g;
const known =
  /(?<![\p{L}])(?:UCLA|UCSF|USC|NYU|UCSD|MGH|BIDMC|MD Anderson|Mayo(?: Clinic)?|Johns Hopkins(?: \p{Lu}\p{L}+)?|Cedars?[- ]Sinai(?: \p{Lu}\p{L}+)?|Mass(?:achusetts)? General|Mount Sinai|Kaiser(?: Permanente)?|Sloan[- ]Kettering|Memorial Sloan[- ]Kettering|Cleveland Clinic|Brigham(?: and| &) Women['’]?s(?: Hospital)?|Stanford(?: \p{Lu}\p{L}+)?|Bellevue|Baylor(?: \p{Lu}\p{L}+)?|Duke Health|Emory|Yale New Haven|NewYork[- ]Presbyterian|New York Presbyterian|Johns Hopkins)(?: (?:Med(?:ical)? (?:Center|Ctr)|Hospital|Health|Clinic|Medical|med center|hosp|clinic|office|branch))?(?![\p{L}])/gu;
const smallHeads =
  "hospital|elementary|middle school|high school|community college|university|academy|memorial|regional|medical center|general hospital|clinic|church|roofing|plumbing|plant|warehouse|brothers roofing|associates|superior court|county jail|logistics|trucking|freight|landscaping|poultry|steel|foundry|cannery|credit union|fire department|school district|counseling|behavioral health|montessori|baptist|lutheran|methodist";
const small = new RegExp(
  `\\b(?:at|for|from|to|called|by|the|with|of) (?:uh |um |like )?(?:the )?((?:[a-z'’]{3,} (?:uh |um )?){1,2}(?:${smallHeads}))\\b(?: of ([a-z]{4,}))?`,
  "g",
);
const employer =
  /\b(?:[Ww]orks?|[Ww]orked|[Ww]orking|job|shifts?|nights|days|employed|intern(?:ed|ing)?|hired|fired|manager|cashier|security|laid off)(?: (?:nights|days|part[- ]time|full[- ]time|over|down|there|as an? [\w ]{3,24}))?(?: (?:at|for|by|with|from)) (?:the )?((?:\p{Lu}[\p{L}\p{N}'’&.-]*)(?: (?:\p{Lu}[\p{L}\p{N}'’&.-]*|&|and(?= \p{Lu})|of(?= \p{Lu})|the(?= \p{Lu})))*)/gu;
const attends =
  /\b(?:go(?:es)?|went|attend(?:s|ed|ing)?|student|junior|senior|sophomore|freshman|grade|graduat(?:ed|e|es|ing)|teach(?:es)?|taught|enrolled|school|transferred|freshman year|mass|admitted|treated|seen|hospitalized|inpatient|followed|evaluated|detox|rehab)(?: \w+){0,2} (?:at|to|from) (?:the )?((?:\p{Lu}[\p{L}\p{N}'’&.-]*)(?: (?:\p{Lu}[\p{L}\p{N}'’&.-]*|&|and(?= \p{Lu})|of(?= \p{Lu})))*)/gu;
const site =
  /(?<![\p{L}])((?:\p{Lu}[\p{L}'’.-]{1,40} ){1,3})(?:clinic|hospital|office|branch|campus|med center|medical center|plant|warehouse|location)(?![\p{L}])/gu;
const byShop = /\b(?:at|by|to|from|near) (?:the )?(quiktrip|wawa|circle k|seven eleven|dollar general|piggly wiggly|food lion)\b(?: on \w+)?/gi;
const universityOf = /(?<![\p{L}])University of (?:the )?\p{Lu}\p{L}+(?: (?:at )?\p{Lu}\p{L}+)?(?![\p{L}])/gu;
const babble = /\b(?:GP at Hand|Babylon)\b/g;
/** Insurers and chains of hospitals, said in small letters. */
const smallKnown =
  /\b(?:kaiser(?: permanente)?|mayo clinic|cleveland clinic|johns hopkins|cedars[- ]sinai|mount sinai|mass general|sutter health|ascension|geisinger|intermountain|providence health)\b(?= (?:clinic|hospital|insurance|plan|member|currently|now|right|and|or|for|as|through|in|on|at|so|but|because)\b|[ ]*[,.?!\n]|$)/g;
/** "at county surgical services", "at elm ridge orthopedics": a practice by its trade. */
const smallPractice =
  /\b(?:at|from|with|by|over at) (?:the )?((?!(?:my|our|your|his|her|this|that|all|home|least|first|some|any|their|outpatient|pediatric|adult|with)\b)[a-z]{3,}(?: [a-z]{3,}){0,2} (?:orthop(?:a)?edics|surgical services|surgical associates|dermatology associates|eye associates|family medicine|family practice|internal medicine associates|physical therapy clinic|medical group|health center|sports medicine))\b/g;
const smallTrade = /^(?:physical|general|internal|regular|local|sports|the|family|occupational|hand|foot|spine)\b/;
const agency = /\b(?:at|with|from|for|to|by) ((?:dhs|dcfs|cps|dcs|dss|hhs)(?: in [a-z]{4,})?)\b/g;

/** Kinds of care: "the neurology clinic" names none. */
const specialty =
  /(?:ology|ological|iatry|iatrics?|iatric|ary|opedics?|opaedics?|surgery|surgical|therapy|cardiac|renal|memory|anxiety|trauma|methadone|maintenance|tia|stroke|wound|sleep|pain|fertility|coumadin|diabetes|hiv|std|foot|hand|spine|ent|outpatient|endocrine|vein|allergy|headache|infusion|care|hospital|which|what|university|state)$/i;

/** Words that open a sentence or name a kind of care, not an organisation. */
const generic =
  /^(?:The|This|That|A|An|In|At|Internal|Sports|Integrative|Our|My|Your|His|Her|Their|Community|Local|General|Mental|Behavioral|Public|Primary|Home|Urgent|Women['’]?s|Men['’]?s|Pain|Sleep|Eye|Walk|Day|Physical|Occupational|Family|Group|Private|Outpatient|Inpatient|Emergency|Middle|High|Elementary|Med|Drug|Grad|Law|Art|Business|Nursing|Safe|Full|Open|Big|White|Section|Title|Patient|Client|No|Past|Social|Medical|Surgical|Current|Good|Acute|Chronic|Intensive|Partial|History|Assessment|Plan|Sunday|Catholic|Christian|Human|Global|World|National|International|Department|Dr\.?|Ms\.?|Mr\.?|Mrs\.?|Review|Cardiac|Oral|Body|Food|Physical|Animal|Foster|Health|Health Care)$/;

/** Employers, schools, clinics, courts and other organisations tied to a person (164.514(b)(2)(i)(A), (R)). */
export function findOrganisations(page: Page, lexicon: Lexicon): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  const add = (start: number, text: string, confidence: number, type: "ORG" | "LOCATION" = "ORG"): void => {
    const trimmed = text.replace(/[ .,&-]+$/u, "").replace(/['’]s?$/u, (tail) => (tail === "’s" || tail === "'s" ? tail : ""));
    if (trimmed.length > 2) found.push(makeSpan(start, start + trimmed.length, type, confidence, "context-word"));
  };
  for (const match of page.text.matchAll(capital)) {
    const parts = match[0].split(" ");
    let skip = 0;
    while (
      skip < parts.length &&
      /^(?:The|In|At|From|Our|My|Your|A|An|To|For|On|Is|And|But|So|Then|When|He|She|They|We|I|If|Dr\.?|Mr\.?|Ms\.?|Mrs\.?)$/.test(parts[skip] ?? "")
    )
      skip += 1;
    const body = parts.slice(skip);
    const first = body[0] ?? "";
    if (
      body.length < 2 ||
      first.length < 2 ||
      (body.length === 2 && specialty.test(first) && !/^(?:Hospital|University)$/.test(body[1] ?? "")) ||
      (generic.test(first) && body.length <= 2) ||
      body.slice(0, -1).every((part) => generic.test(part) || /^(?:of|and|the|for|at|&)$/.test(part))
    )
      continue;
    if (
      /^(?:Patient|Client|Medical|Mental|Disease|Diabetes|Nutrition|Weight|Tobacco|Lifestyle|Preventive)$/.test(first) &&
      body.slice(1).every((part) => lexicon.english.has(part.toLowerCase()))
    )
      continue;
    if (
      /^(?:I|I'm|I'll|I've|You|It|What|Is)$/.test(first) ||
      (lexicon.clinical.has(first.toLowerCase()) && !/\b(?:Hospital|Medical|Clinic|University)\b/.test(match[0]))
    )
      continue;
    add(match.index + parts.slice(0, skip).join(" ").length + (skip > 0 ? 1 : 0), body.join(" "), 0.85);
  }
  for (const match of page.text.matchAll(site)) {
    const body = match[1] ?? "";
    if (specialty.test(body.trim()) || generic.test(body.trim()) || generic.test(body.split(" ")[0] ?? "")) continue;
    add(match.index, match[0], 0.8);
  }
  for (const pattern of [saint, known, universityOf, babble]) for (const match of page.text.matchAll(pattern)) add(match.index, match[0], 0.85);
  for (const pattern of [employer, attends]) {
    for (const match of page.text.matchAll(pattern)) {
      const text = match[1] ?? "";
      if (
        /^(?:I|The|A|My|AA|NA|DBT|CBT|IOP|PHP|ER|ED|ICU|E R|E D|Dr|Doctor|Mister|Miss|Mr|Ms|Mrs|Medicare|Medicaid)\b/.test(text) ||
        lexicon.clinical.has(text.toLowerCase())
      )
        continue;
      add(match.index + match[0].length - text.length, text, 0.8);
    }
  }
  for (const match of page.text.matchAll(small)) {
    const text = match[1] ?? "";
    const words = text.split(" ");
    const stem = words.slice(
      0,
      words.findIndex((word) => smallHeads.split("|").some((head) => head.startsWith(word))),
    );
    if (
      stem.length === 0 ||
      (stem.every((word) => (lexicon.english.has(word) && !lexicon.givenWords.has(word)) || lexicon.clinical.has(word)) &&
        !/(?:associates|regional|memorial|plant)/.test(text))
    )
      continue;
    if (/^(?:county|general|the|this|that|my|our|local|different|same|other|another|regular|private|public|next|old|new)\b/.test(text)) continue;
    add(match.index + match[0].indexOf(text), text + (match[2] === undefined ? "" : ` of ${match[2]}`), 0.7);
  }
  for (const match of page.text.matchAll(smallPractice)) {
    const text = match[1] ?? "";
    if (!smallTrade.test(text)) add(match.index + match[0].length - text.length, text, 0.7);
  }
  if (!page.cased) for (const match of page.text.matchAll(smallKnown)) add(match.index, match[0], 0.75);
  for (const match of page.text.matchAll(smallSaint)) add(match.index, match[0], 0.7);
  for (const pattern of [byShop, agency])
    for (const match of page.text.matchAll(pattern)) add(match.index + match[0].indexOf(match[1] ?? ""), match[1] ?? "", 0.6);
  return found;
}
