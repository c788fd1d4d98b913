import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runLeakTest } from "../../../main/cli/canary.ts";
import { runDoctor } from "../../../main/cli/doctor.ts";
import { runInventory } from "../../../main/cli/inventory.ts";
import { runPolicy } from "../../../main/cli/policy.ts";
import { createTestRecord, type TestRecord } from "../../support/open-test-record.ts";
import { writeSignedPolicy } from "../../support/sign-policy.ts";

let record: TestRecord;
let folder: string;
let printed: string;

beforeEach(async () => {
  printed = "";
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  }
  record = await createTestRecord({ workstation: "shared" });
  folder = mkdtempSync(join(tmpdir(), "chartwell-cli-"));
  lay({ workstation: "shared" });
  vi.stubEnv("CHARTWELL_POLICY", join(folder, "policy.json"));
  await record.door.lock();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await record.remove();
  rmSync(folder, { recursive: true });
});

const lay = (policy: Record<string, unknown>) => writeSignedPolicy(join(folder, "policy.json"), { version: 1, owner: "Test", ...policy });
const machine = () => ({ profile: dirname(record.folder), clock: record.clock, keychain: record.keychain });

describe("what an operator asks of a machine", () => {
  it("the doctor reads last backup and log from the record, and knocks where the log goes", async () => {
    const [, certificate] = /(-----BEGIN CERTIFICATE-----[\s\S]+)/.exec("-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----") ?? [];
    lay({ workstation: "shared", audit: { siem: { host: "localhost", port: 9, authorities: [certificate] } } });
    expect(await runDoctor(["--json"], machine())).toBe(0);
    const findings = JSON.parse(printed);
    expect(findings).toMatchObject({
      audit: { verdict: "intact" },
      lastBackup: { planned: false, madeAt: null },
      policy: { source: "file", owner: "Test" },
    });
    expect(findings.shipping.siem).toContain("shipping.");
    expect(["synchronized", "not-synchronized", "unknown"]).toContain(findings.clock.state);
    expect(findings.concerns.join(" ")).toMatch(/cannot reach siem.*no backup/);
  });

  it("the inventory is written as page and JSON", async () => {
    expect(await runInventory(["--to", join(folder, "out")], machine())).toBe(0);
    expect(readdirSync(join(folder, "out")).map((name) => name.replace(/\d{4}-\d\d-\d\d/, "DAY"))).toEqual([
      "chartwell-inventory-DAY.html",
      "chartwell-inventory-DAY.json",
    ]);
  });

  it("the leak test ends with its verdict as status, and a signed report", async () => {
    expect(await runLeakTest([], machine())).toBe(2);
    expect(await runLeakTest(["--to", join(folder, "out")], machine())).toBe(0);
    expect(printed).toMatch(/clean: 8 planted identifiers, \d+ files, \d+ bytes and \d+ on the wire searched, 0 found\./);
    expect(readdirSync(join(folder, "out"))).toHaveLength(2);
  }, 60_000);

  it("opens nothing under a policy that is not in order", async () => {
    writeFileSync(join(folder, "policy.json"), `${readFileSync(join(folder, "policy.json"), "utf8")} `);
    expect(await runInventory([], machine())).toBe(2);
    expect(printed).toContain("policy.bad-signature");
  });
});

describe("what an operator does with policies", () => {
  const policy = (words: readonly string[]) => runPolicy(words, machine());

  it("makes keys once, signs, checks, and names the setting that is wrong but not its value", async () => {
    const keys = join(folder, "keys");
    const path = join(folder, "new", "policy.json");
    mkdirSync(dirname(path));
    writeFileSync(path, JSON.stringify({ version: 1, owner: "Larkspur IT", idleMinutes: 5, expiresOn: "2099-01-01" }));
    expect(await policy(["make-keys", "--to", keys])).toBe(0);
    expect(await policy(["make-keys", "--to", keys])).toBe(1);
    expect(await policy(["check", path, "--key", join(keys, "policy-key.pem")])).toBe(1);
    expect(await policy(["sign", path, "--key", join(keys, "policy-key.pem")])).toBe(1);
    expect(await policy(["sign", path, "--key", join(keys, "policy-private-key.pem")])).toBe(0);
    expect(await policy(["check", path, "--key", join(keys, "policy-key.pem")])).toBe(0);
    expect(printed).toContain("until 2099-01-01");
    expect(printed).toContain("It fixes: expiresOn, idleMinutes.");
    printed = "";
    writeFileSync(path, JSON.stringify({ version: 1, owner: "Larkspur IT", idleMinutes: 777 }));
    expect(await policy(["sign", path, "--key", join(keys, "policy-private-key.pem")])).toBe(1);
    expect(printed).toContain("idleMinutes");
    expect(printed).not.toContain("777");
  });
});
