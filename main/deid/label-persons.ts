import { roleWords } from "./data/vocabulary.ts";
import type { KnownIdentifiers, KnownPerson } from "./known.ts";
import { splitName } from "./layers/known-names.ts";

/** Words of a label that say what somebody does, not who: "SPEAKER_01", "Guest 2", "Dr.". */
const notName =
  /^(?:speaker|spk|guest|participant|voice|person|unknown|host|session|zoom|user|iphone|ipad|phone|audio|video|room|screen|meeting|recording|transcript|phd|psyd|lcsw|lmft|lpc|md|rn|np|pmhnp|lead|co|group|family|member)s?$/;

/** People whom only the speaker labels name: they are looked for in the text like people of the chart. */
export function readLabelPersons(turns: readonly { readonly label: string; readonly role?: string }[], known: KnownIdentifiers): KnownPerson[] {
  const charted = new Set(known.persons.flatMap((person) => person.names.flatMap(splitName)));
  const seen = new Map<string, KnownPerson>();
  for (const { label } of turns) {
    const name = label
      .replace(/\([^)]*\)/g, " ")
      .replace(/[_\d.:#-]+/g, " ")
      .trim();
    const parts = splitName(name).filter((part) => !roleWords.has(part) && !notName.test(part));
    if (parts.length === 0 || parts.every((part) => charted.has(part))) continue;
    seen.set(parts.join(" "), { role: "related", names: [parts.join(" ")] });
  }
  return [...seen.values()];
}
