import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { EventName } from "../shared/contract/events.ts";
import type { AppError } from "../shared/errors.ts";
import type { Result } from "../shared/result.ts";
import { event, systemActor } from "./audit/index.ts";
import type { Clock } from "./clock.ts";
import { createDeidentifier } from "./deid/index.ts";
import { startDetector } from "./detector/start.ts";
import { hashNote } from "./documents/index.ts";
import { createAnnounce } from "./ipc/announce.ts";
import { createGuard, type Guard, type Handlers } from "./ipc/guard.ts";
import { createVendors } from "./llm/index.ts";
import { asCode, describeError, type Log } from "./log.ts";
import type { Policy } from "./policy.ts";
import { createSessions, defaultSessionLimits, type EndReason, nameActor } from "./session.ts";
import type { Keychain } from "./vault/keychain.ts";
import { checkPassword, hashPassword } from "./vault/keys/passphrase.ts";
import { drawWords } from "./vault/keys/recovery-words.ts";
import { createRecordDoor } from "./vault/record-door.ts";
import { createClinic } from "./workflows/create-clinic.ts";
import { createDraftByVendor } from "./workflows/draft-by-vendor.ts";
import { cancelDraft, draftNote } from "./workflows/draft-note.ts";
import { discardNote, openNote, openNoteOfEncounter, saveNote } from "./workflows/edit-note.ts";
import { type Delivery, exportRecord } from "./workflows/export-record.ts";
import { createGateFor } from "./workflows/gate-for.ts";
import { importTranscript } from "./workflows/import-transcript.ts";
import { listSendLog, listVendorAgreements, recordAgreement, switchAgreement } from "./workflows/keep-agreements.ts";
import { endConsent, recordConsent } from "./workflows/keep-consents.ts";
import { findPatients, openPatient, registerPatient, updatePatient } from "./workflows/keep-patients.ts";
import { addUser, endAccess, listPeople } from "./workflows/manage-users.ts";
import { assignSpeaker, listWork, openEncounter } from "./workflows/open-encounter.ts";
import { recoverRecord, unlockRecord } from "./workflows/open-record.ts";
import { offerTemplates, previewSend } from "./workflows/preview-send.ts";
import { listAudit, verifyAudit } from "./workflows/read-audit.ts";
import { createReauthenticate } from "./workflows/reauthenticate.ts";
import { createRunningDrafts } from "./workflows/running-drafts.ts";
import { readCurrentSession, signIn, signOut, touchSession } from "./workflows/sign-in.ts";
import { addAddendum, sealNote } from "./workflows/sign-note.ts";
import { createStartUp, readStatus } from "./workflows/start-up.ts";
import { createThrottle } from "./workflows/throttle.ts";

/** The machine, handed in: the same house runs under a window, a command line and a host. */
export interface Machine {
  readonly profile: string;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly policy: Result<Policy, AppError>;
  readonly log: Log;
  readonly delivery: Delivery;
  readonly appVersion: string;
  readonly runtime: string;
  readonly developmentRuntime: boolean;
  deliver(callerId: string, name: EventName, payload: unknown): void;
}

/** The composed program: its front door and the few things its edge must do. */
export interface App {
  readonly guard: Guard;
  start(): Promise<void>;
  stop(): Promise<void>;
  endSessions(reason: EndReason): void;
  sweepSessions(): void;
}

