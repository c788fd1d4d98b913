import { join } from "node:path";
import type { CurrentSession } from "../../shared/contract/app.ts";
import { type CallName, type CallOutput, type CallParsed, contract } from "../../shared/contract/index.ts";
import { linkCalls } from "../../shared/contract/link.ts";
import type { DeliveryId, NoteId, PatientId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import { createThrottle } from "../throttle.ts";
import { asKey, deriveKey, type Key, wipe } from "../vault/keys/seal.ts";
import type { Delivered } from "../wire/deliveries.ts";
import { copyCharts, createEmergency } from "./emergency.ts";
import type { Link } from "./link.ts";
import type { LocalCalls } from "./local-calls.ts";
import type { SessionMirror } from "./mirror.ts";
import { type EmergencyCopies, openEmergencyCopies, removeEmergencyCopies } from "./shelter/emergency.ts";
import { type Kept, type KeptChart, openKept } from "./shelter/kept.ts";
import type { Outbox, Sender } from "./shelter/outbox.ts";
import type { Holder, PeopleHere } from "./shelter/people.ts";

export interface AwayParts {
  readonly clock: Clock;
  readonly link: Pick<Link, "ask">;
  readonly mirror: SessionMirror;
  readonly people: PeopleHere;
  readonly outbox: Outbox;
  readonly folder: string;
  readonly shelterKey: Key;
  /** What a workstation still does while its host is away has changed: something waits, or waits no more. */
  onWaiting(): void;
}

/** What a workstation goes on doing while its host is away, and how it makes good when it is back. */
export interface Away {
  /** Somebody signed in with the host: from now on they may go on here without it. */
  noteSignIn(username: string, password: string, session: CurrentSession, clinicName: string): Promise<void>;
  /** Has what may be kept of their day brought up to date. */
  refresh(): Promise<void>;
  /** Answers what can be answered without the host. */
  answer(name: CallName, input: unknown): Promise<Result<unknown, AppError>>;
  /** Delivers what waits, in order; settles when nothing more can be delivered now. */
  deliver(): Promise<void>;
  /** A note that was written here meanwhile has another revision with the host than its window knows. */
  translate(input: CallParsed<"notes.save">): CallParsed<"notes.save">;
  /** A save was on its way when the line broke: the host may have taken it. */
  noteUnanswered(input: CallParsed<"notes.save">): void;
  /** Remembers what the host answered, as far as it is wanted without it. */
  note(name: CallName, input: unknown, value: unknown): void;
  /** Keeps something that happened here to be told to the host. */
  tell(what: Delivered["what"]): Result<DeliveryId, AppError>;
  /** Whether a patient agreed to being recorded, by the chart that is kept here; null where none is. */
  findConsent(patientId: PatientId): boolean | null;
  /** The session at this window is over: what was held open of theirs is closed. */
  end(): void;
}

interface Person {
  readonly username: string;
  readonly sender: Sender;
  readonly kept: Kept;
  readonly copies: EmergencyCopies | null;
  readonly answerEmergency: ReturnType<typeof createEmergency> | null;
}

/** A copy of a chart is at most this much behind. */
const copyEveryMs = 30 * 60_000;

/** Answers that name no patient, remembered as they were last given. */
const remembered: readonly CallName[] = ["templates.list", "snippets.list"];

/** Opens what this workstation has for the time without its host. */
export function createAway(parts: AwayParts): Away {
  const { clock, link, mirror, people, outbox } = parts;
  const throttle = createThrottle(clock);
  const copiesFolder = join(parts.folder, "emergency");
  const asides = new Map<CallName, unknown>();
  const told = new Set<string>();
  /** What windows know of notes that were written here, and what the host made of them. */
  const written = new Map<NoteId, { deliveryId: DeliveryId; here: number; host: number | null }>();
  /** Saves whose answer the line took with it, as the host was asked for them. */
  const unanswered = new Map<NoteId, CallParsed<"notes.save">>();
  let person: Person | null = null;
  let copyAtMs = 0;

  function open(username: string, holder: Holder): Person {
    end();
    const tag = people.tag(username);
    const secret = asKey(Buffer.from(holder.secret, "base64"));
    const key = deriveKey(secret, "shelter/own/v1", parts.shelterKey);
    wipe(secret);
    const sender = { tag, holder, key };
    const copies = holder.emergencySecret === null ? null : openEmergencyCopies(copiesFolder, asKey(Buffer.from(holder.emergencySecret, "base64")));
    const answerEmergency =
      copies === null
        ? null
        : createEmergency({
            ...{ clock, copies },
            prove: async (password) => (await people.open(username, password)) !== null,
            tell: (what) => keep(() => outbox.add(sender, what, clock.now())).ok,
          });
    person = { username, sender, kept: openKept(parts.folder, tag, key), copies, answerEmergency };
    return person;
  }

  function end(): void {
    person?.kept.settle();
    if (person !== null) wipe(person.sender.key);
    person = null;
    told.clear();
    asides.clear();
  }

  async function signIn({ username, password }: CallParsed<"session.signIn">): Promise<Result<CallOutput<"session.signIn">, AppError>> {
    const waitMs = throttle.waitMs(username);
    if (waitMs > 0) return err(failure("session.throttled", { waitSeconds: Math.ceil(waitMs / 1000) }));
    const holder = await people.open(username, password);
    if (holder === null) throttle.fail(username);
    if (holder === null || holder.until <= clock.now()) return err(failure("station.never-here"));
    throttle.clear(username);
    const { sender } = open(username, holder);
    const noted = keep(() => outbox.add(sender, { kind: "signed-in" }, clock.now()));
    if (!noted.ok) return noted;
    return ok({ user: holder.user, signedInAt: clock.now(), idleLockMs: holder.idleLockMs, duties: [] });
  }

  /** Opens a kept chart, once it is written down that it was: no entry, no chart. */
  function openChart(found: KeptChart | null | undefined): Result<KeptChart, AppError> {
    if (person === null || found == null) return err(failure("station.not-kept"));
    const { sender } = person;
    if (told.has(found.encounterId)) return ok(found);
    const patientId = found.patient.patient.id;
    const noted = keep(() => outbox.add(sender, { kind: "chart-opened", patientId, encounterId: found.encounterId }, clock.now()));
    if (!noted.ok) return noted;
    told.add(found.encounterId);
    return ok(found);
  }

  function save({ noteId, revision, sections }: CallParsed<"notes.save">): Result<CallOutput<"notes.save">, AppError> {
    if (person === null) return err(failure("station.host-away"));
    const { sender, kept } = person;
    const savedAt = clock.now();
    const asked = unanswered.get(noteId);
    const { revision: from } = asked ?? translate({ noteId, revision, sections });
    const added = keep(() =>
      outbox.add(sender, { kind: "note", noteId, revision: from, sections, after: [], asked: asked?.sections ?? null }, savedAt),
    );
    if (!added.ok) return added;
    unanswered.delete(noteId);
    const chart = kept.chartOfNote(noteId);
    if (chart?.note != null) kept.change({ ...chart.note, sections, revision: revision + 1, savedAt }, chart.unfinished);
    written.set(noteId, { deliveryId: added.value, here: revision + 1, host: null });
    return ok({ revision: revision + 1, savedAt, sections });
  }

  function translate(input: CallParsed<"notes.save">): CallParsed<"notes.save"> {
    const known = written.get(input.noteId);
    return known?.host == null || known.here !== input.revision ? input : { ...input, revision: known.host };
  }

  /** A disk that takes no more refuses the act; what is on the screen stays there. */
  function keep<T>(act: () => T): Result<T, AppError> {
    try {
      const kept = act();
      parts.onWaiting();
      return ok(kept);
    } catch {
      return err(failure("vault.disk-full"));
    }
  }

  const chartOf = <T>(find: (kept: Kept) => KeptChart | null, show: (chart: KeptChart) => T): Result<T, AppError> => {
    const opened = openChart(person === null ? null : find(person.kept));
    return opened.ok ? ok(show(opened.value)) : opened;
  };

  /** What can be answered before anybody has signed in here. */
  const always: LocalCalls = {
    "session.signIn": signIn,
    "session.current": async () => ok({ session: mirror.current() }),
    "session.signOut": async () => ok({}),
    "session.touch": async () => ok({}),
    "presence.enter": async () => ok({ present: [] }),
    "presence.take": async () => ok({ present: [] }),
    "presence.leave": async () => ok({}),
  };
  /** What can be answered to whoever is signed in. */
  const signedIn: LocalCalls = {
    async "worklist.list"() {
      const worklist = person?.kept.worklist() ?? null;
      return worklist === null ? err(failure("station.not-kept")) : ok(worklist);
    },
    "conflicts.list": async () => ok({ conflicts: [] }),
    "encounters.open": async ({ encounterId }) =>
      chartOf(
        (kept) => kept.chart(encounterId),
        ({ opened }) => opened,
      ),
    "notes.openForEncounter": async ({ encounterId }) =>
      chartOf(
        (kept) => kept.chart(encounterId),
        ({ note, unfinished }) => ({ note, unfinished }),
      ),
    async "notes.open"({ noteId }) {
      const found = chartOf(
        (kept) => kept.chartOfNote(noteId),
        ({ note }) => note,
      );
      return !found.ok ? found : found.value === null ? err(failure("station.not-kept")) : ok(found.value);
    },
    "patients.open": async ({ patientId }) =>
      chartOf(
        (kept) => kept.chartOfPatient(patientId),
        ({ patient }) => patient,
      ),
    "notes.save": async (input) => save(input),
    async "notes.keepUnfinished"({ noteId, unfinished }) {
      const chart = person?.kept.chartOfNote(noteId);
      const keptAt = clock.now();
      if (chart?.note == null) return err(failure("station.not-kept"));
      const { note } = chart;
      const kept = keep(() => person?.kept.change(note, unfinished === null ? null : { ...unfinished, keptAt }));
      return kept.ok ? ok({ keptAt }) : kept;
    },
  };

  async function answer(name: CallName, input: unknown): Promise<Result<unknown, AppError>> {
    const isIn = mirror.current() !== null;
    const here = always[name] ?? (isIn ? signedIn[name] : undefined);
    // One entry of a map fits its own call; the compiler cannot follow a union of names.
    if (here !== undefined) return (here as (input: unknown) => Promise<Result<unknown, AppError>>)(contract[name].input.parse(input));
    if (!isIn) return err(failure("station.host-away"));
    if (name.startsWith("emergency.")) return person?.answerEmergency?.(name, input) ?? err(failure("station.not-kept"));
    return asides.has(name) ? ok(asides.get(name)) : err(failure("station.not-kept"));
  }

  async function refresh(): Promise<void> {
    if (person === null) return;
    const { kept, copies } = person;
    if (copies !== null && clock.monotonicMs() >= copyAtMs) {
      copyAtMs = clock.monotonicMs() + copyEveryMs;
      void copyCharts({ link, copies, clock });
    }
    if (person.sender.holder.keep === "nothing") return kept.remove();
    const given = await link.ask("link.keep", { have: kept.marks() });
    const parsed = given.ok ? linkCalls["link.keep"].output.safeParse(given.value) : null;
    // Somebody else may have sat down meanwhile.
    if (parsed?.success === true && person?.kept === kept) kept.take(parsed.data, clock.now());
  }

  return {
    end,
    answer,
    refresh,
    tell(what) {
      if (person === null) return err(failure("station.host-away"));
      const { sender } = person;
      return keep(() => outbox.add(sender, what, clock.now()));
    },
    findConsent(patientId) {
      const kept = person?.kept.chartOfPatient(patientId) ?? null;
      if (kept === null) return null;
      const newest = kept.patient.consents.find(({ kind }) => kind === "session-recording");
      return newest !== undefined && newest.decision === "given" && newest.revokedAt === null;
    },
    note(name, input, value) {
      if (remembered.includes(name)) asides.set(name, value);
      if (name !== "notes.save" || person === null) return;
      const { noteId } = contract["notes.save"].input.parse(input);
      // From here on the window knows the host's own revision.
      written.delete(noteId);
      const chart = person.kept.chartOfNote(noteId);
      if (chart?.note != null) person.kept.follow({ ...chart.note, ...contract["notes.save"].output.parse(value) }, chart.unfinished);
    },
    async noteSignIn(username, password, session, clinicName) {
      const taken = await link.ask("link.takeGrant", {});
      const parsed = taken.ok ? linkCalls["link.takeGrant"].output.safeParse(taken.value) : null;
      if (parsed?.success !== true || mirror.current() === null) return;
      const { grantId, spoolKey, keep: keeps, until } = parsed.data;
      const { user, idleLockMs } = session;
      if (!parsed.data.keepsCopies) removeEmergencyCopies(copiesFolder);
      const spell = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
      const emergencySecret = parsed.data.emergencySecret === null ? null : spell(parsed.data.emergencySecret);
      const holder: Holder = {
        ...{ user, grantId, secret: spell(parsed.data.secret), spoolKey, keep: keeps },
        ...{ idleLockMs, clinicName, until, emergencySecret },
      };
      await people.keep(username, password, holder);
      open(username, holder);
      await refresh();
    },
    async deliver() {
      for (const { deliveryId, sealed } of outbox.list()) {
        outbox.noteAttempt(deliveryId);
        const reply = await link.ask("link.deliver", { deliveryId, sealed });
        const parsed = reply.ok ? linkCalls["link.deliver"].output.safeParse(reply.value) : null;
        // The line broke again, or the host cannot take it now: it stays, and so does what comes after it.
        if (parsed?.success !== true) return;
        const { outcome, revision } = parsed.data;
        for (const note of written.values()) if (note.deliveryId === deliveryId) note.host = outcome === "applied" ? revision : null;
        if (outcome === "refused") outbox.setAside(deliveryId);
        else outbox.remove(deliveryId);
        parts.onWaiting();
      }
    },
    translate,
    noteUnanswered: (input) => void unanswered.set(input.noteId, input),
  };
}
