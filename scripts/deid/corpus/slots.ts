import { readFileSync } from "node:fs";
import path from "node:path";
import { placeTable } from "../../../main/deid/data/places.ts";
import { stateNames } from "../../../main/deid/data/vocabulary.ts";
import type { Chance } from "./chance.ts";
import { drawFamily, drawGiven, drawNickname, drawPerson, type Person } from "./people.ts";
import { sayAddress, sayCode, sayDigits, sayNumber, sayOrdinal, spellOut } from "./spoken.ts";

/** A piece of an excerpt; `type` null is plain text, "_TURN" is where the other speaker comes in. */
export interface Piece {
  readonly text: string;
  readonly type: string | null;
}

/** What stays the same through one excerpt, so that a person keeps their name. */
export interface Cast {
  readonly chance: Chance;
  readonly spoken: boolean;
  readonly upper: boolean;
  readonly people: Map<string, Person>;
  readonly values: Map<string, string>;
}

export function openCast(chance: Chance, spoken: boolean, upper: boolean): Cast {
  return { chance, spoken, upper, people: new Map(), values: new Map() };
}

const cities = placeTable.flatMap((line) => line.split("|")).filter((name) => name.length > 3);
const title = (text: string): string => text.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase());
const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const nature =
  "Cedar Maple Oak Pine Willow Larkspur Juniper Heron Osprey Quail Harbor Summit Prairie Mesa Canyon Creek Ridge Valley Lake Stone Silver Copper Iron Golden Blue Red White Green North South East West Sunrise Sunset Eagle Falcon Bluebird Meadow Orchard Vista Laurel Magnolia Hickory Birch Aspen Sycamore Granite Cobalt Lantern Anchor Beacon Compass Horizon Cascade Riverbend Millbrook Fairview Lakeshore Bayside Foxglove Thistle Clover Sparrow Marigold".split(
    " ",
  );
const streets =
  "Street St Avenue Ave Road Rd Lane Ln Drive Dr Court Ct Boulevard Blvd Way Place Terrace Circle Trail Parkway Pike Alley Crossing Loop Highway".split(
    " ",
  );
const states = stateNames.map(title);