/** Builds every part once and gives each call of the contract its workflow. */
export function compose(machine: Machine): App {
  const { clock, keychain, policy, log, delivery, appVersion } = machine;
  const rules = policy.ok ? policy.value : null;
  const mintSessionId = () => `x_${randomBytes(13).toString("hex")}`;
  const passphraseAllowed = rules?.keychain === "passphrase-allowed";
  const door = createRecordDoor({
    folder: join(machine.profile, "record"),
    keychain,
    clock,
    bootId: randomBytes(8).toString("hex"),
    passphraseAllowed,
  });
  const { vault } = door;
  const idleMs = rules === null ? defaultSessionLimits.idleMs : rules.idleMinutes * 60_000;
  const sessions = createSessions(clock, { ...defaultSessionLimits, idleMs });
  const passwords = { hash: hashPassword, check: checkPassword };
  const throttle = createThrottle(clock);
  const reauthenticate = createReauthenticate({ vault, passwords, throttle });
  const announce = createAnnounce(machine.deliver);
  const deidentifier = createDeidentifier(startDetector(), rules ?? undefined);
  const vendors = createVendors({ extraCertificateAuthorities: rules?.extraCertificateAuthorities ?? [] });
  const gateFor = createGateFor({ vault, clock, vendors });
  const running = createRunningDrafts();
  const draftByVendor = createDraftByVendor({ deidentifier, gateFor, announce });
  const startUp = createStartUp({ door, keychain, appVersion, runtime: machine.runtime });
  const onOpened = startUp.settle;
  const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const drawPassphrase = () => drawWords(randomBytes(14)).join(" ");
  const { developmentRuntime } = machine;

  const handlers: Handlers = {
    "app.status": readStatus({ door, policy, appVersion, developmentRuntime, readClinicName: startUp.readClinicName }),
    "setup.createClinic": createClinic({ door, clock, passwords }),
    "setup.recover": recoverRecord({ door, onOpened }),
    "setup.unlock": unlockRecord({ door, onOpened }),
    "session.signIn": signIn({ vault, sessions, passwords, throttle, mintSessionId }),
    "session.current": readCurrentSession({ sessions }),
    "session.signOut": signOut({ sessions }),
    "session.touch": touchSession({ sessions }),
    "users.list": listPeople({ vault }),
    "users.add": addUser({ vault, clock, passwords }),
    "users.deactivate": endAccess({ vault, sessions }),
    "patients.register": registerPatient({ vault, clock }),
    "patients.update": updatePatient({ vault }),
    "patients.search": findPatients({ vault }),
    "patients.open": openPatient({ vault }),
    "consents.record": recordConsent({ vault, clock }),
    "consents.revoke": endConsent({ vault, clock }),
    "worklist.list": listWork({ vault }),
    "transcripts.import": importTranscript({ vault, clock }),
    "transcripts.assignSpeaker": assignSpeaker({ vault }),
    "encounters.open": openEncounter({ vault }),
    "templates.list": offerTemplates(),
    "drafts.preview": previewSend({ vault, deidentifier, gateFor }),
    "drafts.create": draftNote({ vault, clock, running, announce, draftByVendor }),
    "drafts.cancel": cancelDraft({ running }),
    "notes.open": openNote({ vault }),
    "notes.openForEncounter": openNoteOfEncounter({ vault }),
    "notes.save": saveNote({ vault, clock }),
    "notes.sign": sealNote({ vault, clock, reauthenticate, hashNote }),
    "notes.addAddendum": addAddendum({ vault, clock, reauthenticate, hashNote }),
    "notes.discard": discardNote({ vault }),
    "agreements.list": listVendorAgreements({ vault }),
    "agreements.record": recordAgreement({ vault, clock, reauthenticate }),
    "agreements.suspend": switchAgreement({ vault }, "suspended"),
    "agreements.resume": switchAgreement({ vault }, "active"),
    "sends.list": listSendLog({ vault }),
    "audit.list": listAudit({ vault }),
    "audit.verify": verifyAudit({ vault, clock }),
    "records.export": exportRecord({ vault, clock, reauthenticate, delivery, appVersion, drawPassphrase, hash }),
  };

  sessions.onEnd((callerId, session, reason) => {
    announce(callerId, "session.locked", { reason });
    vault.record(nameActor(session), event("user.signed-out", { reason })).catch(reportUnrecorded);
  });

  function reportUnrecorded(error: unknown): void {
    log.warn(asCode("audit.not-written"), describeError(error));
  }

  return {
    guard: createGuard({
      handlers,
      sessions,
      recordRefusal: async ({ session }, call, code) => void (await vault.record(nameActor(session), event("call.refused", { call, code }))),
      reportBug: (call, error) => log.warn(asCode("app.unexpected"), { ...describeError(error), call: asCode(call) }),
    }),
    async start() {
      if (!policy.ok) return;
      const opened = await door.open();
      log.info(asCode("app.started"), { record: asCode(opened.kind) });
      if (opened.kind === "open") await startUp.settle();
    },
    async stop() {
      running.cancelAll();
      await running.idle();
      sessions.endAll("signed-out");
      await vault.record(systemActor, event("app.stopped", {}));
      door.close();
    },
    endSessions: (reason) => sessions.endAll(reason),
    sweepSessions: () => sessions.sweep(),
  };
}
