import { z } from "zod";
import * as reviews from "../../../main/vault/stores/access-reviews.ts";
import * as anchors from "../../../main/vault/stores/audit-anchors.ts";
import * as checkpoints from "../../../main/vault/stores/audit-checkpoints.ts";
import * as entries from "../../../main/vault/stores/audit-entries.ts";
import * as positions from "../../../main/vault/stores/audit-positions.ts";
import * as questions from "../../../main/vault/stores/audit-questions.ts";
import * as retention from "../../../main/vault/stores/audit-retention.ts";
import * as affected from "../../../main/vault/stores/breach-affected.ts";
import * as breaches from "../../../main/vault/stores/breach-assessments.ts";
import * as destructions from "../../../main/vault/stores/destructions.ts";
import * as disclosures from "../../../main/vault/stores/disclosures.ts";
import * as everyday from "../../../main/vault/stores/everyday-events.ts";
import * as exports from "../../../main/vault/stores/export-jobs.ts";
import * as glass from "../../../main/vault/stores/glass-breaks.ts";
import * as holds from "../../../main/vault/stores/legal-holds.ts";
import { namePatients } from "../../../main/vault/stores/patients.ts";
import * as scope from "../../../main/vault/stores/record-scope.ts";
import * as clocks from "../../../main/vault/stores/retention-clocks.ts";
import * as requests from "../../../main/vault/stores/rights-requests.ts";
import * as sendQuestions from "../../../main/vault/stores/send-questions.ts";
import * as sends from "../../../main/vault/stores/sends.ts";
import * as ledger from "../../../main/vault/stores/shred-ledger.ts";
import * as statements from "../../../main/vault/stores/sign-statement.ts";
import { buildAssessment } from "../build-assessment.ts";
import { at, ids, type Step, sha256 } from "./step.ts";

const day = { fromAt: "2026-11-01T00:00:00.000Z", toAt: "2026-12-01T00:00:00.000Z" };
const asked = {
  channel: "letter",
  requester: "patient",
  requesterName: "",
  proof: "Known in person",
  asked: "Everything",
  noteId: null,
  format: "PDF",
  recipient: "",
} as const;
const attempt = (id: string, changes: object = {}) =>
  ({
    ...{
      id,
      at: at(40),
      userId: ids.anna,
      patientId: ids.ada,
      encounterId: ids.session,
      vendorId: "anthropic",
      modelId: "m",
      host: "api.example",
      task: "draft-note/1",
    },
    ...{ dataClass: "identified", agreementId: ids.agreement, identifiersReplaced: 3, bytesSent: 600 },
    ...changes,
  }) as never;

