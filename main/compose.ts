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
import { defaultPolicy, type Policy } from "./policy.ts";
import { createSessions, defaultSessionLimits, type EndReason, nameActor } from "./session.ts";
import { carryLog, isPair, requestTimestamp, writeAnchorFile } from "./shipping/index.ts";
import type { Keychain } from "./vault/keychain.ts";
import { drawWords } from "./vault/keys/recovery-words.ts";
import { createRecordDoor } from "./vault/record-door.ts";
import { createAnchors } from "./workflows/anchor-log.ts";
import { breakGlass, changeCareTeam, listEmergencies, readCareTeam, reviewEmergency } from "./workflows/break-glass.ts";
import { changePassword, createOwnAuthorKey, readOwnAuthorKey, recoverOwnAuthorKey } from "./workflows/change-password.ts";
import { type CopyTarget, copySection } from "./workflows/copy-section.ts";
import { createClinic } from "./workflows/create-clinic.ts";
import { destroyPatient } from "./workflows/destroy-patient.ts";
import { createDraftByVendor } from "./workflows/draft-by-vendor.ts";
import { cancelDraft, draftNote } from "./workflows/draft-note.ts";
import { discardNote, findNotes, openNote, openNoteOfEncounter, saveNote } from "./workflows/edit-note.ts";
import { exportAudit } from "./workflows/export-audit.ts";
import { type Delivery, exportRecord } from "./workflows/export-record.ts";
import { createGateFor } from "./workflows/gate-for.ts";
import { importTranscript } from "./workflows/import-transcript.ts";
import { listSendLog, listVendorAgreements, recordAgreement, switchAgreement } from "./workflows/keep-agreements.ts";
import { createAuditWatch, rotateAuditKey } from "./workflows/keep-audit.ts";
import { createBackups } from "./workflows/keep-backups.ts";
import { endConsent, recordConsent } from "./workflows/keep-consents.ts";
import { listKeys, rekey, renewSheet } from "./workflows/keep-keys.ts";
import { findPatients, openPatient, registerPatient, updatePatient } from "./workflows/keep-patients.ts";
import { addUser, endAccess, listPeople, resetPassword } from "./workflows/manage-users.ts";
import { assignSpeaker, listWork, openEncounter } from "./workflows/open-encounter.ts";
import { createPasswordJudge } from "./workflows/password-rules.ts";
import { offerTemplates, previewSend } from "./workflows/preview-send.ts";
import { listAudit, verifyAudit } from "./workflows/read-audit.ts";
import { createReauthenticate } from "./workflows/reauthenticate.ts";
import { recoverRecord } from "./workflows/recover-record.ts";
import { drillRestore, offerBackups, restoreRecord } from "./workflows/restore-record.ts";
import { approveRemoval, proposeRemoval, readRetention } from "./workflows/retain-log.ts";
import { createRunningDrafts } from "./workflows/running-drafts.ts";
import { beginSecondFactor, confirmFactor, removeSecondFactor } from "./workflows/second-factor.ts";
import { createShipping, setShippingKey } from "./workflows/ship-log.ts";
import { readCurrentSession, signIn, signOut, touchSession } from "./workflows/sign-in.ts";
import { addAddendum, sealNote } from "./workflows/sign-note.ts";
import { createOnOpened, readStatus, unlockRecord } from "./workflows/start-up.ts";
import { createThrottle } from "./workflows/throttle.ts";

