import { expect, test } from "vitest";
import { nothingKnown } from "../../../main/deid/known.ts";
import { detector } from "./support.ts";

/** What the detector would replace of a text. */
function hidden(text: string): string[] {
  return detector.detect(text, nothingKnown).map(({ start, end }) => text.slice(start, end));
}

test.each([
  "The disc bulges at L five S one and at C six C seven.",
  "He takes one twenty five M G of it at night.",
  "She rates her pain as 3-6/10 and her goal is 120-130/70-80.",
  "Negative Homan's sign. Morton's neuroma of the left foot.",
  "They call it a halo brace. This is also known as golfer's elbow.",
  "She was seen at XYZ Medical Center.",
  "The American Academy of Neurology recommends it.",
  "She goes to Overeaters Anonymous on Fridays.",
  "He is an eighth grader at Middle School.",
  "We did an open reduction, right foot ORIF, and an MR arthrogram after it.",
  "Danish is her first language.",
  "Sister had a stroke. Son has asthma.",
  "Antibodies to double-stranded DNA, RNP, Smith, Ro and La were negative.",
])("nobody is named by: %s", (text) => {
  expect(hidden(text)).toEqual([]);
});

test.each([
  ["She started it in December of ninety one.", "December of ninety one"],
  ["It began June thirty two thousand and six.", "June thirty two thousand and six"],
  ["The band was placed back in 03/11 and adjusted since.", "03/11"],
  ["so this was march of this year", "march"],
  ["we hike by lake orsted every sunday", "lake orsted"],
  ["the shop on the corner of mill street was theirs", "mill street"],
  ["he has been followed at elder knoll orthopedics since", "elder knoll orthopedics"],
  ["She plays for the University of Tulsa.", "University of Tulsa"],
  ["Today I spoke with MARIA about the plan.", "MARIA"],
  ["He was admitted to University Hospital in spring.", "University Hospital"],
  ["Good morning, Mr. Major. How are you?", "Major"],
  ["Patient: It's four Larch Avenue, and it's QD seven WP three.", "QD seven WP three"],
])("%s holds an identifier", (text, identifier) => {
  expect(hidden(text).join(" | ")).toContain(identifier);
});

test("a place of several words said again goes whole", () => {
  expect(hidden("[patient] i was at sorrel beach last week\n[doctor] sorrel beach wow that sounds like fun").join("|")).toBe(
    "sorrel beach|sorrel beach",
  );
});
