import { z } from "zod";
import { type StationId, StationIdSchema, UserIdSchema } from "../../shared/domain/ids.ts";
import { InstantSchema } from "../../shared/domain/time.ts";
import type { AppError } from "../../shared/errors.ts";
import { createQueue } from "../../shared/queue.ts";
import { ok, type Result } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { HostPort } from "../host/port.ts";
import { judgePolicy, type PolicyInForce } from "../policy/index.ts";
import { type Duty, nameActor, type Session, type Sessions } from "../session.ts";
import { passingFaults } from "../vault/judge-record.ts";
import { asKey, type Key, seal, unseal, wipe } from "../vault/keys/seal.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { type Account, readAccount } from "../vault/stores/users.ts";

/** What lets a workstation's session outlive its host: held by the workstation in memory, opened by the host alone. */
export interface Tickets {
  /** A person has signed in at a workstation with this share of theirs. */
  keep(session: Session, callerId: string, proved: { secretKeyId: string; share: Key }): void;
  /** The session is over, and with it its ticket. */
  drop(callerId: string): void;
  /**
   * Whether a workstation's session goes on by the ticket it shows; without one, whatever was left of a session ends.
   * An error where that cannot be told yet: the record is out of reach for the moment, and the ticket as good as before.
   */
  goOn(callerId: string, stationId: StationId, shown: Shown): Promise<Result<boolean, AppError>>;
}

/** What a workstation shows, and for how long nobody was at its keyboard: while the host was away it alone could tell. */
interface Shown {
  readonly ticket: Uint8Array | null;
  readonly idleMs: number;
}

interface TicketParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly host: Pick<HostPort, "ticketKey" | "hand">;
  readonly policy: Result<PolicyInForce, AppError>;
  onOpened(): Promise<void>;
}

const TicketSchema = z.strictObject({
  sessionId: z.string(),
  userId: UserIdSchema,
  secretKeyId: z.string(),
  share: z.base64(),
  signedInAt: InstantSchema,
});
type Ticket = z.output<typeof TicketSchema>;

interface Proved {
  readonly secretKeyId: string;
  readonly share: Key;
}

/**
 * Keeps tickets. One holds the person's share and is sealed under a key of the host's keychain: it
 * opens the record only where the host's own device key is, as their password would (the record still
 * takes both), and only while a session could have gone on.
 */
export function createTickets(parts: TicketParts): Tickets {
  const { door, clock, sessions, host } = parts;

  function keep(session: Session, callerId: string, { secretKeyId, share }: Proved): void {
    const { id: sessionId, user, signedInAt } = session;
    const ticket: Ticket = { sessionId, userId: user.id, secretKeyId, share: share.toString("base64"), signedInAt };
    wipe(share);
    host.hand(callerId, seal(host.ticketKey, bind(callerId), Buffer.from(JSON.stringify(ticket), "utf8")));
  }

  /** Opens the record with a ticket's share, and looks at the account as a sign-in would; null where the ticket is worth nothing any more. */
  async function reopen(ticket: Ticket, idleMs: number): Promise<Result<{ account: Account; share: Key } | null, AppError>> {
    const policy = judgePolicy(parts.policy, clock.today());
    const ageMs = Date.parse(clock.now()) - Date.parse(ticket.signedInAt);
    if (!policy.ok || idleMs >= sessions.limits.idleMs || ageMs >= sessions.limits.absoluteMs || ageMs < 0) return ok(null);
    const share = asKey(Buffer.from(ticket.share, "base64"));
    const entered = await door.enterByShare(share);
    if (entered.ok && entered.value.opened) await parts.onOpened();
    const found = entered.ok
      ? await door.vault.read(systemActor, event("users.listed", {}), async (tx) => ok(await readAccount(tx, ticket.userId)))
      : entered;
    const account = found.ok ? found.value : null;
    // A password that was changed since, or access that ended, ends its tickets too.
    if (account?.user.active === true && account.secretKeyId === ticket.secretKeyId) return ok({ account, share });
    wipe(share);
    if (entered.ok && entered.value.opened && sessions.isEmpty()) await door.lock();
    return found.ok ? ok(null) : found;
  }

  async function resume(callerId: string, stationId: StationId, ticket: Ticket, idleMs: number): Promise<Result<boolean, AppError>> {
    const reopened = await reopen(ticket, idleMs);
    if (!reopened.ok) return passes(reopened.error) ? reopened : ok(false);
    if (reopened.value === null) return ok(false);
    const { account, share } = reopened.value;
    const { sessionId, signedInAt } = ticket;
    const recorded = await door.vault.record(nameActor({ id: sessionId, user: account.user, signedInAt }), event("session.resumed", { stationId }));
    if (!recorded.ok) {
      wipe(share);
      return passes(recorded.error) ? recorded : ok(false);
    }
    const duties: Duty[] = account.mustChangePassword ? ["password"] : [];
    keep(sessions.begin(callerId, account.user, sessionId, duties, signedInAt), callerId, { secretKeyId: account.secretKeyId, share });
    return ok(true);
  }

  /** One after the other: a ticket that is worth nothing closes the record again, and not under somebody whose ticket is good. */
  const inTurn = createQueue();

  return {
    keep,
    drop: (callerId) => host.hand(callerId, null),
    async goOn(callerId, stationId, shown) {
      const ticket = shown.ticket === null ? null : readTicket(host.ticketKey, callerId, shown.ticket);
      const live = sessions.find(callerId);
      if (live !== null && live.id === ticket?.sessionId) return ok(true);
      if (live !== null) sessions.end(callerId, "signed-out");
      return ticket === null || live !== null ? ok(false) : inTurn(() => resume(callerId, stationId, ticket, shown.idleMs));
    },
  };
}

/** The station a caller is, for the audit log; undefined for this computer's own window. */
export function readStationId(callerId: string): StationId | undefined {
  return StationIdSchema.safeParse(callerId.replace(/^station:/, "")).data;
}

/** Whether another try may end otherwise, so that nobody's session ends for it. */
function passes({ code }: AppError): boolean {
  return passingFaults.includes(code) || code === "vault.locked";
}

function bind(callerId: string): string {
  return `ticket/v1|${callerId}`;
}

function readTicket(key: Key, callerId: string, shown: Uint8Array): Ticket | null {
  const opened = unseal(key, bind(callerId), shown);
  if (opened === null) return null;
  const parsed = TicketSchema.safeParse(JSON.parse(opened.toString("utf8")));
  opened.fill(0);
  return parsed.success ? parsed.data : null;
}
