import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askFromCli } from "../../../main/cli/audit-ask.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";

let clinic: TestApp;
let printed: string;

beforeEach(async () => {
  clinic = await startTestClinic();
  await clinic.signIn("whitcombe");
  await clinic.ask("patients.register", buildDemographics());
  await clinic.app.stop();
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await clinic.remove();
});

const run = async (...words: string[]) => {
  printed = "";
  // The password comes by standard input, never as an argument.
  vi.spyOn(process, "stdin", "get").mockReturnValue(Readable.from([`${password}\n`]) as never);
  return askFromCli([...words, "--from", "2026-11-01", "--to", "2026-12-01"], {
    profile: clinic.folder,
    clock: clinic.clock,
    keychain: clinic.keychain,
  });
};

describe("questions on the command line", () => {
  it("are answered to a person with the right, as JSON", async () => {
    expect(await run("who-saw", "--mrn", "00412", "--user", "lindqvist")).toBe(0);
    expect(JSON.parse(printed).viewers.map((viewer: { userName: string }) => viewer.userName)).toContain("Rosalind Whitcombe");
    expect(await run("what-did", "--person", "whitcombe", "--user", "auden")).toBe(0);
    expect(JSON.parse(printed).deeds.some((deed: { event: string }) => deed.event === "patient.registered")).toBe(true);
    expect(await run("review", "bulk", "--user", "abara")).toBe(0);
    expect(JSON.parse(printed)).toEqual({ findings: [] });
    expect(await run("sends", "--by", "day", "--user", "auden")).toBe(0);
    expect(JSON.parse(printed)).toEqual({ tallies: [], charts: 0 });
  });

  it("are refused to a role without it, and when they do not read", async () => {
    expect(await run("who-saw", "--mrn", "00412", "--user", "whitcombe")).toBe(2);
    expect(await run("who-saw", "--user", "lindqvist")).toBe(2);
    expect(await run("review", "weather", "--user", "lindqvist")).toBe(2);
    expect(await run("everything", "--user", "lindqvist")).toBe(2);
    expect(printed).toBe("");
  });
});
