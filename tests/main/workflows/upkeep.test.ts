import { createPublicKey, verify } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKeepCurrent } from "../../../main/workflows/keep-current.ts";
import { type SendingClinic, startSendingClinic } from "../../support/start-sending-clinic.ts";

let sending: SendingClinic;
beforeEach(async () => {
  sending = await startSendingClinic({ backupFolder: "/tmp/nowhere", policy: { owner: "Larkspur IT" } });
});
afterEach(() => sending.remove());

describe("the inventory", () => {
  it("is drawn from what is configured now: agreements, tasks, backups, policy, and follows a change", async () => {
    const { clinic } = sending;
    await clinic.signIn("abara");
    const inventory = await clinic.ask("inventory.read", {});
    const vendor = inventory.assets.find(({ kind }) => kind === "vendor");
    expect(vendor).toMatchObject({ name: "Anthropic", state: "in-use" });
    const flows = inventory.flows.filter(({ to }) => to === vendor?.id);
    expect(flows.length).toBeGreaterThan(3);
    expect(flows.every(({ open, dataClass }) => open && dataClass === "identifiers-removed")).toBe(true);
    expect(inventory.people).toContainEqual({ role: "practice-manager", count: 1 });
    const { agreements } = await clinic.ask("agreements.list", {});
    await clinic.ask("agreements.suspend", { agreementId: agreements[0]?.id as never });
    const after = await clinic.ask("inventory.read", {});
    expect(after.assets.find(({ kind }) => kind === "vendor")?.state).toBe("closed");
    expect(after.flows.some(({ to, open }) => to === vendor?.id && open)).toBe(false);
  });

  it("is written as a page with a map of the same ways, and as JSON, and holds nothing of a patient", async () => {
    const { clinic } = sending;
    await sending.registerWithSession();
    await clinic.signIn("abara");
    expect(await clinic.ask("inventory.save", {})).toEqual({ files: 2 });
    const files = [...clinic.exports].map(([name, bytes]) => ({ name, text: Buffer.from(bytes).toString("utf8") }));
    const page = files.find(({ name }) => name.endsWith(".html"))?.text ?? "";
    const parsed = /<svg.*<\/svg>/s.exec(page)?.[0] ?? "";
    for (const name of ["The clinic&#39;s record", "Anthropic", "Packages handed"])
      expect(parsed.replaceAll("The clinic's", "The clinic&#39;s")).toContain(name);
    for (const { text } of files) expect(text).not.toContain("Okonkwo");
  });
});

describe("the leak test", () => {
  it("leaves its outcome in the log and a report the log's key has signed", async () => {
    const { clinic } = sending;
    await clinic.signIn("abara");
    const report = await clinic.ask("leakTest.run", {});
    expect(report).toMatchObject({ verdict: "clean", stoppedAt: null, found: [] });
    await clinic.ask("leakTest.save", {});
    const [statement, kept] = [...clinic.exports]
      .filter(([name]) => name.includes("/chartwell-leak-test-2"))
      .map(([, bytes]) => Buffer.from(bytes).toString("utf8"));
    const signature = JSON.parse(kept ?? "null") as { publicKey: string; signature: string };
    const x = Buffer.from(signature.publicKey, "base64").toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const signed = Buffer.from(`chartwell-statement/v1\0${statement ?? ""}`);
    expect(verify(null, signed, key, Buffer.from(signature.signature, "base64"))).toBe(true);
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 100 });
    expect(JSON.stringify(rows)).toContain("canary.run");
  }, 60_000);
});

describe("keeping current", () => {
  it("is off without a policy and says so", async () => {
    await sending.clinic.signIn("abara");
    expect(await sending.clinic.ask("updates.check", {})).toMatchObject({ state: "off", server: "" });
  });

  it("asks once a day while the record is open, and writes down what was refused and what was staged", async () => {
    const recorded: string[] = [];
    let ms = 0;
    let asked = 0;
    const outcomes = [
      { ok: false as const, error: { code: "update.bad-signature" as const } },
      { ok: true as const, value: { kind: "staged" as const, version: "0.2.0" } },
    ];
    const vault = {
      record: async (_by: unknown, { name, fields }: { name: string; fields: unknown }) => {
        recorded.push(`${name} ${JSON.stringify(fields)}`);
        return { ok: true as const, value: null };
      },
    };
    let settled = 0;
    const current = createKeepCurrent({
      door: { vault, state: () => ({ kind: "open" }) } as never,
      clock: { now: () => "2026-11-23T09:00:00.000Z", today: () => "2026-11-23", monotonicMs: () => ms } as never,
      policy: { server: "https://updates.larkspur.lan/", channel: "stable", publicKey: "", authorities: [] },
      appVersion: "0.1.0",
      news: {
        replaced: null,
        failed: { version: "0.0.9", isNews: true },
        settleFailed: () => {
          settled += 1;
        },
      },
      check: async () => outcomes[asked++] as never,
    });
    await current.noteStart();
    await current.runIfDue();
    await current.runIfDue();
    expect(asked).toBe(1);
    ms += 25 * 3_600_000;
    await current.runIfDue();
    await current.noteStart();
    expect(settled).toBe(1);
    expect(recorded).toEqual([
      'update.rolled-back {"version":"0.0.9"}',
      'update.refused {"code":"update.bad-signature"}',
      'update.staged {"version":"0.2.0"}',
    ]);
  });
});
