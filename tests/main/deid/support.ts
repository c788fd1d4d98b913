import { type Deidentification, deidentifyHere } from "../../../main/deid/deidentify.ts";
import { type Detector, loadDetector } from "../../../main/deid/detect.ts";
import { type KnownIdentifiers, nothingKnown } from "../../../main/deid/known.ts";
import { readWeightsFile } from "../../../main/detector/weights-file.ts";

/** One detector for all tests of a file: loading the lexicon is the slow part. */
export const detector = openDetector();

function openDetector(): Detector {
  const loaded = loadDetector(readWeightsFile(), 2026);
  if (!loaded.ok) throw new Error(loaded.error.code);
  return loaded.value;
}

/** Invented people of the tests. */
export const marcus: KnownIdentifiers = {
  persons: [
    { role: "patient", names: ["Marcus Webb", "Mars"] },
    { role: "related", names: ["Odalys Webb"] },
    { role: "clinician", names: ["Dr. Priya Raghavan, PsyD"] },
  ],
  bornOn: "1984-03-07",
  mrns: ["MW-20417"],
  phones: ["(602) 555-0142"],
  emails: ["mwebb84@example.org"],
  addresses: ["812 Juniper Hollow Rd, Globe, AZ 85501"],
  organisations: ["Copper Basin Counseling"],
};

/** Removes identifiers from turns, one string a turn; throws where the room would refuse. */
export function remove(texts: readonly string[], known: KnownIdentifiers = nothingKnown, labels: readonly string[] = []): Deidentification {
  const turns = texts.map((text, index) => ({ line: index + 1, label: labels[index] ?? "", text }));
  const result = deidentifyHere(detector, { turns, known, added: [] });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** The outgoing lines as strings. */
export function outgoing(removed: Deidentification): string[] {
  return removed.lines.map((line) => line.text.value);
}
