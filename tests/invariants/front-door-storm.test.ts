import { beforeEach, describe, expect, it } from "vitest";
import { createGuard, type Handlers } from "../../main/ipc/guard.ts";
import { createSessions, defaultSessionLimits } from "../../main/session.ts";
import { type CallName, contract } from "../../shared/contract/index.ts";
import { type Role, roles } from "../../shared/domain/people.ts";
import { errorCodes } from "../../shared/errors.ts";
import { createFakeClock } from "../support/fake-clock.ts";

const names = Object.keys(contract) as CallName[];
const storm = 100_000;

let reached: string[];
let refusals: string[];
let bugs: number;
const sessions = createSessions(createFakeClock(), defaultSessionLimits);
/** Workflows that only count: in this storm none of them may be reached. */
const handlers = Object.fromEntries(
  names.map((name) => [
    name,
    async () => {
      reached.push(name);
      return { ok: false as const, error: { code: "app.unexpected" as const } };
    },
  ]),
) as unknown as Handlers;
const guard = createGuard({
  contract,
  handlers,
  sessions,
  recordRefusal: async (_asking, call, code) => void refusals.push(`${call} ${code}`),
  reportBug: () => {
    bugs += 1;
  },
});

beforeEach(() => {
  [reached, refusals, bugs] = [[], [], 0];
  for (const role of roles) {
    const user = {
      id: `usr_${"0".repeat(25)}${roles.indexOf(role)}`,
      username: role.slice(0, 4),
      displayName: role,
      credentials: "",
      role,
      active: true,
    };
    sessions.begin(`window-${role}`, user as never, `x_${role}`, role === "auditor" ? ["password"] : []);
  }
});

let state = 2_026;
const next = (below: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state % below;
};

class Hostile {
  get patientId(): string {
    throw new Error("a getter that throws");
  }
}
const pieces: readonly (() => unknown)[] = [
  () => "",
  () => "pat_00000000000000000000000000",
  () => "x".repeat(next(5_000)),
  () => next(2 ** 31) - 2 ** 30,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 2n ** 70n,
  () => null,
  () => undefined,
  () => true,
  () => Symbol("x"),
  () => () => 1,
  () => new Uint8Array(next(100)),
  () => new Date(Number.NaN),
  () => new Map([["password", "x"]]),
  () => [[[[]]]],
  () => ({ toString: () => "patients.open", length: 3 }),
  () => JSON.parse('{"__proto__":{"patientId":"x"},"constructor":{"prototype":{}}}'),
  () => new Hostile(),
  () => Object.assign(Object.create(null), { patientId: 1 }),
  () => "\u0000\ud800\u202e; DROP TABLE patients; --",
];
const piece = () => (pieces[next(pieces.length)] as () => unknown)();
const keys = [
  "patientId",
  "noteId",
  "encounterId",
  "password",
  "words",
  "sections",
  "query",
  "limit",
  "userId",
  "username",
  "code",
  "change",
  "breakId",
];

/** An input that no call takes: one with a key nobody foresaw, or no object at all. */
function malform(): unknown {
  if (next(3) === 0) return piece();
  const input: Record<string, unknown> = { [`surprise${next(9)}`]: piece() };
  for (let count = next(6); count > 0; count -= 1) input[keys[next(keys.length)] as string] = piece();
  return input;
}

/** The same for one call: what it would take as well-formed, an empty map for an empty object, is drawn again. */
function malformFor(name: CallName): unknown {
  for (;;) {
    const input = malform();
    try {
      if (!contract[name].input.safeParse(input).success) return input;
    } catch {
      // An input that breaks the parser itself is as malformed as can be.
      return input;
    }
  }
}

const barredRole = (name: CallName): Role | null => {
  const { who } = contract[name];
  return who === "anyone" ? null : (roles.find((role) => !(who as readonly Role[]).includes(role)) ?? null);
};

describe("a storm at the front door", () => {
  it(`refuses ${storm.toLocaleString("en")} malformed, replayed, unsigned, wrong-role and wrong-frame calls with a code each, and lets none through`, async () => {
    const codes = new Map<string, number>();
    let last: Parameters<typeof guard> | null = null;
    for (let round = 0; round < storm; round += 1) {
      const name = names[next(names.length)] as CallName;
      const role = roles[next(roles.length)] as Role;
      const kinds: readonly (() => Parameters<typeof guard>)[] = [
        () => [{ id: `window-${role}`, trusted: true }, name, malformFor(name)],
        () => [{ id: `window-${role}`, trusted: false }, name, malformFor(name)],
        () => [{ id: `window-gone-${next(1_000)}`, trusted: true }, name, malformFor(name)],
        () => [{ id: `window-${barredRole(name) ?? role}`, trusted: true }, name, malformFor(name)],
        () => [{ id: `window-${role}`, trusted: true }, next(2) === 0 ? piece() : `${name}${String.fromCharCode(next(128))}`, malform()],
        // The same message again, from another window: a replay earns nothing.
        () =>
          last === null ? [{ id: "window-x", trusted: false }, name, null] : [{ id: "window-replay", trusted: next(2) === 0 }, last[1], last[2]],
      ];
      const message = (kinds[next(kinds.length)] as () => Parameters<typeof guard>)();
      last = message;
      const reply = await guard(...message);
      if (reply.ok) throw new Error(`let through: ${String(message[1])}`);
      expect(errorCodes).toContain(reply.error.code);
      codes.set(reply.error.code, (codes.get(reply.error.code) ?? 0) + 1);
    }
    expect(reached).toEqual([]);
    expect(refusals.length + bugs).toBe(storm);
    expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBe(storm);
    for (const code of [
      "ipc.untrusted-sender",
      "ipc.unknown-call",
      "ipc.malformed-input",
      "session.signed-out",
      "session.not-permitted",
      "session.must-change-password",
    ])
      expect(codes.get(code) ?? 0, code).toBeGreaterThan(100);
  }, 180_000);
});
