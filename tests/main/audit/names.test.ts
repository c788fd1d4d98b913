import { expect, it } from "vitest";
import { auditEvents } from "../../../main/audit/events.ts";
import { errorCodes } from "../../../shared/errors.ts";

// An entry whose name the log's own reader does not take is written, counted, and shown to nobody.
it("every event has a name that can be read back from the log", () => {
  expect(Object.keys(auditEvents).filter((name) => !/^[a-z]+\.[a-z-]+$/.test(name))).toEqual([]);
});

it("every code has a form the log takes", () => {
  expect(errorCodes.filter((code) => !/^[a-z]+\.[a-z-]+$/.test(code))).toEqual([]);
});
