import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { App } from "../app.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Control, Controlled } from "./control.ts";
import type { OfferedCode } from "./enrolment.ts";
import type { HostPort } from "./port.ts";

/** Does what an administrator asks at the host's own computer; letting in and putting out go on record first. */
export function createControlled({ port, app }: { port: HostPort; app: Pick<App, "vault" | "recordState"> }) {
  function answer(code: OfferedCode | null): Result<Controlled, AppError> {
    const stations = port.list().map((station) => ({ ...station, isHere: port.isHere(station.id) }));
    return ok({ fingerprint: port.fingerprint, port: port.port(), record: app.recordState(), stations, code });
  }

  return async (asked: Control): Promise<Result<Controlled, AppError>> => {
    if (asked.ask === "status") return answer(null);
    if (asked.ask === "offer") {
      const recorded = app.recordState() === "needs-setup" ? ok(null) : await app.vault.record(systemActor, event("station.offered", {}));
      return recorded.ok ? answer(port.offer()) : recorded;
    }
    const { stationId } = asked;
    if (!port.list().some(({ id, revokedAt }) => id === stationId && revokedAt === null)) return err(failure("station.not-found"));
    const recorded = await app.vault.record(systemActor, event("station.revoked", { stationId }));
    if (!recorded.ok) return recorded;
    port.revoke(stationId);
    return answer(null);
  };
}
