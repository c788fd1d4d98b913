import { join } from "node:path";
import type { EventName } from "../shared/contract/events.ts";
import { type CallName, type CallParsed, contract } from "../shared/contract/index.ts";
import type { Language } from "../shared/domain/language.ts";
import type { Theme } from "../shared/domain/theme.ts";
import { type AppError, failure } from "../shared/errors.ts";
import { err, ok, type Result } from "../shared/result.ts";
import type { App } from "./app.ts";
import type { Clock } from "./clock.ts";
import { composeStationSound, type StationEars } from "./compose-station-sound.ts";
import { createAnnounce } from "./ipc/announce.ts";
import { asCode, describeError, type Log } from "./log.ts";
import { defaultPolicy, judgePolicy, type PolicyInForce } from "./policy/index.ts";
import type { EndReason } from "./session.ts";
import { createAway } from "./station/away.ts";
import { createGather } from "./station/gather.ts";
import { openLink, type Standing } from "./station/link.ts";
import { createStationDoor, type LocalCalls } from "./station/local-calls.ts";
import { createSessionMirror } from "./station/mirror.ts";
import { createErrands, type ErrandParts } from "./station/run-errands.ts";
import { type StationSecrets, type StationSettings, writeStationSettings } from "./station/settings.ts";
import { locateOutbox, locateShelter } from "./station/shelter/locate.ts";
import { openOutbox } from "./station/shelter/outbox.ts";
import { openPeopleHere } from "./station/shelter/people.ts";
import { asKey } from "./vault/keys/seal.ts";

/** What is kept for the time without the host is brought up to date this long after a change, and now and then without one. */
export const usualPace = { refreshAfterMs: 15_000, refreshEveryMs: 5 * 60_000 };
/** What changes the day that is kept; what is typed is kept as it is typed. */
const changesDay =
  /^(transcripts\.|drafts\.create|notes\.(sign|discard|cosign|return|withdraw)|sections\.redraft|patients\.update|consents\.|sound\.confirm)/;

/** The machine a workstation's program runs on. */
export interface StationMachine extends ErrandParts, StationEars {
  readonly settings: StationSettings;
  readonly profile: string;
  readonly secrets: StationSecrets;
  readonly clock: Clock;
  readonly policy: Result<PolicyInForce, AppError>;
  readonly log: Log;
  readonly appVersion: string;
  readonly contractMark: string;
  readonly developmentRuntime: boolean;
  readonly pace: typeof usualPace;
  showLanguage(language: Language): void;
  showTheme(theme: Theme): void;
  deliver(name: EventName, payload: unknown): void;
}

/** What the edge of a workstation's program needs of it: as much as of a program with a record of its own. */
export interface StationApp
  extends Pick<App, "guard" | "endSessions" | "sweepSessions" | "runDue" | "stop" | "noteRefusedConnection" | "whenLocked"> {
  /** Ends the connection and nothing else, as when the program is cut off. */
  abandon(): void;
}

/** Another program answers in the host's place, or the host in another version: whoever is at work goes on as without it. */
function takeAsAway(reply: Result<unknown, AppError>): Result<unknown, AppError> {
  const isOutOfReach = !reply.ok && (reply.error.code === "station.host-stranger" || reply.error.code === "station.version-skew");
  return isOutOfReach ? err(failure("station.host-away")) : reply;
}

/** How this computer's windows look is its own, wherever the record lies. */
function chooseLook(machine: Pick<StationMachine, "showLanguage" | "showTheme">): LocalCalls {
  return {
    async "app.chooseLanguage"({ language }) {
      machine.showLanguage(language);
      return ok({});
    },
    async "app.chooseTheme"({ theme }) {
      machine.showTheme(theme);
      return ok({});
    },
  };
}

/** A workstation without its settings or its key: it says so, and speaks with nobody. */
export function composeUnlinked(
  machine: Pick<StationMachine, "policy" | "clock" | "log" | "appVersion" | "developmentRuntime" | "showLanguage" | "showTheme">,
  code: AppError["code"],
): StationApp {
  const { appVersion: version, developmentRuntime } = machine;
  const status = { version, developmentRuntime, passphraseNeeded: false, recoveryPeople: 2 as const, policyOwner: "", clinicName: "" };
  const nothing = async () => undefined;
  const guard = createStationDoor({
    ask: async (name) => (name === "app.status" ? ok({ ...status, state: "refused", code }) : err(failure(code))),
    reportBug: () => undefined,
    local: {
      "session.current": async () => ok({ session: null }),
      "sound.standing": async () => ok({ level: null }),
      ...chooseLook(machine),
    },
  });
  const calm = { abandon: () => undefined, endSessions: () => undefined, sweepSessions: () => undefined, noteRefusedConnection: () => undefined };
  return { guard, ...calm, runDue: nothing, stop: nothing, whenLocked: nothing };
}