/** What the office, the officer and an auditor ask of the same record afterwards, to a patient's destruction. */
export const officeSteps: readonly Step[] = [
  [
    "sends",
    async (tx) => {
      await sends.insertSend(tx, attempt(ids.send), null);
      await sends.insertSend(tx, attempt(ids.send2, { dataClass: "identifiers-removed", at: at(41) }), "gate.no-agreement");
      const flying = await sends.countSendsInFlight(tx);
      await sends.endSend(tx, ids.send, { code: null, httpStatus: 200, tokensIn: 10, tokensOut: 20, vendorRequestId: "req", costMicroUsd: 5 });
      return [
        flying,
        await sends.listSends(tx, null, 5),
        await sends.listSends(tx, ids.ben, 5),
        await sends.listSendsOfPatient(tx, ids.ada),
        await sends.readSend(tx, ids.send),
        await sends.endInterruptedSends(tx, "vendor.interrupted"),
        await sendQuestions.listSendLines(tx, day),
        await sendQuestions.readSendTrace(tx, ids.send),
        await sendQuestions.findCoveringCheckpoint(tx, 99_999),
      ];
    },
  ],
  [
    "emergency access",
    async (tx) => {
      await glass.insertGlassBreak(tx, ids.glass, { patientId: ids.bo, reason: "crisis-call", openedAt: at(90), untilAt: at(100) });
      const found = [await glass.listGlassBreaks(tx, 5), await reviews.findGlassBreaks(tx, day)];
      return [
        found,
        await glass.reviewGlassBreak(tx, ids.glass, "justified"),
        await glass.reviewGlassBreak(tx, ids.glass, "justified"),
        await glass.readGlassBreak(tx, ids.glass),
      ];
    },
  ],
  [
    "reviews",
    async (tx) => {
      const whole = await positions.findPositions(tx, null);
      await reviews.insertReview(tx, {
        id: ids.review,
        kind: "bulk",
        ...day,
        findings: 2,
        verdict: "followed-up",
        remarks: "Spoke with both.",
        signedAt: at(50),
      });
      return [
        (await reviews.findNamesakes(tx, whole, false)).length,
        (await reviews.findNamesakes(tx, whole, true)).length,
        (await reviews.listChartHours(tx, whole)).length > 0,
        await reviews.listReviews(tx, 5),
        (await reviews.nameSubjects(tx, [])).size,
      ];
    },
  ],
  [
    "questions of the log",
    async (tx) => {
      const stretch = await positions.findPositions(tx, day);
      const subject = (await questions.readSubject(tx, ids.ada)) ?? "";
      const filter = { subject: null, actor: ids.anna, events: [], refusedOnly: false, positions: stretch };
      const found = await questions.findEntries(tx, filter, 5);
      const rare = await questions.findEntries(tx, { ...filter, actor: null, events: ["patient.opened", "backup.made"] }, 5);
      const of = await questions.findEntries(tx, { ...filter, subject, events: ["patient.opened"], refusedOnly: true }, 5);
      return [
        stretch,
        await positions.findPosition(tx, day.fromAt),
        found.map(({ seq }) => seq),
        rare.map(({ seq }) => seq),
        of.length,
        await questions.listViewers(tx, subject, ids.ada, stretch),
        await questions.listDeeds(tx, ids.anna, stretch),
        await questions.nameSubject(tx, subject),
        await questions.nameSubject(tx, "s_none"),
        await everyday.countEntriesOf(tx, "patient.opened", stretch),
        everyday.matchEvent("note.signed").length,
      ];
    },
  ],
  [
    "the log itself",
    async (tx) => {
      const kept = await checkpoints.listCheckpoints(tx);
      return [
        await entries.countAuditEntries(tx),
        (await entries.listAuditEntriesFrom(tx, 2, 3)).length,
        (await entries.listAuditEntriesBefore(tx, 4, 10)).length,
        await entries.readHighWaterDay(tx),
        kept?.notes.length,
        (await checkpoints.readNewestCheckpoint(tx))?.size,
        (await checkpoints.listCheckpointsAfter(tx, 0)).length,
        await checkpoints.readKeyDate(tx),
        await checkpoints.readLogStart(tx),
        await retention.findRemovable(tx, "2020-01-01T00:00:00.000Z"),
        statements.hashStatement("x"),
        (await statements.signStatement(tx, "x"))?.key,
      ];
    },
  ],
  [
    "a time stamp, and a proposal to let the oldest go",
    async (tx) => {
      const size = (await checkpoints.readNewestCheckpoint(tx))?.size ?? 0;
      await anchors.insertTimestamp(tx, size, at(51), Buffer.from("token"));
      await anchors.insertTimestamp(tx, size, at(52), Buffer.from("token 2"));
      await retention.writeProposal(tx, size, ids.ben);
      await retention.writeProposal(tx, size, ids.anna);
      return [await anchors.listTimestamps(tx), await retention.readProposal(tx)];
    },
  ],
  [
    "requests",
    async (tx) => {
      const request = {
        id: ids.request,
        patientId: ids.ada,
        kind: "access",
        state: "open",
        receivedOn: "2026-11-20",
        dueOn: "2026-12-20",
        content: asked,
        extension: null,
        decision: null,
        decided: null,
        disagreement: null,
        rebuttal: null,
        recordedAt: at(53),
        recordedByName: "",
      } as never as Parameters<typeof requests.insertRequest>[1];
      const written = await requests.insertRequest(tx, request);
      const open = [await requests.listRequestLines(tx, "2026-01-01"), await holds.isHeld(tx, ids.ada)];
      await requests.updateRequest(tx, { ...request, state: "accepted" }, "2026-11-23");
      return [
        written,
        open,
        await requests.readRequest(tx, ids.request),
        await requests.listRequests(tx, ids.ada),
        await requests.listRequestLines(tx, "2026-01-01"),
        await requests.listRequestLines(tx, "2027-01-01"),
      ];
    },
  ],
  [
    "holds",
    async (tx) => {
      const placed = await holds.insertHold(tx, {
        id: ids.hold,
        patientId: ids.ada,
        reason: "subpoena",
        matter: "A matter of the county court",
        placedAt: at(54),
        placedByName: "",
        liftedAt: null,
      });
      const blocks = [await holds.isHeld(tx, ids.ada), await scope.findStandingBlocks(tx, ids.ada)];
      return [
        placed,
        blocks,
        await holds.liftHold(tx, ids.hold, at(55)),
        await holds.liftHold(tx, ids.hold, at(55)),
        await holds.listHolds(tx, ids.ada),
        await holds.isHeld(tx, ids.ada),
      ];
    },
  ],
  [
    "disclosures",
    async (tx) => {
      await disclosures.insertDisclosure(tx, {
        id: ids.disclosure,
        patientId: ids.ada,
        disclosedOn: "2026-11-20",
        purpose: "court-order",
        content: { recipient: "County court", recipientAddress: "", what: "The record", basis: "Subpoena" },
      });
      await disclosures.insertAccounting(tx, ids.ada, "2026-11-23", 1);
      return [
        await disclosures.listDisclosures(tx, ids.ada, "2020-01-01"),
        await disclosures.readLastAccounting(tx, ids.ada),
        await disclosures.readLastAccounting(tx, ids.bo),
        disclosures.mintDisclosureId().length,
      ];
    },
  ],
  [
    "a whole practice handed over",
    async (tx) => {
      const body = { folder: "/mnt/out", format: "zip", passphrase: "seven words", warned: false } as const;
      const totals = [await exports.insertJob(tx, ids.job, body, null), await exports.insertJob(tx, ids.job2, body, [ids.bo, ids.ada])];
      await exports.noteFile(tx, ids.job2, 1, { name: "patient-000001.zip", bytes: 10, sha256 });
      const job = await exports.readJob(tx, ids.job2);
      const pending = [await exports.listPending(tx, ids.job2, 5), await exports.listFiles(tx, ids.job, 1, 5)];
      if (job !== null) await exports.setJobState(tx, job, "done");
      return [totals, job, pending, await exports.pauseRunning(tx), await exports.listJobs(tx), exports.nameExportFile(3, "age")];
    },
  ],
  [
    "breaches",
    async (tx) => {
      const seen = [];
      for (const source of [
        buildAssessment().source,
        { kind: "person", userId: ids.anna },
        { kind: "computer", machine: "laptop" },
        { kind: "backup", backupId: ids.backup },
      ])
        seen.push((await affected.findAffected(tx, source as never, day)).sort((a, b) => a.patientId.localeCompare(b.patientId)));
      const evidence = await affected.countEvidence(tx, day);
      await breaches.insertAssessment(tx, ids.assessment, buildAssessment());
      const saved = [
        await breaches.updateAssessment(tx, ids.assessment, 1, buildAssessment({ title: "Another" })),
        await breaches.updateAssessment(tx, ids.assessment, 1, buildAssessment()),
      ];
      await breaches.writeStep(tx, ids.assessment, "notify-individuals", "2026-11-24");
      await breaches.writeStep(tx, ids.assessment, "notify-individuals", "2026-11-25");
      const summary = {
        patients: 1,
        destroyed: 0,
        minors: 0,
        withoutAddress: 0,
        perState: [],
        perExposure: [],
        times: 1,
        firstAt: null,
        lastAt: null,
      };
      const list = [{ patientId: ids.ada, times: 1, firstAt: at(1), lastAt: at(2), exposures: ["chart-viewed"] }] as const;
      const concluded = await breaches.concludeAssessment(
        tx,
        { id: ids.assessment, revision: 2 },
        {
          conclusion: { outcome: "low-probability", discoveredOn: "2026-11-20", summary } as never,
          affected: list as never,
          keepUntil: "2032-11-24",
        },
      );
      return [
        seen,
        evidence,
        saved,
        concluded,
        await breaches.readAssessment(tx, ids.assessment),
        (await breaches.listAssessments(tx, 5)).length,
        await breaches.readConcludedAffected(tx, ids.assessment),
        [...(await breaches.listSteps(tx, ids.assessment))],
      ];
    },
  ],
  [
    "what lapses",
    async (tx) => [
      await clocks.listLongUnseen(tx, "2030-01-01", 5),
      await clocks.listSoundLapsing(tx, 5),
      await clocks.listTranscriptsLapsing(tx, 5),
      await scope.readRetentionDays(tx, ids.ada),
      await scope.readRetentionDays(tx, ids.ghost),
    ],
  ],
  [
    "a destruction proposed and taken back",
    async (tx) => {
      const proposal = { id: ids.destruction, patientId: ids.ada, reason: "court-order", notBefore: "2026-11-30" } as const;
      const proposed = [
        await destructions.insertProposal(tx, proposal),
        await destructions.insertProposal(tx, { ...proposal, id: ids.destruction2 }),
      ];
      const listed = await destructions.listDestructions(tx);
      const ended = [
        await destructions.endProposal(tx, ids.destruction, "withdrawn"),
        await destructions.endProposal(tx, ids.destruction, "withdrawn"),
      ];
      return [
        proposed,
        listed,
        ended,
        await destructions.insertProposal(tx, { ...proposal, id: ids.destruction2 }),
        await destructions.readDestruction(tx, ids.destruction2),
        await scope.measureScope(tx, ids.ada),
      ];
    },
  ],
  [
    "a destruction",
    async (tx) => {
      const draft = z.object({ said: z.string() });
      await destructions.endProposal(tx, ids.destruction2, "destroyed");
      await destructions.keepDraft(tx, ids.destruction2, { said: "what goes" });
      const unfinished = await destructions.listUnfinished(tx);
      const shredded = [await ledger.shredPatientRows(tx, ids.ada, "court-order"), await ledger.shredPatientRows(tx, ids.ada, "court-order")];
      await destructions.keepCertificate(tx, ids.destruction2, { said: "what went" });
      return [
        unfinished,
        shredded,
        await destructions.readDraft(tx, ids.destruction2, draft),
        await destructions.readCertificate(tx, ids.destruction2, draft),
        await destructions.readCertificate(tx, ids.destruction, draft),
        await destructions.listDestructions(tx),
        await ledger.openDestroyed(tx, ids.ada),
        await ledger.openDestroyed(tx, ids.bo),
        await ledger.listDestroyed(tx),
        [...(await namePatients(tx, [ids.ada]))],
        await sends.listSends(tx, null, 5),
        await disclosures.listDisclosures(tx, ids.ada, "2020-01-01"),
        (await questions.readSubject(tx, ids.ada))?.length,
      ];
    },
  ],
];
