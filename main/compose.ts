import { contract } from "../shared/contract/index.ts";
import { linkCalls } from "../shared/contract/link.ts";
import type { App, Machine } from "./app.ts";
import { event, systemActor } from "./audit/index.ts";
import { composeAnswers } from "./compose-answers.ts";
import { composeClinic } from "./compose-clinic.ts";
import { composeSecurity } from "./compose-security.ts";
import { composeSound } from "./compose-sound.ts";
import { composeUpkeep } from "./compose-upkeep.ts";
import { composeVendors } from "./compose-vendors.ts";
import { createDeidentifier } from "./deid/index.ts";
import { startDetector } from "./detector/start.ts";
import { hashNote } from "./documents/index.ts";
import { permitHost } from "./egress.ts";
import { createAnnounce } from "./ipc/announce.ts";
import { forCaller } from "./ipc/current-caller.ts";
import { createGuard, type GuardParts, type Handlers } from "./ipc/guard.ts";
import { tellOthers } from "./ipc/tell-others.ts";
import { createVendors, usualPatience } from "./llm/index.ts";
import { openWireWhenAsked } from "./llm/open-wire.ts";
import { asCode, describeError } from "./log.ts";
import { defaultPolicy } from "./policy/index.ts";
import { createSessions, defaultSessionLimits, nameActor } from "./session.ts";
import { isPair, type OpenWire, readAnchorFiles, requestTimestamp, writeAnchorFile } from "./shipping/index.ts";
import { createThrottle } from "./throttle.ts";
import { readChosenPlace } from "./vault/chosen-place.ts";
import { drawPassphrase, hash, mintBootId, mintSessionId } from "./vault/keys/draw.ts";
import { createRecordDoor } from "./vault/record-door.ts";
import { locateRecordFolder } from "./vault/record-files.ts";
import { createAnchors } from "./workflows/anchor-log.ts";
import { classifySession, describeProgress, suggestCodes, summariseSession } from "./workflows/ask-of-session.ts";
import { chooseLanguage, chooseTheme } from "./workflows/choose-look.ts";
import { copySection } from "./workflows/copy-section.ts";
import { createClinic } from "./workflows/create-clinic.ts";
import { createDraftByVendor } from "./workflows/draft-by-vendor.ts";
import { cancelDraft, draftNote } from "./workflows/draft-note.ts";
import { discardNote, findNotes, keepTyping, openNote, openNoteOfEncounter, saveNote } from "./workflows/edit-note.ts";
import { exportAudit } from "./workflows/export-audit.ts";
import { createGateFor } from "./workflows/gate-for.ts";
import { importTranscript } from "./workflows/import-transcript.ts";
import { createAuditWatch, rotateAuditKey } from "./workflows/keep-audit.ts";
import { chooseBackupFolder, createBackups } from "./workflows/keep-backups.ts";
import { keepCodes, viewCodes } from "./workflows/keep-codes.ts";
import { endConsent, recordConsent } from "./workflows/keep-consents.ts";
import { findPatients, openPatient, registerPatient, updatePatient } from "./workflows/keep-patients.ts";
import { approveProposedTemplate, offerTemplates, proposeTemplate, retireOwnTemplate } from "./workflows/keep-templates.ts";
import { createTranscriptKeeping } from "./workflows/keep-transcripts.ts";
import { listDestinations } from "./workflows/list-destinations.ts";
import { addUser, endAccess, listPeople } from "./workflows/manage-users.ts";
import { assignSpeaker, listWork, openEncounter } from "./workflows/open-encounter.ts";
import { createPasswordJudge } from "./workflows/password-rules.ts";
import { previewSend } from "./workflows/preview-send.ts";
import { listAudit, verifyAudit } from "./workflows/read-audit.ts";
import { createReauthenticate } from "./workflows/reauthenticate.ts";
import { recoverRecord } from "./workflows/recover-record.ts";
import { redraftSection } from "./workflows/redraft-section.ts";
import { approveRemoval, proposeRemoval, readRetention } from "./workflows/retain-log.ts";
import { createRunningDrafts } from "./workflows/running-drafts.ts";
import { createSecondLook } from "./workflows/second-look.ts";
import { createSendSession } from "./workflows/send-session.ts";
import { createShipping, setShippingKey } from "./workflows/ship-log.ts";
import { readCurrentSession, signIn, signOut, touchSession } from "./workflows/sign-in.ts";
import { addAddendum, sealNote } from "./workflows/sign-note.ts";
import { createOnOpened, readStatus, unlockRecord } from "./workflows/start-up.ts";
import { createTellChanges } from "./workflows/tell-changes.ts";
import { beginEncounter, writeByHand } from "./workflows/write-by-hand.ts";

