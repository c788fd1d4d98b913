import { type CallName, type CallParsed, contract } from "../../shared/contract/index.ts";
import { linkCalls } from "../../shared/contract/link.ts";
import { glassMinutes } from "../../shared/domain/access.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Delivered } from "../wire/deliveries.ts";
import type { Link } from "./link.ts";
import type { EmergencyCopies } from "./shelter/emergency.ts";

export interface EmergencyParts {
  readonly clock: Clock;
  readonly copies: EmergencyCopies;
  /** Whether this is the password of whoever is signed in here. */
  prove(password: string): Promise<boolean>;
  /** Writes down what happens, on the disk before it happens; false when it cannot be. */
  tell(what: Delivered["what"]): boolean;
}

type Reason = CallParsed<"emergency.begin">["reason"];
const mostFound = 20;
/** More than a page of the host's, so that whoever is gone from the record does not hide who is still in it. */
const namedAtOnce = 200;

/** Reads copies of charts in an emergency: begun with a reason and a password, each chart on record before it is shown, over by itself. */
export function createEmergency({
  clock,
  copies,
  prove,
  tell,
}: EmergencyParts): (name: CallName, input: unknown) => Promise<Result<unknown, AppError>> {
  let open: { readonly reason: Reason; readonly endsMs: number } | null = null;
  const told = new Set<PatientId>();

  async function begin({ reason, password }: CallParsed<"emergency.begin">): Promise<Result<unknown, AppError>> {
    if (!(await prove(password))) return err(failure("session.reauthentication-failed"));
    open = { reason, endsMs: clock.monotonicMs() + glassMinutes * 60_000 };
    const until = new Date(Date.parse(clock.now()) + glassMinutes * 60_000).toISOString();
    return ok({ until, patients: copies.count(), copiedAt: copies.copiedAt() });
  }

  function openChart(patientId: PatientId, reason: Reason): Result<unknown, AppError> {
    const chart = copies.open(patientId);
    if (chart === null) return err(failure("patient.not-found"));
    if (!told.has(patientId) && !tell({ kind: "emergency-opened", patientId, reason })) return err(failure("vault.disk-full"));
    told.add(patientId);
    return ok(chart);
  }

  return async (name, input) => {
    if (name === "emergency.begin") return begin(contract[name].input.parse(input));
    if (open === null || clock.monotonicMs() >= open.endsMs) return err(failure("session.reauthentication-failed"));
    if (name === "emergency.find") return ok({ patients: copies.find(contract[name].input.parse(input).query, mostFound) });
    return openChart(contract["emergency.open"].input.parse(input).patientId, open.reason);
  };
}

/** Has the copies brought up to date, a page of patients at a time, so that nobody's question waits for it. */
export async function copyCharts({ link, copies, clock }: { link: Pick<Link, "ask">; copies: EmergencyCopies; clock: Clock }): Promise<void> {
  for (let after: PatientId | null = null; ; ) {
    const reply: Result<unknown, AppError> = await link.ask("link.copyCharts", { after, have: copies.marks(after, namedAtOnce) });
    const parsed = reply.ok ? linkCalls["link.copyCharts"].output.safeParse(reply.value) : null;
    if (parsed?.success !== true) return;
    copies.take({ ...parsed.data, after }, clock.now());
    if (parsed.data.next === null) return;
    after = parsed.data.next;
  }
}
