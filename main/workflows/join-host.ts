import type { StationId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import type { OpenWorkflow } from "./workflow.ts";

/** A host that has proved the code, waiting for the person to compare its fingerprint. */
export interface FoundHost {
  readonly fingerprint: string;
  join(name: string): Promise<Result<StationId, AppError>>;
  leave(): void;
}

export interface JoinParts {
  readonly door: Pick<RecordDoor, "state">;
  /** Finds a host on the network; null where this program cannot become a workstation. */
  readonly findHost: ((place: { address: string; port: number }, code: string) => Promise<Result<FoundHost, AppError>>) | null;
  /** Starts the program anew, as what it has become. */
  restart(): void;
}

/** Makes this computer a workstation of a host, in two steps between which a person compares two fingerprints. */
export function createJoining({ door, findHost, restart }: JoinParts): {
  find: OpenWorkflow<"station.findHost">;
  join: OpenWorkflow<"station.join">;
} {
  let found: FoundHost | null = null;

  return {
    async find({ address, port, code }) {
      // A record that lies here would be out of sight, not gone: it is moved to the host first, or it stays.
      if (findHost === null || door.state().kind !== "needs-setup") return err(failure("setup.already-done"));
      found?.leave();
      found = null;
      const looked = await findHost({ address, port }, code);
      if (!looked.ok) return looked;
      found = looked.value;
      return ok({ fingerprint: found.fingerprint });
    },
    async join({ name }) {
      if (found === null) return err(failure("station.code-wrong"));
      const joined = await found.join(name);
      found = null;
      if (!joined.ok) return joined;
      restart();
      return ok({});
    },
  };
}