const digits = (chance: Chance, length: number): string => Array.from({ length }, () => String(chance.below(10))).join("");
const letters = (chance: Chance, length: number): string => Array.from({ length }, () => chance.pick([..."ABCDEFGHJKLMNPQRSTUVWXYZ"])).join("");
const shapeCode = (chance: Chance, pattern: string): string =>
  pattern.replace(/#/g, () => String(chance.below(10))).replace(/@/g, () => letters(chance, 1));

function drawCity({ chance }: Cast): string {
  if (chance.odds(0.78)) return title(chance.pick(cities));
  return chance.odds(0.5)
    ? `${chance.pick(nature)}${chance.pick(["ville", "ton", "burg", "dale", "field", "wood", "ford"])}`.replace(/([a-z])\1\1/, "$1$1")
    : `${chance.pick(nature)} ${chance.pick(["Falls", "Springs", "Junction", "Hollow", "Heights", "Landing", "Grove", "Point"])}`;
}

const heads: Readonly<Record<string, readonly string[]>> = {
  hosp: [
    "Hospital",
    "Medical Center",
    "Regional",
    "Memorial",
    "General",
    "Health",
    "Regional Medical Center",
    "Memorial Hospital",
    "Children's",
    "Behavioral Health",
  ],
  clinic: [
    "Counseling",
    "Family Services",
    "Clinic",
    "Psychiatry",
    "Behavioral Health",
    "Wellness",
    "Associates",
    "Community Mental Health",
    "Recovery",
    "Primary Care",
    "Pediatrics",
  ],
  school: [
    "Elementary",
    "Middle",
    "Middle School",
    "High",
    "High School",
    "Academy",
    "Community College",
    "State",
    "University",
    "Prep",
    "Charter",
    "Montessori",
    "Tech",
  ],
  emp: [
    "Logistics",
    "Roofing",
    "Plumbing",
    "Foods",
    "Poultry",
    "Steel",
    "Auto",
    "Auto Body",
    "Tire",
    "Diner",
    "Bakery",
    "Construction",
    "Electric",
    "Credit Union",
    "Savings",
    "Freight",
    "Trucking",
    "Lumber",
    "Foundry",
    "Seafood",
    "Dairy",
    "Landscaping",
    "Salon",
    "Grill",
    "Market",
    "Brothers Roofing",
    "and Sons",
    "Industries",
    "Manufacturing",
    "Insurance",
    "Realty",
    "Packing",
    "Mills",
    "Cannery",
    "Print Shop",
    "Cleaners",
    "Nursery",
    "Hardware",
    "Fire Department",
    "Police Department",
    "School District",
    "County Library",
  ],
  church: [
    "Baptist",
    "Lutheran",
    "Methodist Church",
    "AME",
    "Mosque",
    "Temple",
    "Chapel",
    "Church",
    "Assembly of God",
    "Parish",
    "Synagogue",
    "Tabernacle",
    "Gurdwara",
  ],
  shelter: [
    "House",
    "Shelter",
    "Haven",
    "Manor",
    "Apartments",
    "Villas",
    "Lodge",
    "Memory Care",
    "Recovery House",
    "Towers",
    "Gardens",
    "Sober Living",
    "Trailer Park",
    "Motel",
  ],
  court: ["Superior Court", "District Court", "Family Court", "Municipal Court", "County Jail", "Correctional", "Juvenile Hall", "Detention Center"],
};
const saints = "Brigid Jude Anne Luke Monica Francis Elizabeth Vincent Rita Basil Columba Agnes Clare Anthony Raphael Dominic Cecilia Gabriel".split(
  " ",
);

function drawOrganisation(cast: Cast, kind: string): string {
  const { chance } = cast;
  const head = chance.pick(heads[kind] ?? heads["emp"] ?? []);
  const roll = chance.next();
  if (roll < 0.12 && /hosp|church|school|shelter/.test(kind))
    return `${chance.pick(["St.", "Saint", "St"])} ${chance.pick(saints)}${chance.odds(0.5) ? `'s` : chance.odds(0.6) ? ` ${head}` : ""}`;
  if (kind === "court") return `${drawCity(cast)}${chance.odds(0.3) ? " County" : ""} ${head}`;
  if (roll < 0.42) return `${drawFamily(chance)} ${head}`;
  if (roll < 0.66) return `${drawCity(cast)} ${head}`;
  if (roll < 0.95) return `${chance.odds(0.3) ? `${chance.pick(nature)} ` : ""}${chance.pick(nature)} ${head}`;
  return `${drawFamily(chance)} & ${drawFamily(chance)}`;
}

function drawStreet(cast: Cast): string {
  const { chance, spoken } = cast;
  const name = chance.odds(0.4) ? chance.pick(nature) : chance.odds(0.5) ? drawFamily(chance) : chance.odds(0.5) ? drawGiven(chance) : drawCity(cast);
  const ordinal = 1 + chance.below(80);
  const written = spoken
    ? sayOrdinal(ordinal)
    : `${String(ordinal)}${ordinal % 10 === 1 && ordinal !== 11 ? "st" : ordinal % 10 === 2 && ordinal !== 12 ? "nd" : ordinal % 10 === 3 && ordinal !== 13 ? "rd" : "th"}`;
  const base = chance.odds(0.15) ? title(written) : name;
  const suffix = chance.pick(streets);
  return `${chance.odds(0.15) ? chance.pick(spoken ? ["North ", "South ", "East ", "West "] : ["N. ", "S ", "E. ", "W ", "NE "]) : ""}${base} ${spoken && suffix.length < 4 ? "Street" : suffix}`;
}

function drawAddress(cast: Cast): string {
  const { chance, spoken } = cast;
  const house = String(1 + chance.below(chance.odds(0.5) ? 999 : 9999));
  const number =
    spoken && chance.odds(0.8)
      ? chance.odds(0.5) && house.length === 4
        ? `${sayNumber(Number(house.slice(0, 2)))} ${Number(house.slice(2)) === 0 ? "hundred" : sayNumber(Number(house.slice(2)))}`
        : sayDigits(house, chance, false)
      : house;
  const unit = chance.odds(0.3)
    ? spoken
      ? `${chance.pick([", apartment ", " apartment ", " unit ", ", number "])}${sayCode(`${String(1 + chance.below(30))}${chance.odds(0.4) ? letters(chance, 1) : ""}`, chance, cast.upper)}`
      : `${chance.pick([", Apt ", " Apt ", " #", ", Unit ", " apt "])}${String(1 + chance.below(40))}${chance.odds(0.4) ? letters(chance, 1) : ""}`
    : "";
  return `${number} ${drawStreet(cast)}${unit}`;
}

interface Day {
  readonly month: number;
  readonly day: number;
  readonly year: number;
}
const drawDay = (chance: Chance, from = 1935, to = 2026): Day => ({
  month: chance.below(12),
  day: 1 + chance.below(28),
  year: from + chance.below(to - from + 1),
});

function sayYear(year: number): string {
  if (year >= 2010) return chanceless(year);
  if (year >= 2000) return `two thousand${year === 2000 ? "" : ` ${sayNumber(year - 2000)}`}`;
  return `nineteen ${year % 100 === 0 ? "hundred" : year % 100 < 10 ? `oh ${sayNumber(year % 100)}` : sayNumber(year % 100)}`;
}
const chanceless = (year: number): string => `twenty ${sayNumber(year - 2000)}`;

/** A date with its year, as pieces: the year in words stays, by the marking rules. */
function drawDate(cast: Cast, birth: boolean): Piece[] {
  const { chance, spoken } = cast;
  const day = birth ? drawDay(chance, 1938, 2019) : drawDay(chance, 2018, 2026);
  const month = months[day.month] ?? "";
  const two = String(day.year % 100).padStart(2, "0");
  const pad = (value: number): string => (chance.odds(0.4) ? String(value).padStart(2, "0") : String(value));
  if (!spoken || chance.odds(0.08)) {
    const roll = chance.below(9);
    const mark = chance.pick(["/", "/", "/", "-", "."]);
    if (roll < 4) return [{ text: `${pad(day.month + 1)}${mark}${pad(day.day)}${mark}${chance.odds(0.5) ? two : String(day.year)}`, type: "DATE" }];
    if (roll === 4)
      return [{ text: `${String(day.year)}-${String(day.month + 1).padStart(2, "0")}-${String(day.day).padStart(2, "0")}`, type: "DATE" }];
    if (roll === 5)
      return [
        { text: `${String(day.day)} ${month.slice(0, 3)}${chance.odds(0.3) ? "." : ""}`, type: "DATE" },
        { text: ` ${String(day.year)}`, type: "_IGNORE" },
      ];
    if (roll === 6)
      return [
        { text: `${month.slice(0, 3)} ${String(day.day)}`, type: "DATE" },
        { text: `, ${String(day.year)}`, type: "_IGNORE" },
      ];
    return [
      { text: `${month} ${String(day.day)}`, type: "DATE" },
      { text: `, ${String(day.year)}`, type: "_IGNORE" },
    ];
  }
  const roll = chance.below(7);
  const year =
    day.year >= 1940 && chance.odds(0.5) ? sayYear(day.year) : sayYear(day.year).replace(/^nineteen /, chance.odds(0.4) ? "" : "nineteen ");
  const yearPiece: Piece = /^(?:nineteen|twenty|two thousand)/.test(year)
    ? { text: `${chance.odds(0.3) ? "," : ""} ${year}`, type: "_IGNORE" }
    : { text: ` ${year}`, type: "DATE" };
  if (roll === 0)
    return [
      {
        text: `${sayNumber(day.month + 1)} ${sayNumber(day.day)} ${/^(?:nineteen|twenty|two)/.test(year) ? sayNumber(day.year % 100) : year}`,
        type: "DATE",
      },
    ];
  if (roll === 1) return [{ text: `${sayNumber(day.month + 1)} slash ${sayNumber(day.day)} slash ${sayNumber(day.year % 100)}`, type: "DATE" }];
  if (roll === 2) return [{ text: "the ", type: "_IGNORE" }, { text: `${sayOrdinal(day.day)} of ${month}`, type: "DATE" }, yearPiece];
  if (roll === 3) return [{ text: `${month} the ${sayOrdinal(day.day)}`, type: "DATE" }, yearPiece];
  if (roll === 4) return [{ text: `${String(day.month + 1)} ${String(day.day)} ${two}`, type: "DATE" }];
  return [{ text: `${month} ${sayOrdinal(day.day)}`, type: "DATE" }, yearPiece];
}

function drawMonthDay(cast: Cast): Piece[] {
  const { chance, spoken } = cast;
  const { month, day } = drawDay(chance);
  const name = months[month] ?? "";
  const roll = chance.below(6);
  if (!spoken && roll < 2) return [{ text: `${String(month + 1)}/${String(day)}`, type: "DATE" }];
  if (!spoken && roll === 2) return [{ text: `${name.slice(0, 3)} ${String(day)}`, type: "DATE" }];
  if (roll === 3)
    return [
      { text: "the ", type: "_IGNORE" },
      { text: `${spoken ? sayOrdinal(day) : `${String(day)}th`} of ${name}`, type: "DATE" },
    ];
  if (roll === 4) return [{ text: `${name} ${spoken ? (chance.odds(0.5) ? "the " : "") + sayOrdinal(day) : String(day)}`, type: "DATE" }];
  if (roll === 5 && spoken) return [{ text: `${name} ${sayNumber(day)}`, type: "DATE" }];
  return [{ text: `${name} ${spoken ? sayOrdinal(day) : String(day)}`, type: "DATE" }];
}

const holidays =
  "Thanksgiving|Christmas|Christmas Eve|New Year's Eve|New Year's|Easter|Halloween|Mother's Day|Father's Day|Memorial Day|Labor Day|the Fourth of July|Fourth of July|Valentine's Day|Ramadan|Eid|Diwali|Hanukkah|Passover|Rosh Hashanah|Yom Kippur|Lunar New Year|Juneteenth|Good Friday|Ash Wednesday|Cinco de Mayo|Kwanzaa|Veterans Day|Día de los Muertos|Holi|Nowruz|Purim|Martin Luther King Day|Saint Patrick's Day|Super Bowl Sunday".split(
    "|",
  );

/** A run of digits, perhaps broken over turns, each run a span of its own. */
function drawRun(cast: Cast, type: string, value: string, cuts: readonly number[], breakable: boolean): Piece[] {
  const { chance, spoken } = cast;
  if (!spoken) return [{ text: value, type }];
  if (!breakable || !chance.odds(0.3)) return [{ text: sayDigits(value, chance, cast.upper), type }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const cut of [...cuts, value.length]) {
    const part = value.slice(from, cut);
    if (part === "") continue;
    if (from > 0) {
      pieces.push({ text: "", type: "_TURN" });
      const reply = chance.below(4);
      const before = value.slice(Math.max(0, from - 3), from);
      pieces.push(
        reply === 0
          ? { text: sayDigits(before, chance, false), type }
          : { text: chance.pick(["mhm", "okay", "uh huh", "go ahead", "got it", "yep", "mm", "and then", "sorry slower"]), type: null },
      );
      pieces.push({ text: "", type: "_TURN" });
    }
    pieces.push({ text: sayDigits(part, chance, false), type });
    from = cut;
  }
  return pieces;
}

const phone = (chance: Chance): string =>
  `${String(2 + chance.below(8))}${digits(chance, 2)}555${chance.odds(0.5) ? `01${digits(chance, 2)}` : digits(chance, 4)}`;
function drawPhone(cast: Cast, type: string): Piece[] {
  const { chance, spoken } = cast;
  const full = phone(chance);
  const number = chance.odds(0.25) ? full.slice(3) : full;
  if (spoken) return drawRun(cast, type, number, number.length === 10 ? [3, 6] : [3], true);
  const [area, mid, tail] = [full.slice(0, 3), full.slice(3, 6), full.slice(6)];
  const form = chance.pick([
    `(${area}) ${mid}-${tail}`,
    `${area}-${mid}-${tail}`,
    `${area}.${mid}.${tail}`,
    `+1 ${area} ${mid} ${tail}`,
    `${full}`,
    `${area} ${mid} ${tail}`,
    `${mid}-${tail}`,
    `(${area})${mid}-${tail}`,
    `+1-${area}-${mid}-${tail}`,
  ]);
  return [{ text: form + (chance.odds(0.12) ? ` x${digits(chance, 2)}` : ""), type }];
}

/** Codes by kind: the shapes real numbers have, all invented. */
const codes: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  mrn: ["MRN", ["#######", "########", "00######", "@-#####", "@@######", "###-##-##", "@@-####", "M######", "####-###"]],
  acc: ["MRN", ["S##-#####", "@@-##-#####", "######-##", "A########", "@@##-####"]],
  rx: ["MRN", ["#######", "######", "Rx#######"]],
  member: ["HEALTHPLAN", ["@#########", "@@@#########", "########", "@########", "@@@####@##", "#@@#-@@#-@@##", "R########", "W#########"]],
  group: ["HEALTHPLAN", ["#####", "00###", "######", "@@####", "@####-##"]],
  claim: ["HEALTHPLAN", ["CLM-#######", "##########", "@#########", "AUTH######", "##-#######"]],
  acct: ["ACCOUNT", ["##########", "00##########", "##-#####", "########", "####-####"]],
  card: ["ACCOUNT", ["4### #### #### ####", "5###-####-####-####", "4###############"]],
  dl: ["LICENSE", ["@########", "@###-####-####", "########", "@@######@", "##-###-####"]],
  lic: ["LICENSE", ["RN-######", "@@#####", "LCSW-#####", "#######", "PSY #####", "@@-####-##"]],
  npi: ["LICENSE", ["1#########"]],
  passport: ["LICENSE", ["#########", "@########"]],
  plate: ["VEHICLE", ["@@@-####", "###-@@@", "@@@ ####", "#@@@##", "@@####", "####@@", "@@#-###", "@@@####", "###@@@"]],
  vin: ["VEHICLE", ["1@4@@@@#@@#######", "#@@@@#####@######", "JH4@@#####@######"]],
  serial: ["DEVICE", ["@@@#######", "###########", "#@#@#@", "SN-########", "@@##-#####", "########", "@@#####@"]],
  imei: ["DEVICE", ["35#############", "49#############"]],
  bio: ["BIOMETRIC", ["FMR-########", "VX-#####-@@", "@@-BIO-####", "VP########", "#######", "IRIS-####@"]],
  case: ["ID", ["CV-20##-######", "##-####", "##-CR-#####", "20##-####", "#####", "FC##-####", "@@##-###", "J-####-##"]],
  badge: ["ID", ["####", "#####", "E#####", "@@-####", "######"]],
  student: ["ID", ["#######", "S########", "#####", "90#######"]],
  anum: ["ID", ["A#########", "A-###-###-###"]],
  code: ["ID", ["####", "#####", "######", "@#@#@#", "####@"]],
  locker: ["ID", ["###", "####"]],
};

