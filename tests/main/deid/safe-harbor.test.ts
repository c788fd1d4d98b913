import { describe, expect, it } from "vitest";
import { listVariants } from "./harness-conditions.ts";
import { forms, negatives } from "./safe-harbor-forms.ts";
import { outgoing, remove } from "./support.ts";

const cases = forms.flatMap((form) => listVariants(form).map((variant) => [form.id, variant.name, form, variant] as const));

/** Whole words only: "nine" left in "nineteen" is no leak. */
function holds(text: string, gone: string): boolean {
  const escaped = gone.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "u").test(text.toLowerCase());
}

describe("the 18 identifiers (164.514(b)(2)(i)), in every condition", () => {
  it.each(cases)("%s, %s", (_id, _name, form, { turns, gone }) => {
    const text = outgoing(remove(turns)).join("\n");
    const open = text.replace(/\[[A-Z]+_\d+\]/g, "");
    // words that stand outside the identifier too ("is", "in") say nothing
    const around = form.gone.reduce((rest, part) => rest.replace(part, " "), form.text);
    expect(gone.filter((part) => holds(open, part) && !holds(around, part))).toEqual([]);
    for (const kept of form.kept ?? []) expect(text.toLowerCase()).toContain(kept.toLowerCase());
  });
});

describe("what a note cannot do without", () => {
  it.each(negatives.map((text) => [text] as const))("%s survives", (text) => {
    expect(outgoing(remove([text]))).toEqual([text]);
  });
});

describe("what identifies without a name (164.514(b)(2)(i)(R))", () => {
  it.each(["I'm the only female fire chief in the county.", "i'm the only female fire chief in the county"])(
    "R4 is put before a person: %s",
    (text) => {
      expect(remove([text]).doubtful.map(({ why }) => why)).toContain("unique-role");
    },
  );
});

describe("ages and years (45 CFR 164.514(b)(2)(i)(C))", () => {
  it("keeps a birth year of somebody who may not be ninety", () => {
    expect(outgoing(remove(["He was born in 1937 and is well."]))[0]).toContain("1937");
  });

  it("removes a birth year whose age may be ninety", () => {
    expect(outgoing(remove(["He was born in 1936 and is well."]))[0]).not.toContain("1936");
  });

  it("keeps an age of 89 and removes one of 90", () => {
    const [text] = outgoing(remove(["An 89 year old man and his 90 year old sister."]));
    expect(text).toContain("89");
    expect(text).not.toContain("90 ");
  });
});
