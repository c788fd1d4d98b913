import { describe, expect, it } from "vitest";
import { forms, negatives } from "./safe-harbor-forms.ts";
import { outgoing, remove } from "./support.ts";

describe("the 18 identifiers (164.514(b)(2)(i)), spoken and typed", () => {
  it.each(forms.map((form) => [form.id, form] as const))("%s is caught", (_id, form) => {
    const text = outgoing(remove([form.text]))
      .join("\n")
      .toLowerCase();
    for (const gone of form.gone) expect(text).not.toContain(gone.toLowerCase());
    for (const kept of form.kept ?? []) expect(text).toContain(kept.toLowerCase());
  });

  it.each(forms.map((form) => [form.id, form] as const))("%s is caught inside JSON", (_id, form) => {
    const text = outgoing(remove([`{"note": ${JSON.stringify(form.text)}}`]))
      .join("\n")
      .toLowerCase();
    for (const gone of form.gone) expect(text).not.toContain(gone.toLowerCase());
  });
});

describe("what a note cannot do without", () => {
  it.each(negatives.map((text) => [text] as const))("%s survives", (text) => {
    expect(outgoing(remove([text]))).toEqual([text]);
  });
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