export type { App, Machine } from "./app.ts";

/** What a copy of the log may cost on the way back: an answer, no content. */
const wireLimits = { pinnedKeys: [], ownNetworkOnly: false, largestReplyBytes: 1024 * 1024 };

/** Builds every part once and gives each call of the contract its workflow. */
export function compose(machine: Machine): App {
  const { clock, keychain, policy, log, delivery, appVersion } = machine;
  const rules = policy.ok ? policy.value.rules : null;
  const passphraseAllowed = rules?.keychain === "passphrase-allowed";
  const door = createRecordDoor({
    folder: locateRecordFolder(machine.profile),
    keychain,
    clock,
    bootId: mintBootId(),
    passphraseAllowed,
    workstation: rules?.workstation ?? "personal",
    careTeamOnly: rules?.charts === "care-team",
    onChanged: (...change) => tellChanges(...change),
    servers: { permit: permitHost },
    chosenPlace: readChosenPlace(machine.profile),
  });
  const { vault } = door;
  const idleMs = rules === null ? defaultSessionLimits.idleMs : rules.idleMinutes * 60_000;
  const sessions = createSessions(clock, { ...defaultSessionLimits, idleMs });
  const throttle = createThrottle(clock);
  const reauthenticate = createReauthenticate({ door, throttle });
  const judgePassword = createPasswordJudge(rules);
  const announce = createAnnounce(machine.deliver);
  const tellChanges = createTellChanges({ sessions, announce });
  const detector = startDetector(rules?.detectorPack ?? null);
  const deidentifier = createDeidentifier(detector.inspect, rules ?? undefined);
  const vendors = createVendors({ ...usualPatience, extraCertificateAuthorities: rules?.extraCertificateAuthorities ?? [] });
  const gateFor = createGateFor({ vault, clock, vendors, policy: rules ?? defaultPolicy });
  const sendSession = createSendSession({
    deidentifier,
    gateFor,
    secondLook: rules?.secondDetector === "comprehend-medical" ? createSecondLook({ gateFor }) : null,
  });
  const asks = { vault, clock, sendSession };
  const running = createRunningDrafts();
  const draftByVendor = createDraftByVendor({ deidentifier, sendSession, announce });
  const onOpened = createOnOpened({
    door,
    clock,
    keychain,
    appVersion,
    runtime: machine.runtime,
    policy,
    noteStart: () => upkeep.noteStart(),
    drainDeliveries: () => clinic.drainDeliveries(),
  });
  const clinic = composeClinic({ machine, announce, door, clock, sessions, policy, reauthenticate, onOpened });
  const { tickets } = clinic;
  const { chooseFolder } = delivery;
  const allowedFolders = rules?.backupFolders ?? null;
  const backups = createBackups({ door, clock, appVersion, chooseFolder: chooseBackupFolder(machine, allowedFolders), allowedFolders });
  const transcripts = createTranscriptKeeping({ door, clock, policy: rules ?? defaultPolicy });
  const sound = composeSound({ machine, door, policy: rules ?? defaultPolicy, announce });
  const anchorPorts = { writeFile: writeAnchorFile, stamp: requestTimestamp };
  const anchors = createAnchors({ door, clock, policy: rules?.audit ?? null, ports: anchorPorts });
  const openWire: OpenWire = (origin, replyTypes) =>
    openWireWhenAsked({ ...usualPatience, ...wireLimits, origin, replyTypes, extraCertificateAuthorities: rules?.extraCertificateAuthorities ?? [] });
  const shippings = (rules === null ? [] : listDestinations(rules.audit, openWire)).map((destination) =>
    createShipping({ door, clock, destination, random: Math.random }),
  );
  const retention = { vault, clock, reauthenticate, years: rules?.audit.retentionYears ?? defaultPolicy.audit.retentionYears };
  const held = { door, clock, policy: rules ?? defaultPolicy, backups, reauthenticate, delivery, appVersion, drawPassphrase, hash };
  const answers = composeAnswers({ ...held, hashNote, settleTranscripts: transcripts.settle });
  const upkeep = composeUpkeep({ machine, door, policy, compose });
  const auditWatch = createAuditWatch({ door, clock });
  const people = { door, clock, sessions, judgePassword, reauthenticate };
  const { developmentRuntime } = machine;
  let closing: Promise<void> = Promise.resolve();

  const handlers: Handlers = {
    "app.status": readStatus({ door, policy, clock, appVersion, developmentRuntime, whenLocked: () => closing }),
    "app.chooseLanguage": chooseLanguage({ show: machine.showLanguage }),
    "app.chooseTheme": chooseTheme({ show: machine.showTheme }),
    "setup.createClinic": createClinic({ door, judgePassword }),
    "setup.recover": recoverRecord({ door, clock, keychain, throttle, policy: rules, onOpened }),
    "setup.unlock": unlockRecord({ door, onOpened }),
    "session.signIn": signIn({ door, clock, sessions, throttle, policy, tickets, onOpened, mintSessionId, whenLocked: () => closing }),
    "session.current": readCurrentSession({ sessions }),
    "session.signOut": signOut({ sessions }),
    "session.touch": touchSession({ sessions }),
    ...clinic.handlers,
    "users.list": listPeople(people),
    "users.add": addUser(people),
    "users.deactivate": endAccess(people),
    "patients.register": registerPatient({ vault, clock }),
    "patients.update": updatePatient({ vault }),
    "patients.search": findPatients({ vault }),
    "patients.open": openPatient({ vault }),
    "consents.record": recordConsent({ vault, clock }),
    "consents.revoke": endConsent({ vault, clock }),
    "worklist.list": listWork({ vault, clock, signWithinDays: (rules ?? defaultPolicy).signWithinDays }),
    "transcripts.import": importTranscript({ vault, clock }),
    "transcripts.assignSpeaker": assignSpeaker({ vault, clock }),
    "encounters.open": openEncounter({ vault }),
    "encounters.begin": beginEncounter({ vault, clock }),
    ...sound.handlers,
    "templates.list": offerTemplates({ vault }),
    "templates.propose": proposeTemplate({ vault, clock, deidentifier }),
    "templates.approve": approveProposedTemplate({ vault, clock }),
    "templates.retire": retireOwnTemplate({ vault }),
    "sections.redraft": redraftSection(asks),
    "sessions.summarise": summariseSession(asks),
    "sessions.progress": describeProgress(asks),
    "sessions.classify": classifySession(asks),
    "codes.view": viewCodes({ vault }),
    "codes.suggest": suggestCodes(asks),
    "codes.save": keepCodes({ vault, clock }),
    "drafts.preview": previewSend({ vault, deidentifier, gateFor }),
    "drafts.create": draftNote({ vault, clock, running, announce, draftByVendor }),
    "drafts.cancel": cancelDraft({ running }),
    "notes.open": openNote({ vault }),
    "notes.openForEncounter": openNoteOfEncounter({ vault }),
    "notes.writeByHand": writeByHand({ vault, clock }),
    "notes.save": saveNote({ vault, clock }),
    "notes.keepUnfinished": keepTyping({ vault, clock }),
    "notes.sign": sealNote({ vault, clock, reauthenticate, hashNote, settleTranscripts: transcripts.settle }),
    "notes.addAddendum": addAddendum({ vault, clock, reauthenticate }),
    "notes.discard": discardNote({ vault }),
    "notes.copySection": copySection({ vault, clipboard: machine.clipboard }),
    ...composeVendors({ vault, clock, policy: rules ?? defaultPolicy, vendors, delivery, reauthenticate, hash }),
    "audit.list": listAudit({ vault }),
    "audit.verify": verifyAudit({
      vault,
      clock,
      readKept: () => (rules?.audit.anchorFolder == null ? [] : readAnchorFiles(rules.audit.anchorFolder)),
    }),
    "audit.export": exportAudit({ vault, clock, ...delivery }),
    "audit.anchors": anchors.status,
    "audit.setShippingKey": setShippingKey({ vault, reauthenticate, isPair }),
    "audit.retention": readRetention(retention),
    "audit.proposeRemoval": proposeRemoval(retention),
    "audit.approveRemoval": approveRemoval(retention),
    "audit.rotateKey": rotateAuditKey({ vault, reauthenticate }),
    ...composeSecurity({ door, vault, clock, sessions, judgePassword, reauthenticate, keychain, policy: rules, backups, chooseFolder, quiet }),
    ...answers.handlers,
    ...upkeep.handlers,
    "notes.search": findNotes({ vault }),
  };

  sessions.onEnd((callerId, session, reason) => {
    tickets?.drop(callerId);
    clinic.presence.drop(callerId);
    answers.forget(session.id);
    announce(callerId, "session.locked", { reason });
    forCaller(callerId, () => machine.clipboard.clear());
    const recorded = vault.record(nameActor(session), event("user.signed-out", { reason })).catch(reportUnrecorded);
    if (sessions.isEmpty()) closing = recorded.then(lockRecord);
  });

  /** What must not be cut in half comes to rest: a send in flight is cancelled and recorded, a backup given up. */
  async function quiet(): Promise<void> {
    running.cancelAll();
    await Promise.all([running.idle(), backups.stop(), sound.quiet(), answers.quiet()]);
  }

  /** Nobody is signed in: files closed, keys overwritten (164.312(a)(2)(iii)). Somebody may have come back meanwhile. */
  async function lockRecord(): Promise<void> {
    await quiet();
    await Promise.all(shippings.map((shipping) => shipping.finish()));
    if (!sessions.isEmpty()) return;
    await door.lock();
    await detector.forget();
  }

  function reportUnrecorded(error: unknown): void {
    log.warn(asCode("audit.not-written"), describeError(error));
  }

  const doorParts: Pick<GuardParts<never>, "sessions" | "recordRefusal" | "reportBug"> = {
    sessions,
    recordRefusal: async ({ session }, call, code) => void (await vault.record(nameActor(session), event("call.refused", { call, code }))),
    reportBug: (call, error) => log.warn(asCode("app.unexpected"), { ...describeError(error), call: asCode(call) }),
  };

  return {
    guard: createGuard({ ...doorParts, contract, handlers: tellOthers(handlers, { sessions, announce }) }),
    linkGuard: createGuard({ ...doorParts, contract: linkCalls, handlers: { ...clinic.linkHandlers, ...sound.linkHandlers } }),
    tickets,
    vault,
    clinicName: () => door.clinicName(),
    recordState: () => door.state().kind,
    async start() {
      if (!policy.ok) return;
      const found = await door.find();
      log.info(asCode("app.started"), { record: asCode(found.kind) });
    },
    async stop() {
      await sound.finish();
      await quiet();
      // Said while the record is still open: ending the sessions closes it.
      await vault.record(systemActor, event("app.stopped", {}));
      sessions.endAll("signed-out");
      await closing;
      await door.lock();
    },
    endSessions: (reason) => sessions.endAll(reason),
    noteStations: clinic.noteStations,
    endSessionOf: (callerId) => sessions.end(callerId, "signed-out"),
    sweepSessions() {
      sessions.sweep();
      clinic.presence.sweep();
    },
    async runDue() {
      await transcripts.settleIfDue();
      await sound.runDue();
      await Promise.all([backups, auditWatch, upkeep, anchors, ...shippings].map((job) => job.runIfDue()));
    },
    noteRefusedConnection(host, port) {
      log.warn(asCode("egress.refused"), { host: asCode(host), port });
      void vault.record(systemActor, event("egress.refused", { host: asCode(host), port })).catch(reportUnrecorded);
    },
    whenLocked: () => closing,
  };
}