function drawCode(cast: Cast, kind: string): Piece[] {
  const entry = codes[kind];
  if (entry === undefined) throw new RangeError(`no slot {${kind}}`);
  const [type, shapes] = entry;
  const value = shapeCode(cast.chance, cast.chance.pick(shapes));
  if (!cast.spoken) return [{ text: value, type }];
  if (/^\d+$/.test(value)) return drawRun(cast, type, value, value.length > 5 ? [3, 6] : [2], true);
  const said = sayCode(value, cast.chance, cast.upper);
  if (!cast.chance.odds(0.2)) return [{ text: said, type }];
  const words = said.split(" ");
  const cut = Math.max(1, Math.floor(words.length / 2));
  return [
    { text: words.slice(0, cut).join(" "), type },
    { text: "", type: "_TURN" },
    { text: cast.chance.pick(["mhm", "okay", "yeah", "go on", "um"]), type: null },
    { text: "", type: "_TURN" },
    { text: words.slice(cut).join(" "), type },
  ];
}

const hosts = "gmail.com yahoo.com outlook.com hotmail.com example.org example.com icloud.com proton.me aol.com comcast.net mail.net".split(" ");
function localPart(cast: Cast, person: Person): string {
  const { chance } = cast;
  const g = person.given.toLowerCase().replace(/[^a-z]/g, "") || "kim";
  const f = person.family.toLowerCase().replace(/[^a-z]/g, "") || "lee";
  const mark = chance.pick([".", "_", "", "-"]);
  const tail = chance.odds(0.5) ? String(chance.below(100)).padStart(chance.odds(0.5) ? 2 : 1, "0") : "";
  return chance.pick([
    `${g}${mark}${f}${tail}`,
    `${g[0] ?? "k"}${mark}${f}${tail}`,
    `${f}${g[0] ?? "k"}${tail}`,
    `${chance.pick(nature).toLowerCase()}${mark}${g}${tail}`,
    `${g}${chance.pick(["cooks", "runs", "mom", "rides", "art", "forever", "knits", "gaming"])}${tail}`,
  ]);
}

