import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { App, Machine } from "../../../main/app.ts";
import { type CanaryParts, runCanary } from "../../../main/canary/index.ts";
import { createSystemClock } from "../../../main/clock.ts";
import { compose } from "../../../main/compose.ts";
import { daySteps } from "../../../shared/domain/canary.ts";
import { ok } from "../../../shared/result.ts";

const logs = mkdtempSync(join(tmpdir(), "chartwell-canary-logs-"));
afterAll(() => rmSync(logs, { recursive: true }));

function parts(changes: Partial<Machine["delivery"]> = {}, build: (machine: Machine) => App = compose): CanaryParts {
  const delivery: Machine["delivery"] = {
    choosePlace: async () => null,
    chooseFolder: async () => null,
    write: async (place, bytes) => {
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, bytes);
      return ok(null);
    },
    writeInto: async () => ok(null),
    makeFolder: async () => null,
    sizeIn: async () => null,
    removeFrom: async () => undefined,
    renderPdf: async () => null,
    ...changes,
  };
  return { compose: build, logs, machine: { clock: createSystemClock(), appVersion: "0.0.0", runtime: "node", developmentRuntime: true, delivery } };
}

const listLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith("chartwell-leak-test-"));

describe("the leak test", () => {
  it("lives the whole day, finds nothing, hears the far end, and leaves nothing behind", async () => {
    const report = await runCanary(parts());
    expect(report).toMatchObject({ verdict: "clean", stoppedAt: null, code: null, found: [], controls: { scan: true, wire: true }, planted: 8 });
    expect(report.steps).toEqual(daySteps);
    expect(report.searched.files).toBeGreaterThan(5);
    expect(report.searched.wireBytes).toBeGreaterThan(1_000);
    expect(listLeft()).toEqual([]);
  }, 60_000);

  it("says so when a package lies in the open, and where", async () => {
    // What was given to be written is laid down once more, unpacked: a program with a leak.
    let name = "";
    const build = (machine: Machine): App => {
      const app = compose(machine);
      return {
        ...app,
        guard: async (caller, call, input) => {
          if (call === "patients.register") {
            name = (input as { familyName: string }).familyName;
            writeFileSync(join(machine.profile, "cache.tmp"), JSON.stringify(input));
          }
          return app.guard(caller, call, input);
        },
      };
    };
    const report = await runCanary(parts({}, build));
    expect(report.verdict).toBe("leaked");
    expect(new Set(report.found.map(({ where }) => where))).toEqual(new Set(["cache.tmp"]));
    expect(JSON.stringify(report)).not.toContain(name);
  }, 60_000);

  it("is incomplete, never clean, when a step is refused", async () => {
    const report = await runCanary(parts({ write: async () => ({ ok: false, error: { code: "export.destination-unwritable" } }) }));
    expect(report).toMatchObject({ verdict: "incomplete", stoppedAt: "export", code: "export.destination-unwritable" });
    expect(existsSync(logs)).toBe(true);
    expect(listLeft()).toEqual([]);
  }, 60_000);
});
