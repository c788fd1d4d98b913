import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AuditEvent, auditEvents } from "../../../main/audit/index.ts";
import { rights } from "../../../main/vault/rights.ts";
import { roles } from "../../../shared/domain/people.ts";
import { ok } from "../../../shared/result.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { createTestRecord } from "../../support/open-test-record.ts";

let clinic: TestApp;
afterEach(() => clinic?.remove());

const userIdOf = async (username: string) => {
  const found = (await clinic.ask("users.list", {})).users.find((user) => user.username === username);
  if (found === undefined) throw new Error(username);
  return found.id;
};

describe("rights at the vault door", () => {
  it("open nothing under an event that is not the role's, whoever asks and however, and leave a row", async () => {
    const record = await createTestRecord();
    let opened = 0;
    for (const role of [...roles, "system"]) {
      for (const name of Object.keys(auditEvents) as (keyof typeof rights)[]) {
        const allowed = (rights[name].who as readonly string[]).includes(role);
        if (allowed) continue;
        const by = { userId: "usr_00000000000000000000000001", role, sessionId: "x" };
        const event = { name, fields: {} } as unknown as AuditEvent;
        // An event whose fields do not fit cannot be written as refused either; the closure is what must not run.
        const outcome = await record.door.vault
          .write(by, event, async () => {
            opened += 1;
            return ok(null);
          })
          .catch(() => null);
        expect(outcome === null || !outcome.ok, `${role} ${name}`).toBe(true);
      }
    }
    expect(opened).toBe(0);
    await record.remove();
  });

  it("keep IT administration and auditors out of every chart", () => {
    for (const [name, right] of Object.entries(rights)) {
      if (!right.charts) continue;
      expect(right.who as readonly string[], name).not.toContain("it-admin");
      expect(right.who as readonly string[], name).not.toContain("auditor");
    }
  });
});

describe("care teams and breaking the glass", () => {
  beforeEach(async () => {
    clinic = await startTestClinic({ policy: { charts: "care-team" } });
  });

  it("close a chart to a clinician outside the team, open it for an hour with a reason, and have it reviewed", async () => {
    await clinic.signIn("whitcombe");
    const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
    await clinic.signIn("okafor");
    expect(await clinic.codeOf("patients.open", { patientId })).toBe("patient.not-on-care-team");
    expect(await clinic.codeOf("glass.break", { patientId, reason: "crisis-call", password: "wrong" })).toBe("session.reauthentication-failed");
    await clinic.ask("glass.break", { patientId, reason: "crisis-call", password });
    expect(await clinic.codeOf("patients.open", { patientId })).toBeNull();
    for (let minutes = 0; minutes < 61; minutes += 5) {
      clinic.clock.advance(5 * 60_000);
      await clinic.ask("session.touch", {});
    }
    expect(await clinic.codeOf("patients.open", { patientId })).toBe("patient.not-on-care-team");
    await clinic.signIn("lindqvist");
    const { reviews } = await clinic.ask("glass.list", {});
    expect(reviews).toMatchObject([{ reason: "crisis-call", userName: "Ines Okafor", verdict: null }]);
    const breakId = reviews[0]?.id as never;
    await clinic.ask("glass.review", { breakId, verdict: "justified" });
    expect(await clinic.codeOf("glass.review", { breakId, verdict: "not-justified" })).toBe("glass.not-found");
  });

  it("let the team be changed, and open to whoever is on it", async () => {
    await clinic.signIn("abara");
    const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
    await clinic.ask("careTeam.change", { patientId, userId: await userIdOf("okafor"), change: "join" });
    await clinic.signIn("okafor");
    expect(await clinic.codeOf("patients.open", { patientId })).toBeNull();
    await clinic.signIn("whitcombe");
    expect(await clinic.codeOf("patients.open", { patientId })).toBe("patient.not-on-care-team");
  });
});

