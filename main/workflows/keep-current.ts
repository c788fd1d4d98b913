import type { UpdateStatus } from "../../shared/domain/update.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { UpdatePolicy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import type { UpdateOutcome } from "../updates/index.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import type { Outcome } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/** How the entry of the program found its own version: new and well, or the last one after a new one failed. */
export interface StartNews {
  /** The version this one has replaced, on its first start. */
  readonly replaced: string | null;
  readonly failed: { readonly version: string; readonly isNews: boolean } | null;
  /** Called once the failure is on record. */
  settleFailed(): void;
}

/** A start like any other. */
export const noNews: StartNews = { replaced: null, failed: null, settleFailed: () => undefined };

interface CurrentParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly policy: UpdatePolicy | null;
  readonly appVersion: string;
  readonly news: StartNews;
  check(policy: UpdatePolicy): Promise<Result<UpdateOutcome, AppError>>;
}

const everyMs = 24 * 3_600_000;

/** Keeps the program current where the policy names a server: asks once a day and on demand, and puts what came of it on record. */
export interface KeepCurrent {
  status: Workflow<"updates.status">;
  check: Workflow<"updates.check">;
  runIfDue(): Promise<void>;
  /** Writes down what the start of this version was; once, when the record first opens. */
  noteStart(): Promise<void>;
}

/** Makes it. */
export function createKeepCurrent({ door, clock, policy, appVersion, news, check }: CurrentParts): KeepCurrent {
  const { vault } = door;
  let told: Pick<UpdateStatus, "state" | "version" | "code" | "askedAt"> = {
    state: policy === null ? "off" : "not-asked",
    version: "",
    code: null,
    askedAt: null,
  };
  let askedMs: number | null = null;
  let noted = false;

  const status = (): UpdateStatus => ({ current: appVersion, server: policy?.server ?? "", failed: news.failed?.version ?? "", ...told });

  async function ask(by: Actor): Outcome<UpdateStatus> {
    if (policy === null) return ok(status());
    askedMs = clock.monotonicMs();
    const before = told.version;
    const outcome = await check(policy);
    const askedAt = clock.now();
    if (!outcome.ok) {
      told = { state: "refused", version: "", code: outcome.error.code, askedAt };
      const recorded = await vault.record(by, event("update.refused", { code: outcome.error.code }));
      return recorded.ok ? ok(status()) : recorded;
    }
    const version = outcome.value.kind === "newest" ? "" : outcome.value.version;
    told = { state: outcome.value.kind, version, code: null, askedAt };
    if (outcome.value.kind !== "staged" || version === before) return ok(status());
    const recorded = await vault.record(by, event("update.staged", { version }));
    return recorded.ok ? ok(status()) : recorded;
  }

  return {
    status: async () => ok(status()),
    check: (_input, { session }) => ask(nameActor(session)),
    async runIfDue() {
      const due = askedMs === null || clock.monotonicMs() - askedMs >= everyMs;
      if (policy !== null && due && door.state().kind === "open") await ask(systemActor);
    },
    async noteStart() {
      if (noted) return;
      noted = true;
      if (news.replaced !== null) await vault.record(systemActor, event("update.applied", { version: appVersion, replaced: news.replaced }));
      if (news.failed?.isNews !== true) return;
      const recorded = await vault.record(systemActor, event("update.rolled-back", { version: news.failed.version }));
      if (recorded.ok) news.settleFailed();
    },
  };
}
