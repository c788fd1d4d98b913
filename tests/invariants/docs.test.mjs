import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { PolicySchema } from "../../main/policy/index.ts";
import { errorCodes } from "../../shared/errors.ts";

const pages = [
  "README.md",
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

describe.each(pages)("%s", (page) => {
  const text = readFileSync(page, "utf8");

  it("links to nothing that is not there", () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to]) => join(dirname(page), to));
    expect(links.filter((to) => !existsSync(to))).toEqual([]);
  });

  it("names only files and codes there are", () => {
    const named = [...text.matchAll(/`((?:main|renderer|shared|tests|scripts|docs)\/[\w./-]+\.\w+)`/g)].map(([, name]) => name);
    expect(named.filter((name) => !existsSync(name))).toEqual([]);
    const codes = [...text.matchAll(/`((?:policy|update|backup|gate|vault|keychain)\.[a-z-]+)`/g)].map(([, code]) => code);
    const files = ["policy.json", "policy.schema"];
    expect(codes.filter((code) => !errorCodes.includes(code) && !files.includes(code))).toEqual([]);
  });
});

it("every rule of the HIPAA map names a test", () => {
  const rows = readFileSync("docs/hipaa-map.md", "utf8")
    .split("\n")
    .filter((line) => /^\| (?!Rule|---)/.test(line) && line.startsWith("| ") && !line.startsWith("|--"));
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) expect(row.split("|").at(-2)).toMatch(/`tests\//);
});

it("the example of a policy is one", () => {
  const [, json = ""] = /```json\n(\{[\s\S]*?\n\})\n```/.exec(readFileSync("docs/policy.md", "utf8")) ?? [];
  expect(PolicySchema.safeParse(JSON.parse(json)).error?.issues).toBeUndefined();
});