describe("passwords", () => {
  beforeEach(async () => {
    clinic = await startTestClinic();
  });

  it("are changed by their owner; the old one opens nothing, locked or open", async () => {
    await clinic.signIn("whitcombe");
    const next = "four unrelated lantern words";
    expect(await clinic.codeOf("session.changePassword", { current: "wrong", next })).toBe("session.reauthentication-failed");
    expect(await clinic.codeOf("session.changePassword", { current: password, next: "passwordpassword1" })).toBe("setup.common-password");
    await clinic.ask("session.changePassword", { current: password, next });
    await clinic.ask("session.signOut", {});
    expect(await clinic.codeOf("session.signIn", { username: "whitcombe", password })).toBe("session.wrong-credentials");
    await clinic.ask("session.signIn", { username: "whitcombe", password: next });
    clinic = await clinic.restart();
    expect(await clinic.codeOf("session.signIn", { username: "whitcombe", password })).toBe("session.wrong-credentials");
    await clinic.ask("session.signIn", { username: "whitcombe", password: next });
  });

  it("set by an officer must be replaced before anything else is answered", async () => {
    await clinic.signIn("abara");
    const start = "a start phrase for today only";
    await clinic.ask("users.resetPassword", { userId: await userIdOf("whitcombe"), startPassword: start, password });
    expect(await clinic.codeOf("session.signIn", { username: "whitcombe", password })).toBe("session.wrong-credentials");
    const session = await clinic.ask("session.signIn", { username: "whitcombe", password: start });
    expect(session.duties).toEqual(["password"]);
    expect(await clinic.codeOf("worklist.list", {})).toBe("session.must-change-password");
    await clinic.ask("session.changePassword", { current: start, next: "my own unguessable lantern" });
    expect(await clinic.codeOf("worklist.list", {})).toBeNull();
  });
});

describe("a second factor", () => {
  const codeAt = (secret: string, instant: string) =>
    new TOTP({ secret: Secret.fromBase32(secret), period: 30, digits: 6 }).generate({ timestamp: Date.parse(instant) });

  it("is asked for after the password, counts once, and a recovery code stands in once", async () => {
    clinic = await startTestClinic();
    await clinic.signIn("whitcombe");
    const { secret, uri } = await clinic.ask("secondFactor.begin", { password });
    expect(uri).toContain("otpauth://totp/");
    expect(await clinic.codeOf("secondFactor.confirm", { code: "000000" })).toBe("session.second-factor-wrong");
    const { recoveryCodes } = await clinic.ask("secondFactor.confirm", { code: codeAt(secret, clinic.clock.now()) });
    await clinic.ask("session.signOut", {});
    expect(await clinic.codeOf("session.signIn", { username: "whitcombe", password })).toBe("session.second-factor-needed");
    expect((await clinic.ask("app.status", {})).state).toBe("ready");
    const used = codeAt(secret, clinic.clock.now());
    expect(await clinic.codeOf("session.signIn", { username: "whitcombe", password, code: used })).toBe("session.second-factor-wrong");
    clinic.clock.advance(60_000);
    const fresh = codeAt(secret, clinic.clock.now());
    await clinic.ask("session.signIn", { username: "whitcombe", password, code: fresh });
    await clinic.ask("session.signOut", {});
    expect(await clinic.codeOf("session.signIn", { username: "whitcombe", password, code: fresh })).toBe("session.second-factor-wrong");
    const spare = recoveryCodes[0] as string;
    await clinic.ask("session.signIn", { username: "whitcombe", password, code: `${spare.slice(0, 5)} ${spare.slice(5)}` });
    await clinic.ask("session.signOut", {});
    expect(await clinic.codeOf("session.signIn", { username: "whitcombe", password, code: spare })).toBe("session.second-factor-wrong");
  });

  it("where policy asks for one, nothing is answered until it is enrolled, and it is not turned off", async () => {
    clinic = await startTestClinic({ policy: { secondFactor: "required" } });
    await clinic.signIn("whitcombe");
    expect(await clinic.codeOf("worklist.list", {})).toBe("session.must-enrol-second-factor");
    const { secret } = await clinic.ask("secondFactor.begin", { password });
    await clinic.ask("secondFactor.confirm", { code: codeAt(secret, clinic.clock.now()) });
    expect(await clinic.codeOf("worklist.list", {})).toBeNull();
    const { session } = await clinic.ask("session.current", {});
    expect(await clinic.codeOf("secondFactor.remove", { userId: session?.user.id as never, password })).toBe("session.not-permitted");
  });
});

describe("an author's own key", () => {
  it("is opened by nobody who resets the password, and again by the author's words", async () => {
    clinic = await startTestClinic();
    await clinic.signIn("whitcombe");
    const { words } = await clinic.ask("authorKey.create", { password });
    expect(await clinic.codeOf("authorKey.create", { password })).toBe("session.not-permitted");
    await clinic.signIn("abara");
    const start = "a start phrase for today only";
    await clinic.ask("users.resetPassword", { userId: await userIdOf("whitcombe"), startPassword: start, password });
    await clinic.ask("session.signIn", { username: "whitcombe", password: start });
    const own = "my own unguessable lantern";
    await clinic.ask("session.changePassword", { current: start, next: own });
    expect(await clinic.codeOf("authorKey.recover", { words: [...words].reverse(), password: own })).toBe("keychain.wrong-recovery-key");
    expect(await clinic.codeOf("authorKey.recover", { words, password: own })).toBeNull();
  });
});
