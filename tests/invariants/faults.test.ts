import { describe, expect, it } from "vitest";
import { runFaults, writeTable } from "../../scripts/faults/faults.ts";

describe("whatever happens to the record", () => {
  it("everything acknowledged is there, or the damage is named with a way out", async () => {
    const rows = await runFaults({ kills: 4, flipsPerFile: 3, cuts: 3, keychain: null, said: () => undefined });
    expect(
      rows.filter((row) => row.broken.length > 0),
      writeTable(rows),
    ).toEqual([]);
    expect(rows.find((row) => row.fault.startsWith("killed"))).toMatchObject({ times: 4, whole: 4 });
    expect(rows.find((row) => row.fault.includes("high-water"))?.named).toHaveProperty("vault.damaged-mark");
  }, 180_000);
});