const scales = ["PHQ-9", "GAD-7", "PCL-5", "Y-BOCS", "AUDIT", "C-SSRS", "MoCA", "BDI-II", "HAM-D", "ISI", "EPDS", "MDQ", "ASRS"];
const drugs =
  "sertraline|Lexapro|bupropion|Wellbutrin|lithium|lamotrigine|Seroquel|quetiapine|trazodone|prazosin|Abilify|Zoloft|buspirone|hydroxyzine|Klonopin|Vyvanse|Adderall|naltrexone|Suboxone|mirtazapine|fluoxetine|Prozac|clonidine|Effexor|olanzapine|Latuda|gabapentin|propranolol|melatonin|Strattera".split(
    "|",
  );
/** Medicines of the hand-kept list: the first lines of it, generics small and brands with a capital. */
export const medicines: readonly string[] = readFileSync(path.join(import.meta.dirname, "../clinical-hand-list.txt"), "utf8")
  .split("\n")
  .slice(1, 10)
  .flatMap((line, at) => line.split(" ").map((word) => (at < 6 ? word : title(word))));
const diagnoses =
  "major depression|generalized anxiety|PTSD|bipolar II|OCD|ADHD|panic disorder|borderline personality|alcohol use disorder|social anxiety|Tourette's|Asperger's|insomnia|Parkinson's|Crohn's|Graves disease|Hashimoto's|Lyme disease|Bell's palsy|Huntington's|postpartum depression|agoraphobia".split(
    "|",
  );

