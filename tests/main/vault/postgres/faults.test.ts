import { describe, expect, it } from "vitest";
import { EngineError } from "../../../../main/vault/engines/engine.ts";
import { nameFault, StatementRefused } from "../../../../main/vault/engines/postgres/faults.ts";

/** An error as the driver or the system throws it. */
const thrown = (message: string, parts: object) => Object.assign(new Error(message), parts);

describe("what a driver throws", () => {
  it.each([
    ["a pipe that broke while something was sent", thrown("write EPIPE", { code: "EPIPE", errno: -32, syscall: "write" }), "unreachable"],
    ["a line that was cut", thrown("read ECONNRESET", { code: "ECONNRESET", errno: -104, syscall: "read" }), "unreachable"],
    ["nobody there", thrown("connect ECONNREFUSED", { code: "ECONNREFUSED", syscall: "connect" }), "unreachable"],
    ["a server that is shut down", thrown("terminating connection", { code: "57P01", severity: "FATAL" }), "unreachable"],
    ["a lock that was not given in time", thrown("canceling statement", { code: "55P03", severity: "ERROR" }), "busy"],
    ["a certificate nobody vouches for", thrown("self-signed certificate", { code: "SELF_SIGNED_CERT_IN_CHAIN" }), "refused"],
  ])("%s is named in the vault's words", (_what, error, fault) => {
    const named = nameFault(error);
    expect(named).toBeInstanceOf(EngineError);
    expect((named as EngineError).fault).toBe(fault);
  });

  it("and was refused by a rule is told by the rule, never by a value", () => {
    const named = nameFault(thrown("duplicate key value (mrn)=(00412)", { code: "23505", constraint: "patients_pkey", severity: "ERROR" }));
    expect(named).toBeInstanceOf(StatementRefused);
    expect(named.message).toBe("refused by the database: patients_pkey (23505)");
  });
});
