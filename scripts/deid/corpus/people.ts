import { familyNameTable } from "../../../main/deid/data/family-names.ts";
import { familyWordNameTable } from "../../../main/deid/data/family-word-names.ts";
import { givenNameTable } from "../../../main/deid/data/given-names.ts";
import { givenWordNameTable } from "../../../main/deid/data/given-word-names.ts";
import { nicknames } from "../../../main/deid/data/nicknames.ts";
import type { Chance } from "./chance.ts";

const read = (table: readonly string[]): string[] => table.flatMap((line) => line.split(" "));
const given = read(givenNameTable);
const givenWords = read(givenWordNameTable).filter((name) => name.length > 2);
const family = read(familyNameTable);
const familyWords = read(familyWordNameTable).filter((name) => name.length > 2);
const nicks = [...nicknames.keys()].filter((name) => name.length > 1);
/** Word-names people really carry; the census tail of them ("so", "the") would teach nonsense. */
const realWordNames =
  "grace hope faith joy will mark rose bill frank grant chase hunter mason carter parker cooper taylor jordan dawn summer autumn ivy lily violet daisy iris hazel olive ruby pearl jade amber crystal angel destiny heaven trinity serenity melody harmony charity patience prudence mercy justice noble earnest major royal king duke prince rich rob pat art gene ray jay drew dale glen cliff heath reed rocky sandy misty stormy skye sky rain river brook forest archer ranger bear wolf fox robin wren birdie honey ginger pepper basil sage clay stone jet ace buddy sonny junior bishop dean page pierce lance miles chance story true sunny bunny kitty penny buck guy herb jack jackie jean jimmy joey john josh ken kit lee lou mac max nick norm ollie peg ron sally sam sue ted tim tom tony val viv wade ward wes".split(
    " ",
  );
const starts =
  "ka sha mo ja ra la ni zo ti fa yu bo chi ngo adi oke abd khu sri vi tha bha gwa ije olu teo xo que ilo ani ari eli ema eva kei lei mak nao pua tal ula wai zay dev lav roh sim tan".split(
    " ",
  );
const middles = "ri la na mi do sha ni ra ka to li va re nu ko ma ya ba di ja lo so vi we".split(" ");
const ends =
  "a ah an el en i ia ie in is on or us y elle ette ya nda mba ndra vich wski enko shvili oglu quist son sen dottir ez es ova inen aitis ulu awa uchi moto".split(
    " ",
  );

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const invent = (chance: Chance): string => chance.pick(starts) + (chance.odds(0.75) ? chance.pick(middles) : "") + chance.pick(ends);

function misspell(name: string, chance: Chance): string {
  if (name.length < 5) return name;
  const at = 1 + chance.below(name.length - 2);
  const kind = chance.below(3);
  if (kind === 0) return name.slice(0, at) + name.slice(at + 1);
  if (kind === 1) return name.slice(0, at) + (name[at] ?? "") + name.slice(at);
  return name.slice(0, at) + (name[at + 1] ?? "") + (name[at] ?? "") + name.slice(at + 2);
}

/** A given name: frequent, rare, world-wide, a word ("Hope"), or one no list holds. */
export function drawGiven(chance: Chance): string {
  const roll = chance.next();
  if (roll < 0.4) return titled(given[chance.below(1800)] ?? "");
  if (roll < 0.68) return titled(chance.pick(given));
  if (roll < 0.78) return titled(chance.pick(realWordNames));
  if (roll < 0.8) return titled(chance.pick(givenWords.slice(0, 120)));
  if (roll < 0.86) return titled(misspell(chance.pick(given), chance));
  return titled(invent(chance));
}

/** A family name, sometimes double or with a particle. */
export function drawFamily(chance: Chance): string {
  const roll = chance.next();
  if (roll < 0.36) return titled(family[chance.below(1500)] ?? "");
  if (roll < 0.66) return titled(chance.pick(family));
  if (roll < 0.76) return titled(chance.pick(familyWords));
  if (roll < 0.8) return `${titled(chance.pick(family))}-${titled(chance.pick(family))}`;
  if (roll < 0.83)
    return `${chance.pick(["de la", "van", "von", "del", "al", "St.", "Da", "Le", "O'", "Mc"])} ${titled(chance.pick(family))}`.replace(
      /(O'|Mc) /,
      "$1",
    );
  if (roll < 0.85) return `${titled(chance.pick(familyWords))} ${titled(chance.pick(familyWords))}`;
  return titled(invent(chance));
}

export function drawNickname(chance: Chance): string {
  return titled(
    chance.odds(0.7)
      ? chance.pick(nicks)
      : chance.pick(
          "bee bug junebug duke ace tiny moose red skip cricket peanut boo chip tater slim smokey sug nene dede tay jojo coco lulu mimi titi nono kiki bibi zuzu pip fitz mac dutch".split(
            " ",
          ),
        ),
  );
}

/** An invented person of one excerpt. */
export interface Person {
  readonly given: string;
  readonly family: string;
  readonly nickname: string;
}

export function drawPerson(chance: Chance): Person {
  return { given: drawGiven(chance), family: drawFamily(chance), nickname: drawNickname(chance) };
}
