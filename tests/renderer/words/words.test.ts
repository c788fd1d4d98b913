import { describe, expect, it } from "vitest";
import {
  formatBorn,
  formatCount,
  formatDay,
  formatMoment,
  formatSome,
  formatTime,
  localDay,
  nameRole,
  wordsFor,
} from "../../../renderer/words/index.ts";
import { roles } from "../../../shared/domain/people.ts";
import { errorCodes } from "../../../shared/errors.ts";

describe("words for every code", () => {
  it.each(errorCodes)("%s says what happened and what to do next", (code) => {
    const { title, body, next } = wordsFor(code);
    expect(title.length).toBeGreaterThan(2);
    expect(title).not.toMatch(/[.!]$/);
    for (const sentence of [body, next]) expect(sentence).toMatch(/[.?]$/);
  });

  it.each(errorCodes)("%s blames nobody and uses no jargon", (code) => {
    const { title, body, next } = wordsFor(code);
    const all = `${title} ${body} ${next}`;
    expect(all).not.toMatch(/\b(oops|sorry|invalid|illegal|fatal|null|undefined|exception|IPC|payload|schema|SQL|timeout|AI magic)\b/i);
    expect(all).not.toContain(code);
  });

  it("says of every refusal at the gate that nothing was sent", () => {
    for (const code of errorCodes.filter((name) => name.startsWith("gate."))) expect(wordsFor(code).title).toMatch(/^Not sent/);
  });
});

describe("formats", () => {
  it("writes a birth date with the age on the day", () => {
    expect(formatBorn("1987-07-14", new Date(2026, 6, 13))).toBe("Born 14-Jul-1987 (38y)");
    expect(formatBorn("1987-07-14", new Date(2026, 6, 14))).toBe("Born 14-Jul-1987 (39y)");
    expect(formatBorn("2024-02-29", new Date(2026, 1, 28))).toBe("Born 29-Feb-2024 (1y)");
  });

  it("does not move a calendar date across time zones", () => {
    expect(formatDay("2026-01-01")).toBe("01-Jan-2026");
    expect(formatDay("2026-12-31")).toBe("31-Dec-2026");
  });

  it("writes moments in this machine's time", () => {
    const at = new Date(2026, 10, 23, 9, 5).toISOString();
    expect(formatTime(at)).toBe("09:05");
    expect(formatMoment(at)).toBe("23-Nov-2026, 09:05");
    expect(localDay(new Date(2026, 0, 2, 23, 59))).toBe("2026-01-02");
  });

  it("counts in words that agree", () => {
    expect(formatCount(1204)).toBe("1,204");
    expect(formatSome(1, "sentence")).toBe("1 sentence");
    expect(formatSome(0, "sentence")).toBe("0 sentences");
    expect(formatSome(2, "person has", "people have")).toBe("2 people have");
  });

  it("names every role", () => {
    for (const role of roles) expect(nameRole(role)).toMatch(/^[A-Z][A-Za-z ]+$/);
  });
});