/** Builds a workstation: a window's front door here, the house behind it on the host. */
export function composeStation(machine: StationMachine): StationApp {
  const { clock, log, settings } = machine;
  const announce = createAnnounce((_callerId, name, payload) => machine.deliver(name, payload));
  const tell = <N extends EventName>(name: N, payload: Parameters<typeof announce<N>>[2]) => announce("window", name, payload);
  const mirror = createSessionMirror(clock);
  let awaySince: string | null = clock.now();
  let { clinicName } = settings;
  let refreshedMs = clock.monotonicMs();
  let delivering: Promise<void> = Promise.resolve();
  const shelter = locateShelter(machine.profile);
  const shelterKey = asKey(Buffer.from(machine.secrets.shelterKey, "base64"));
  const outbox = openOutbox(locateOutbox(machine.profile));
  const keepFresh = createGather(() => void away.refresh(), machine.pace.refreshAfterMs);

  const link = openLink({
    ...{ settings, identity: machine.secrets, appVersion: machine.appVersion, contractMark: machine.contractMark },
    idleMs: mirror.idleMs,
    runErrand: createErrands(machine),
    tell(name, payload) {
      if (name === "session.locked") endHere();
      if (name === "record.changed") keepFresh();
      machine.deliver(name as EventName, payload);
    },
    onStanding(standing) {
      awaySince = standing.kind === "linked" ? null : (awaySince ?? clock.now());
      log.info(asCode(`station.${standing.kind}`));
      if (standing.kind === "linked") {
        noteClinicName(standing.clinicName);
        // What was written meanwhile comes first; whatever the window asks waits for it.
        delivering = away.deliver();
        void delivering.then(keepFresh).then(sound.deliver);
        // The host knows of nobody at this window any more: what it shows is over.
        if (!standing.sessionGoesOn && mirror.current() !== null) void delivering.then(() => lockHere("limit"));
      }
      // Put out: nobody goes on reading here what is on the screen.
      if (standing.kind === "refused" && standing.error.code === "station.revoked" && mirror.current() !== null) lockHere("limit");
      tell("station.changed", describe(standing));
    },
  });
  const away = createAway({
    ...{ clock, link, mirror, outbox, shelterKey, folder: shelter },
    people: openPeopleHere(join(shelter, "people"), shelterKey),
    onWaiting: tellStanding,
  });
  const sound = composeStationSound({
    ...{ machine, announce, link, away, outbox, shelterKey, folder: shelter, ask: askBare, onWaiting: tellStanding },
    policy: machine.policy.ok ? machine.policy.value.rules : defaultPolicy,
    session: mirror.current,
  });

  function tellStanding(): void {
    tell("station.changed", describe(link.standing()));
  }

  /** Asks what no window asks, by the same rules. */
  async function askBare(name: string, input: unknown): Promise<Result<unknown, AppError>> {
    const policy = judgePolicy(machine.policy, clock.today());
    if (!policy.ok) return policy;
    await delivering;
    return takeAsAway(await link.ask(name, input));
  }

  function describe(standing: Standing) {
    const { name, address } = settings;
    const code = standing.kind === "refused" ? standing.error.code : null;
    // What is on its way while it is recorded does not wait.
    const soundMs = standing.kind === "linked" && sound.isRecording() ? 0 : sound.waitingMs();
    return { kind: "host" as const, name, address, link: standing.kind, code, awaySince, waiting: { notes: outbox.countNotes(), soundMs } };
  }

  function noteClinicName(name: string): void {
    if (name === clinicName) return;
    clinicName = name;
    writeStationSettings(machine.profile, { ...settings, clinicName });
  }

  function endHere(): void {
    mirror.end();
    away.end();
    void sound.quiet();
  }

  function lockHere(reason: EndReason): void {
    endHere();
    link.forgetTicket();
    tell("session.locked", { reason });
  }

  /** What the first screen is told while the host cannot tell it. */
  function describeAway(error: AppError) {
    const policy = judgePolicy(machine.policy, clock.today());
    const owner = policy.ok && policy.value.owner !== "none" ? policy.value.owner : "";
    const common = {
      version: machine.appVersion,
      developmentRuntime: machine.developmentRuntime,
      passphraseNeeded: false,
      recoveryPeople: 2 as const,
    };
    const isAway = policy.ok && error.code === "station.host-away";
    const code = policy.ok ? error.code : policy.error.code;
    return { ...common, state: isAway ? ("ready" as const) : ("refused" as const), code: isAway ? null : code, policyOwner: owner, clinicName };
  }

  async function ask(name: CallName, input: unknown): Promise<Result<unknown, AppError>> {
    const policy = judgePolicy(machine.policy, clock.today());
    if (!policy.ok) return name === "app.status" ? ok(describeAway(policy.error)) : policy;
    if (name === "session.touch") mirror.touch();
    // What the first screen is depends on it.
    if (name === "app.status") await link.tried;
    await delivering;
    const said = await askHost(name, input);
    const reply = name === "app.status" ? said : takeAsAway(said);
    // Answered here what could not be asked there: the line may have broken while the question was on its way.
    const answered = !reply.ok && reply.error.code === "station.host-away" && name !== "app.status" ? await away.answer(name, input) : reply;
    if (!answered.ok && name === "app.status") return ok(describeAway(answered.error));
    // The first screen asks both: a host that refuses this workstation is said, not shown as a question without an answer.
    if (!answered.ok && name === "session.current") return ok({ session: mirror.current() });
    if (!answered.ok) return answered;
    mirror.note(name, answered.value);
    if (name === "session.signOut") endHere();
    if (!reply.ok) {
      // The host, which says so to the window otherwise, cannot be heard.
      if (name === "session.signOut") lockHere("signed-out");
      return answered;
    }
    away.note(name, input, reply.value);
    if (changesDay.test(name)) keepFresh();
    if (name === "session.signIn") void noteSignIn(input as CallParsed<"session.signIn">);
    if (name !== "app.status") return reply;
    // The window runs this program, whatever the host runs.
    return ok({ ...(reply.value as object), version: machine.appVersion, developmentRuntime: machine.developmentRuntime });
  }

  async function askHost(name: CallName, input: unknown): Promise<Result<unknown, AppError>> {
    const parsed = name === "notes.save" ? contract[name].input.safeParse(input) : null;
    if (parsed?.success !== true) return link.ask(name, input);
    const save = away.translate(parsed.data);
    const isOnItsWay = link.standing().kind === "linked";
    const reply = await link.ask(name, save);
    if (isOnItsWay && !reply.ok && reply.error.code === "station.host-away") away.noteUnanswered(save);
    return reply;
  }

  /** What a person may do here without the host comes with their first minute at it; they do not wait for it. */
  async function noteSignIn({ username, password }: CallParsed<"session.signIn">): Promise<void> {
    const session = mirror.current();
    try {
      if (session !== null) await away.noteSignIn(username, password, session, clinicName);
    } catch (error) {
      log.warn(asCode("station.not-sheltered"), describeError(error));
    }
  }

  const hostOnly = async (): Promise<Result<never, AppError>> => err(failure("station.host-only"));
  const guard = createStationDoor({
    ask,
    reportBug: (call, error) => log.warn(asCode("app.unexpected"), { ...describeError(error), call: asCode(call) }),
    local: {
      "station.standing": async () => ok(describe(link.standing())),
      "station.findHost": async () => err(failure("setup.already-done")),
      "station.join": async () => err(failure("setup.already-done")),
      "setup.findBackups": hostOnly,
      "setup.restore": hostOnly,
      ...chooseLook(machine),
      ...sound.calls,
    },
  });

  return {
    guard,
    endSessions(reason) {
      // Told to the host where it can be; here it is over at once.
      if (mirror.current() !== null) void link.ask("link.endSession", { reason: reason === "signed-out" ? "signed-out" : "system-lock" });
      if (mirror.current() !== null) lockHere(reason);
    },
    sweepSessions() {
      if (link.standing().kind !== "linked" && mirror.isIdle()) lockHere("idle");
    },
    async runDue() {
      if (link.standing().kind === "linked") await sound.deliver();
      if (link.standing().kind !== "linked" || clock.monotonicMs() - refreshedMs < machine.pace.refreshEveryMs) return;
      refreshedMs = clock.monotonicMs();
      await away.deliver();
      keepFresh();
    },
    abandon: link.close,
    async stop() {
      await sound.finish();
      if (mirror.current() !== null) await link.ask("link.endSession", { reason: "signed-out" });
      link.close();
    },
    noteRefusedConnection: (host, port) => log.warn(asCode("egress.refused"), { host: asCode(host), port }),
    whenLocked: async () => undefined,
  };
}
