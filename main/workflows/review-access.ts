import {
  type Finding,
  FindingSchema,
  longestReviewDays,
  type ReviewKind,
  type ReviewLimits,
  type Stretch,
} from "../../shared/domain/access-review.ts";
import { ReviewIdSchema } from "../../shared/domain/ids.ts";
import { createWallClock } from "../../shared/domain/local-time.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { ReadTx } from "../vault/sql.ts";
import {
  type ChartHour,
  findGlassBreaks,
  findNamesakes,
  insertReview,
  listChartHours,
  listReviews,
  nameSubjects,
} from "../vault/stores/access-reviews.ts";
import { findPositions } from "../vault/stores/audit-positions.ts";
import { listAccounts } from "../vault/stores/users.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

const longestMs = longestReviewDays * 86_400_000;
const mostFindings = 2_000;

interface Look {
  readonly kind: ReviewKind;
  readonly stretch: Stretch;
  readonly limits: ReviewLimits;
  readonly timeZone: string;
}

/** Looks for what a reviewer should see; signs nothing. */
export function lookForReview({ vault }: { vault: Vault }): Workflow<"reviews.look"> {
  return (look, { session }) =>
    vault.read(nameActor(session), event("access.asked", { question: look.kind }), async (tx) => {
      const findings = await findUnusual(tx, look);
      return findings.ok ? ok({ findings: findings.value }) : findings;
    });
}

/**
 * Signs a review: what was looked at, how much was found, what the reviewer makes of it. The search
 * runs again inside the same transaction, so that the count signed is the count there was. Nobody
 * signs a review that names them.
 */
export function signReview(parts: { vault: Vault; clock: Clock; reauthenticate: Reauthenticate }): Workflow<"reviews.sign"> {
  const { vault, clock, reauthenticate } = parts;
  return async ({ verdict, remarks, password, ...look }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const by = nameActor(session);
    const found = await vault.read(by, event("access.asked", { question: look.kind }), (tx) => findUnusual(tx, look));
    if (!found.ok) return found;
    if (found.value.some((finding) => finding.userId === session.user.id)) return err(failure("review.own"));
    const { fromAt, toAt } = look.stretch;
    const review = { id: mintId("rev", ReviewIdSchema), kind: look.kind, fromAt, toAt, findings: found.value.length, verdict, remarks };
    const { id: reviewId, kind, findings } = review;
    return vault.write(by, event("review.signed", { reviewId, kind, verdict, findings, fromAt, toAt }), async (tx) => {
      await insertReview(tx, { ...review, signedAt: clock.now() });
      return ok({ reviewId, findings });
    });
  };
}

/** Reviews that were signed, for whoever asks whether they are done. */
export function listSignedReviews({ vault }: { vault: Vault }): Workflow<"reviews.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("reviews.listed", {}), async (tx) => ok({ reviews: await listReviews(tx, 200) }));
}

async function findUnusual(tx: ReadTx, { kind, stretch, limits, timeZone }: Look): Promise<Result<Finding[], AppError>> {
  if (Date.parse(stretch.toAt) - Date.parse(stretch.fromAt) > longestMs) return err(failure("review.too-long", { days: longestReviewDays }));
  if (kind === "break-glass") return ok((await findGlassBreaks(tx, stretch)).slice(0, mostFindings));
  const positions = await findPositions(tx, stretch);
  if (kind !== "after-hours" && kind !== "bulk") return ok((await findNamesakes(tx, positions, kind === "own-record")).slice(0, mostFindings));
  const wall = createWallClock(timeZone);
  const hours = (await listChartHours(tx, positions)).map((row) => ({ ...row, wall: wall(`${row.hour}:00:00.000Z`) }));
  const people = new Map((await listAccounts(tx)).map(({ user }) => [user.id as string, user.displayName]));
  const nameUser = (id: string) => people.get(id) ?? id;
  if (kind === "bulk") return ok(foldBulk(hours, limits.bulkCharts, nameUser).slice(0, mostFindings));
  const late = hours.filter(({ wall: { hour, weekend } }) => weekend || hour < limits.opensHour || hour >= limits.closesHour);
  const names = await nameSubjects(tx, [...new Set(late.map(({ subject }) => subject))]);
  const grouped = groupBy(late, ({ actor, subject }) => `${actor} ${subject}`).map((rows) => {
    const [{ actor, subject }] = rows;
    const patient = names.get(subject);
    return toFinding(rows, {
      userId: actor,
      userName: nameUser(actor),
      patientId: patient?.id ?? null,
      patientName: patient?.name ?? "record destroyed",
      charts: 1,
    });
  });
  return ok(grouped.sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1)).slice(0, mostFindings));
}

type Hour = ChartHour & { readonly wall: { readonly day: string } };
type Some<T> = readonly [T, ...T[]];

function foldBulk(hours: readonly Hour[], bulkCharts: number, nameUser: (id: string) => string): Finding[] {
  return groupBy(hours, ({ actor, wall }) => `${actor} ${wall.day}`)
    .map((rows) => ({ rows, charts: new Set(rows.map(({ subject }) => subject)).size }))
    .filter(({ charts }) => charts > bulkCharts)
    .map(({ rows, charts }) =>
      toFinding(rows, { userId: rows[0].actor, userName: nameUser(rows[0].actor), patientId: null, patientName: "", charts }),
    )
    .sort((a, b) => b.charts - a.charts);
}

function toFinding(rows: Some<Hour>, about: Pick<Finding, "userId" | "userName" | "patientId" | "patientName" | "charts">): Finding {
  const first = rows.reduce((early, row) => (row.first_at < early.first_at ? row : early));
  const last = rows.reduce((late, row) => (row.last_at > late.last_at ? row : late));
  return FindingSchema.parse({ ...about, times: rows.reduce((sum, row) => sum + row.times, 0), firstAt: first.first_at, lastAt: last.last_at });
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return [...groups.values()];
}
