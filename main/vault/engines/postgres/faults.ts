import { EngineError, type EngineFault } from "../engine.ts";

/** What a server answers by, as far as it is a fault and not a refusal of the statement itself (PostgreSQL, appendix A). */
const faultsByState: ReadonlyArray<readonly [states: RegExp, fault: EngineFault]> = [
  [/^53100$/, "disk-full"],
  [/^(XX00[12]|58030)$/, "damaged"],
  [/^(55P03|40001|40P01|53300)$/, "busy"],
  [/^(57P0[1-5]|08...|25006|25P03)$/, "unreachable"],
  [/^28...$/, "refused"],
];

const rules: Readonly<Record<string, string>> = { "42501": "this role is not permitted to", "22021": "not text" };

const notTheServer = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO$)/;
const spokenSilence = /^Connection terminated|not queryable|timeout expired|^Query read timeout/;
const spokenRefusal = /SSL connection|SASL|SCRAM|asks for a password/;

/** A statement the database refused; says which rule, and neither the statement nor a value of it. */
export class StatementRefused extends Error {
  override readonly name = "StatementRefused";
  readonly code: string;
  constructor(state: string, rule: string) {
    super(`refused by the database: ${rule} (${state})`);
    this.code = state;
  }
}

/** The state by which a server names its error, or null when it did not come from a server. */
export function readState(error: unknown): string | null {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  // EPIPE has the shape of a state and is the system's word: the connection broke while something was being sent.
  return typeof code === "string" && syscall === undefined && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** Names a failure in the vault's own words; what the driver said, with statement and values, goes no further. */
export function nameFault(error: unknown): Error {
  if (error instanceof EngineError || error instanceof StatementRefused) return error;
  const state = readState(error);
  if (state === null) return nameSilence(error);
  const fault = faultsByState.find(([states]) => states.test(state))?.[1];
  if (fault !== undefined) return new EngineError(fault);
  const { constraint, message } = error as { constraint?: unknown; message?: unknown };
  // What a trigger of ours raises is a sentence of ours; anything else could quote a value.
  const rule = state === "P0001" ? String(message) : typeof constraint === "string" ? constraint : (rules[state] ?? "a rule of its own");
  return new StatementRefused(state, rule);
}

/** What went wrong without the server's word: it is gone, it is not who it should be, or the fault is in the driver or ours. */
function nameSilence(error: unknown): Error {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (notTheServer.test(String(code)) || spokenRefusal.test(String(message))) return new EngineError("refused");
  if (typeof code === "string" || spokenSilence.test(String(message))) return new EngineError("unreachable");
  return new StatementRefused("driver", error instanceof Error ? error.name : "no reason given");
}
