// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it.each(["chartwell.admx", "en-US/chartwell.adml"])("the administrative template %s is well-formed XML", (name) => {
  const text = readFileSync(`docs/policy/${name}`, "utf8");
  const parsed = new DOMParser().parseFromString(text, "text/xml");
  expect(parsed.querySelector("parsererror")).toBeNull();
  expect(new DOMParser().parseFromString(text.replace("</", "<"), "text/xml").querySelector("parsererror")).not.toBeNull();
});