/** The machine, handed in: the same house runs under a window, a command line and a host. */
export interface Machine {
  readonly profile: string;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly policy: Result<Policy, AppError>;
  readonly log: Log;
  readonly delivery: Delivery;
  readonly clipboard: CopyTarget & { clear(): void };
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
  /** Does what is due while the record is open: a backup, a heartbeat of the log, a new key for it. */
  runDue(): Promise<void>;
  /** Settles when the record has been closed after the last session ended. */
  whenLocked(): Promise<void>;
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
    workstation: rules?.workstation ?? "personal",
    careTeamOnly: rules?.charts === "care-team",
  });
  const { vault } = door;
  const idleMs = rules === null ? defaultSessionLimits.idleMs : rules.idleMinutes * 60_000;
  const sessions = createSessions(clock, { ...defaultSessionLimits, idleMs });
  const throttle = createThrottle(clock);
  const reauthenticate = createReauthenticate({ door, throttle });
  const judgePassword = createPasswordJudge(rules);
  const announce = createAnnounce(machine.deliver);
  const detector = startDetector();
  const deidentifier = createDeidentifier(detector.inspect, rules ?? undefined);
  const vendors = createVendors({ extraCertificateAuthorities: rules?.extraCertificateAuthorities ?? [] });
  const gateFor = createGateFor({ vault, clock, vendors });
  const running = createRunningDrafts();
  const draftByVendor = createDraftByVendor({ deidentifier, gateFor, announce });
  const onOpened = createOnOpened({ door, clock, keychain, appVersion, runtime: machine.runtime });
  const { chooseFolder } = delivery;
  const backups = createBackups({ door, clock, appVersion, chooseFolder });
  const anchorPorts = { writeFile: writeAnchorFile, stamp: requestTimestamp };
  const anchors = createAnchors({ door, clock, policy: rules?.audit ?? null, ports: anchorPorts });
  const shipping = createShipping({ door, clock, siem: rules?.audit.siem ?? null, carry: carryLog, random: Math.random });
  const retention = { vault, clock, reauthenticate, years: rules?.audit.retentionYears ?? defaultPolicy.audit.retentionYears };
  const auditWatch = createAuditWatch({ door, clock });
  const restore = { door, clock, keychain, policy: rules, chooseFolder, offered: new Map() };
  const people = { door, clock, sessions, judgePassword, reauthenticate };
  const factors = { vault, clock, reauthenticate, sessions, policy: rules };
  const keyRoom = { door, clock, keychain, policy: rules, backups, reauthenticate, quiet };
  const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const drawPassphrase = () => drawWords(randomBytes(14)).join(" ");
  const { developmentRuntime } = machine;
  let closing: Promise<void> = Promise.resolve();

  const handlers: Handlers = {
    "app.status": readStatus({ door, policy, appVersion, developmentRuntime, whenLocked: () => closing }),
    "setup.createClinic": createClinic({ door, judgePassword }),
    "setup.recover": recoverRecord({ door, clock, keychain, throttle, policy: rules, onOpened }),
    "setup.unlock": unlockRecord({ door, onOpened }),
    "session.signIn": signIn({ door, clock, sessions, throttle, policy: rules, onOpened, mintSessionId, whenLocked: () => closing }),
    "session.current": readCurrentSession({ sessions }),
    "session.signOut": signOut({ sessions }),
    "session.touch": touchSession({ sessions }),
    "users.list": listPeople(people),
    "users.add": addUser(people),
    "users.deactivate": endAccess(people),
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
    "notes.copySection": copySection({ vault, clipboard: machine.clipboard }),
    "agreements.list": listVendorAgreements({ vault }),
    "agreements.record": recordAgreement({ vault, clock, reauthenticate }),
    "agreements.suspend": switchAgreement({ vault }, "suspended"),
    "agreements.resume": switchAgreement({ vault }, "active"),
    "sends.list": listSendLog({ vault }),
    "audit.list": listAudit({ vault }),
    "audit.verify": verifyAudit({ vault, clock }),
    "audit.export": exportAudit({ vault, clock, chooseFolder }),
    "audit.anchors": anchors.status,
    "audit.setShippingKey": setShippingKey({ vault, reauthenticate, isPair }),
    "audit.retention": readRetention(retention),
    "audit.proposeRemoval": proposeRemoval(retention),
    "audit.approveRemoval": approveRemoval(retention),
    "audit.rotateKey": rotateAuditKey({ vault, reauthenticate }),
    "records.export": exportRecord({ vault, clock, reauthenticate, delivery, appVersion, drawPassphrase, hash }),
    "session.changePassword": changePassword(people),
    "users.resetPassword": resetPassword(people),
    "secondFactor.begin": beginSecondFactor(factors),
    "secondFactor.confirm": confirmFactor(factors),
    "secondFactor.remove": removeSecondFactor(factors),
    "authorKey.state": readOwnAuthorKey(people),
    "authorKey.create": createOwnAuthorKey(people),
    "authorKey.recover": recoverOwnAuthorKey(people),
    "keys.list": listKeys(keyRoom),
    "keys.renewSheet": renewSheet(keyRoom),
    "keys.rekey": rekey(keyRoom),
    "backups.status": backups.status,
    "backups.configure": backups.configure,
    "backups.run": backups.run,
    "backups.cancel": backups.cancel,
    "backups.drill": drillRestore({ door, clock }),
    "setup.findBackups": offerBackups(restore),
    "setup.restore": restoreRecord(restore),
    "glass.break": breakGlass({ vault, clock, reauthenticate }),
    "glass.list": listEmergencies({ vault }),
    "glass.review": reviewEmergency({ vault }),
    "careTeam.list": readCareTeam({ vault }),
    "careTeam.change": changeCareTeam({ vault }),
    "patients.destroy": destroyPatient({ door, clock, backups, reauthenticate }),
    "notes.search": findNotes({ vault }),
  };

  sessions.onEnd((callerId, session, reason) => {
    announce(callerId, "session.locked", { reason });
    machine.clipboard.clear();
    const recorded = vault.record(nameActor(session), event("user.signed-out", { reason })).catch(reportUnrecorded);
    if (sessions.isEmpty()) closing = recorded.then(lockRecord);
  });

  /** What must not be cut in half comes to rest: a send in flight is cancelled and recorded, a backup given up. */
  async function quiet(): Promise<void> {
    running.cancelAll();
    await Promise.all([running.idle(), backups.stop()]);
  }

  /** Nobody is signed in: files closed, keys overwritten (164.312(a)(2)(iii)). Somebody may have come back meanwhile. */
  async function lockRecord(): Promise<void> {
    await quiet();
    await shipping.finish();
    if (!sessions.isEmpty()) return;
    await door.lock();
    await detector.forget();
  }

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
      const found = await door.find();
      log.info(asCode("app.started"), { record: asCode(found.kind) });
    },
    async stop() {
      await quiet();
      // Said while the record is still open: ending the sessions closes it.
      await vault.record(systemActor, event("app.stopped", {}));
      sessions.endAll("signed-out");
      await closing;
      await door.lock();
    },
    endSessions: (reason) => sessions.endAll(reason),
    sweepSessions: () => sessions.sweep(),
    async runDue() {
      await Promise.all([backups.runIfDue(), auditWatch.runIfDue(), anchors.runIfDue(), shipping.runIfDue()]);
    },
    whenLocked: () => closing,
  };
}