/** Fills one slot: "g1" is the given name of the first person, "phone" a phone number, and so on. */
export function fillSlot(slot: string, cast: Cast): Piece[] {
  const { chance, spoken, people, values } = cast;
  const match = /^([a-z]+)(\d?)$/.exec(slot);
  if (match === null) throw new RangeError(`no slot {${slot}}`);
  const [, kind = "", who = ""] = match;
  const person = (): Person => {
    const known = people.get(who) ?? drawPerson(chance);
    people.set(who, known);
    return known;
  };
  const keep = (draw: () => string): string => {
    const known = who === "" ? draw() : (values.get(slot) ?? draw());
    values.set(slot, known);
    return known;
  };
  const name = (text: string): Piece[] => [{ text, type: "NAME" }];
  switch (kind) {
    case "g":
      return name(person().given);
    case "f":
      return name(person().family);
    case "n":
      return name(`${person().given}${!spoken && chance.odds(0.12) ? ` ${letters(chance, 1)}.` : ""} ${person().family}`);
    case "rev":
      return name(`${chance.odds(0.5) ? person().family.toUpperCase() : person().family}, ${person().given}`);
    case "nick":
      return name(person().nickname);
    case "ini":
      return name(
        chance.pick([
          `${person().given[0] ?? "K"}.${person().family[0] ?? "L"}.`,
          `${person().given[0] ?? "K"}${person().family[0] ?? "L"}`,
          `${person().given[0] ?? "K"}. ${person().family}`,
        ]),
      );
    case "spellg":
      return name(spellOut(person().given, chance, cast.upper));
    case "spellf":
      return name(spellOut(person().family, chance, cast.upper));
    case "pet":
      return name(keep(() => drawNickname(chance)));
    case "city":
      return [{ text: keep(() => drawCity(cast)), type: "LOCATION" }];
    case "county":
      return [
        { text: `${drawCity(cast)} ${chance.pick(spoken ? ["County", "county"] : ["County", "Cty", "Co.", "Parish", "county"])}`, type: "LOCATION" },
      ];
    case "hood":
      return [
        {
          text: chance.odds(0.5)
            ? `${chance.pick(nature)} ${chance.pick(["Park", "Heights", "Hill", "Flats", "Terrace", "Village", "District", "Commons"])}`
            : chance.odds(0.5)
              ? `the ${chance.pick(nature)} ${chance.pick(["bridge", "overlook", "mall", "trailhead", "projects"])}`
              : `${drawFamily(chance)} ${chance.pick(["Park", "Beach", "Square", "Bridge", "Landing"])}`,
          type: "LOCATION",
        },
      ];
    case "street":
      return [{ text: drawStreet(cast), type: "LOCATION" }];
    case "addr":
      return [{ text: drawAddress(cast), type: "LOCATION" }];
    case "zip":
      return drawRun(cast, "LOCATION", digits(chance, 5), [], false);
    case "hosp":
    case "clinic":
    case "school":
    case "church":
    case "emp":
    case "shelter":
    case "court":
      return [{ text: keep(() => drawOrganisation(cast, kind)), type: "ORG" }];
    case "date":
      return drawDate(cast, false);
    case "dob":
      return drawDate(cast, true);
    case "md":
      return drawMonthDay(cast);
    case "month":
      return [{ text: months[chance.below(12)] ?? "", type: "DATE" }];
    case "holiday":
      return [{ text: chance.pick(holidays), type: "DATE" }];
    case "wdmd":
      return [{ text: weekdays[chance.below(7)] ?? "", type: "_IGNORE" }, { text: chance.odds(0.5) ? ", " : " ", type: null }, ...drawMonthDay(cast)];
    case "dom":
      return [
        { text: "the ", type: "_IGNORE" },
        { text: spoken ? sayOrdinal(1 + chance.below(31 - 1)) : `${String(4 + chance.below(16))}th`, type: "DATE" },
      ];
    case "season":
      return [
        { text: `${chance.pick(["spring", "summer", "fall", "winter"])} of `, type: "DATE" },
        { text: spoken ? sayYear(1985 + chance.below(40)) : String(1985 + chance.below(40)), type: "_IGNORE" },
      ];
    case "age":
      return [{ text: spoken ? sayNumber(4 + chance.below(80)) : String(4 + chance.below(80)), type: null }];
    case "agex": {
      const age = 90 + chance.below(13);
      return [
        {
          text: spoken
            ? age > 99
              ? `a hundred${age > 100 ? ` and ${sayNumber(age - 100)}` : ""}`
              : sayNumber(age, chance.odds(0.3) ? "-" : " ")
            : String(age),
          type: "AGE90",
        },
      ];
    }
    case "agexyear":
      return [{ text: spoken ? sayYear(1921 + chance.below(15)) : String(1921 + chance.below(15)), type: "AGE90" }];
    case "phone":
      return drawPhone(cast, "PHONE");
    case "fax":
      return drawPhone(cast, "FAX");
    case "ext":
    case "lastp":
      return drawRun(cast, "PHONE", digits(chance, 4), [], false);
    case "email": {
      const value = `${localPart(cast, person())}@${chance.pick(hosts)}`;
      return [
        { text: spoken ? sayAddress(value, chance) : chance.odds(0.1) ? value.replace("@", " [at] ").replace(".", " (dot) ") : value, type: "EMAIL" },
      ];
    }
    case "handle": {
      const value = localPart(cast, person());
      return [{ text: spoken ? sayAddress(value, chance) : `${chance.odds(0.6) ? "@" : ""}${value}`, type: "ID" }];
    }
    case "url": {
      const value = `${chance.pick(["https://", "www.", ""])}${chance.pick(["facebook.com/", "linkedin.com/in/", "instagram.com/", "gofundme.com/f/", "etsy.com/shop/"])}${localPart(cast, person())}`;
      return [{ text: spoken ? sayAddress(value.replace(/^https:\/\//, ""), chance) : value, type: "URL" }];
    }
    case "site": {
      const value = `${chance.pick(nature).toLowerCase()}${chance.pick(nature).toLowerCase()}${chance.pick([".com", ".org", ".net"])}`;
      return [{ text: spoken ? sayAddress(value, chance) : value, type: "URL" }];
    }
    case "ip": {
      const value = [198, 51 + chance.below(3), chance.below(255), 1 + chance.below(254)].join(".");
      return [
        {
          text: spoken
            ? value
                .split(".")
                .map((part) => sayDigits(part, chance, false))
                .join(" dot ")
            : value,
          type: "IP",
        },
      ];
    }
    case "ssn": {
      const value = shapeCode(chance, "9########");
      return spoken
        ? drawRun(cast, "SSN", value, [3, 5], true)
        : [{ text: chance.odds(0.7) ? `${value.slice(0, 3)}-${value.slice(3, 5)}-${value.slice(5)}` : value, type: "SSN" }];
    }
    case "lastssn":
      return drawRun(cast, "SSN", digits(chance, 4), [], false);
    case "lastacct":
      return drawRun(cast, "ACCOUNT", digits(chance, 4), [], false);
    case "venmo": {
      const value = localPart(cast, person());
      return [{ text: spoken ? sayAddress(value, chance) : `@${value}`, type: "ACCOUNT" }];
    }
    case "mac":
      return [{ text: Array.from({ length: 6 }, () => shapeCode(chance, "##").replace(/^1/, "A")).join(":"), type: "DEVICE" }];
    case "file":
      return [
        {
          text: `${chance.pick(["IMG", "scan", "notes", "SIGNED", "intake"])}_${person().given}_${person().family.replace(/[^A-Za-z]/g, "")}`,
          type: "NAME",
        },
      ];
    case "drug":
      return [
        { text: chance.odds(0.35) ? chance.pick(drugs) : chance.odds(0.25) ? title(chance.pick(medicines)) : chance.pick(medicines), type: null },
      ];
    case "dx":
      return [{ text: chance.pick(diagnoses), type: null }];
    case "scale":
      return [{ text: chance.pick(scales), type: null }];
    case "num":
      return [{ text: spoken ? sayNumber(2 + chance.below(30)) : String(2 + chance.below(30)), type: null }];
    case "dose": {
      const dose = chance.pick([5, 10, 20, 25, 50, 75, 100, 150]);
      return [
        {
          text: spoken ? `${dose >= 100 ? `${dose === 150 ? "one fifty" : "a hundred"}` : sayNumber(dose)} milligrams` : `${String(dose)} mg`,
          type: null,
        },
      ];
    }
    case "year":
      return [{ text: spoken ? sayYear(1985 + chance.below(41)) : String(1985 + chance.below(41)), type: "_IGNORE" }];
    case "state":
      return [{ text: chance.pick(states), type: "_IGNORE" }];
    case "wd":
      return [{ text: chance.pick(weekdays), type: "_IGNORE" }];
    case "clock":
      return [
        {
          text: spoken
            ? chance.pick(["three fifteen", "ten thirty", "noon", "four o'clock", "six in the morning", "two a.m."])
            : chance.pick(["3:15", "10:30", "4 pm", "6 am", "11:45"]),
          type: "_IGNORE",
        },
      ];
    default:
      return drawCode(cast, kind);
  }
}
