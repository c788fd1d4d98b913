import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { events } from "../../shared/contract/events.ts";
import { type CallName, contract } from "../../shared/contract/index.ts";
import { callNames, eventNames } from "../../shared/contract/names.ts";
import { type Role, roles } from "../../shared/domain/people.ts";
import { people, startTestClinic, type TestApp } from "../support/compose-test-app.ts";

let clinic: TestApp;
beforeAll(async () => {
  clinic = await startTestClinic();
});
afterAll(() => clinic.remove());

const trusted = { id: "window-1", trusted: true };
const names = Object.keys(contract) as CallName[];
const codeOf = async (caller: { id: string; trusted: boolean }, name: unknown, input: unknown) => {
  const reply = await clinic.app.guard(caller, name, input);
  return reply.ok ? null : reply.error.code;
};
const usernameOf = (role: Role) => people.find((person) => person.role === role)?.username;

describe("the front door", () => {
  it("lists the same names on both sides of the bridge", () => {
    expect([...callNames].sort()).toEqual([...names].sort());
    expect([...eventNames].sort()).toEqual(Object.keys(events).sort());
  });

  it.each(names)("%s: refuses a sender nobody vouched for", async (name) => {
    expect(await codeOf({ id: "window-1", trusted: false }, name, {})).toBe("ipc.untrusted-sender");
  });

  it.each(names.filter((name) => contract[name].who !== "anyone"))("%s: refuses whoever is not signed in", async (name) => {
    expect(await codeOf({ id: "window-9", trusted: true }, name, {})).toBe("session.signed-out");
  });

  const barred = names.flatMap((name) => {
    const { who } = contract[name];
    return who === "anyone"
      ? []
      : roles.filter((role) => !(who as readonly Role[]).includes(role) && usernameOf(role) !== undefined).map((role) => [name, role] as const);
  });
  it.each(barred)("%s: refuses the role %s", async (name, role) => {
    await clinic.signIn(String(usernameOf(role)));
    expect(await codeOf(trusted, name, {})).toBe("session.not-permitted");
  });

  it.each(names)("%s: refuses malformed input and unknown keys without reaching a workflow", async (name) => {
    const { who } = contract[name];
    if (who !== "anyone")
      await clinic.signIn(
        String(usernameOf(roles.find((role) => (who as readonly Role[]).includes(role) && usernameOf(role) !== undefined) as Role)),
      );
    for (const input of [undefined, null, 7, "x", [], { surprise: true }, { __proto__: { patientId: "x" }, surprise: 1 }])
      expect(await codeOf(trusted, name, input)).toBe("ipc.malformed-input");
  });

  it.each(["__proto__", "constructor", "toString", "", "patients.register ", 7, null, {}])("refuses the call %s", async (name) => {
    expect(await codeOf(trusted, name, {})).toBe("ipc.unknown-call");
  });

  it("answers 3,000 random messages with a code each and goes on working", async () => {
    let state = 11;
    const next = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    const pieces: readonly unknown[] = [
      "",
      "pat_00000000000000000000000000",
      -1,
      Number.NaN,
      [],
      {},
      null,
      true,
      "x".repeat(300),
      new Uint8Array(3),
      "2026-11-23",
    ];
    for (let round = 0; round < 3_000; round += 1) {
      const name = next(4) === 0 ? String(pieces[next(pieces.length)]) : names[next(names.length)];
      const input = Object.fromEntries(
        ["patientId", "query", "limit", "bytes", "noteId", "password", "sections"].slice(0, next(8)).map((key) => [key, pieces[next(pieces.length)]]),
      );
      const code = await codeOf({ id: `window-${next(3)}`, trusted: next(5) !== 0 }, name, input);
      if (name !== "app.status" && name !== "session.current") expect(code === null ? "none" : code).toMatch(/^[a-z]+\.[a-z-]+$|^none$/);
    }
    await clinic.signIn("auden");
    expect((await clinic.ask("audit.verify", {})).intact).toBe(true);
  });

  it("keeps every refusal in the log", async () => {
    await clinic.signIn("auden");
    expect(await codeOf(trusted, "patients.search", { query: "", limit: 5 })).toBe("session.not-permitted");
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 20 });
    expect(rows.find((row) => row.event === "call.refused")).toMatchObject({
      role: "auditor",
      fields: { call: "patients.search", code: "session.not-permitted" },
    });
  });
});
