import { z } from "zod";
import { type ReadTx, sql } from "../../../main/vault/sql.ts";
import * as addenda from "../../../main/vault/stores/addenda.ts";
import * as agreements from "../../../main/vault/stores/agreements.ts";
import * as anchors from "../../../main/vault/stores/audit-anchors.ts";
import * as authorKeys from "../../../main/vault/stores/author-keys.ts";
import * as backups from "../../../main/vault/stores/backups.ts";
import * as careTeam from "../../../main/vault/stores/care-team.ts";
import * as clinic from "../../../main/vault/stores/clinic.ts";
import * as consents from "../../../main/vault/stores/consents.ts";
import * as codes from "../../../main/vault/stores/encounter-codes.ts";
import * as listings from "../../../main/vault/stores/encounter-summaries.ts";
import * as encounters from "../../../main/vault/stores/encounters.ts";
import * as newest from "../../../main/vault/stores/newest-note.ts";
import * as cosigning from "../../../main/vault/stores/note-cosigning.ts";
import * as templates from "../../../main/vault/stores/note-templates.ts";
import * as versions from "../../../main/vault/stores/note-versions.ts";
import * as noteWords from "../../../main/vault/stores/note-words.ts";
import * as notes from "../../../main/vault/stores/notes.ts";
import * as index from "../../../main/vault/stores/patient-index.ts";
import * as patients from "../../../main/vault/stores/patients.ts";
import * as privateNotes from "../../../main/vault/stores/private-notes.ts";
import * as recordings from "../../../main/vault/stores/recordings.ts";
import * as factors from "../../../main/vault/stores/second-factors.ts";
import * as shippingKey from "../../../main/vault/stores/shipping-key.ts";
import * as sinks from "../../../main/vault/stores/sink-secrets.ts";
import * as snippets from "../../../main/vault/stores/snippets.ts";
import * as supervision from "../../../main/vault/stores/supervision.ts";
import * as keeping from "../../../main/vault/stores/transcript-keeping.ts";
import * as users from "../../../main/vault/stores/users.ts";
import { buildAgreement, buildTerms } from "../build-agreement.ts";
import { buildDemographics } from "../build-patient.ts";
import { at, buildNote, buildTurns, ids, type Step, sha256 } from "./step.ts";

const user = (id: string, username: string, displayName: string, role: string) => ({
  user: { id, username, displayName, credentials: role === "clinician" ? "LCSW" : "", role, active: true } as never,
  secretKeyId: `k_${id.slice(-16)}`,
  mustChangePassword: false,
});

/** The office and the people, charts and sessions, notes to their signature: every store of a clinic's day, in an order that makes sense. */
export const clinicSteps: readonly Step[] = [
  [
    "people",
    async (tx) => {
      await users.insertUser(tx, user(ids.anna, "whitcombe", "Rosalind Whitcombe", "clinician"));
      await users.insertUser(tx, user(ids.ben, "vasquez", "Noor Vasquez", "supervisor"));
      await users.insertUser(tx, user(ids.cleo, "angstrom", "Åke Ängström", "privacy-officer"));
      return [
        await users.listAccounts(tx),
        await users.findAccount(tx, "angstrom"),
        await users.findAccount(tx, "nobody"),
        await users.readAccount(tx, ids.ben),
      ];
    },
  ],
  [
    "a person's secret, and their leaving",
    async (tx) => [
      await users.setSecret(tx, ids.cleo, "k_next", true),
      await users.readAccount(tx, ids.cleo),
      await users.deactivateUser(tx, ids.cleo),
      await users.deactivateUser(tx, ids.cleo),
      await users.setSecret(tx, ids.cleo, "k_x", false),
      users.showPerson(tx, "usr_x", null),
    ],
  ],
  [
    "the clinic",
    async (tx) => {
      await clinic.insertClinic(tx, { name: "Larkspur Counseling", address: "12 Invented Row", phone: "602-555-0100", stateCode: "AZ" });
      return clinic.readClinic(tx);
    },
  ],
  [
    "supervision",
    async (tx) => {
      await supervision.setSupervision(tx, ids.anna, ids.ben);
      await supervision.setSupervision(tx, ids.anna, ids.ben);
      const found = [await supervision.findSupervisor(tx, ids.anna), await supervision.listSupervision(tx)];
      await supervision.setSupervision(tx, ids.anna, null);
      return [found, await supervision.findSupervisor(tx, ids.anna)];
    },
  ],
  [
    "a second factor",
    async (tx) => {
      await factors.insertSecondFactor(tx, ids.anna, "JBSWY3DPEHPK3PXP");
      await factors.confirmSecondFactor(tx, ids.anna, 10, [sha256]);
      const confirmed = await factors.readSecondFactor(tx, ids.anna);
      const spent = [await factors.spendStep(tx, ids.anna, 11), await factors.spendStep(tx, ids.anna, 11)];
      await factors.keepRecoveryCodes(tx, ids.anna, []);
      const after = await factors.readSecondFactor(tx, ids.anna);
      await factors.insertSecondFactor(tx, ids.anna, "ANOTHERONE234567");
      return [
        confirmed,
        spent,
        after,
        await factors.readSecondFactor(tx, ids.anna),
        await factors.deleteSecondFactor(tx, ids.anna),
        await factors.deleteSecondFactor(tx, ids.anna),
      ];
    },
  ],
  [
    "an author's key",
    async (tx) => {
      const kept = {
        userId: ids.anna,
        keyId: "k_1",
        createdAt: at(1),
        kdf: "{}",
        sealedBySecret: Buffer.from("secret"),
        sealedByWords: Buffer.from("words"),
      };
      await authorKeys.writeAuthorKey(tx, kept);
      await authorKeys.writeAuthorKey(tx, { ...kept, sealedBySecret: Buffer.from("another") });
      return [await authorKeys.readAuthorKey(tx, ids.anna), await authorKeys.listAuthorKeys(tx), await authorKeys.readAuthorKey(tx, ids.ben)];
    },
  ],
  [
    "snippets, kept again under a name",
    async (tx) => {
      await snippets.saveSnippet(tx, ids.anna, { name: "risk", text: "No thoughts of death." });
      await snippets.saveSnippet(tx, ids.anna, { name: "close", text: "Until next week." });
      await snippets.saveSnippet(tx, ids.anna, { name: "risk", text: "Denied, asked directly." });
      await snippets.saveSnippet(tx, ids.ben, { name: "risk", text: "His own." });
      const all = await snippets.listSnippets(tx, ids.anna);
      await snippets.removeSnippet(tx, ids.anna, "close");
      await snippets.removeSnippet(tx, ids.anna, "none");
      return [all, await snippets.listSnippets(tx, ids.anna), await snippets.listSnippets(tx, ids.ben)];
    },
  ],
  [
    "agreements",
    async (tx) => {
      const agreement = { ...buildAgreement(), id: ids.agreement, recordedBy: ids.anna, proposedBy: null };
      await agreements.insertAgreement(tx, agreement, { apiKey: "sk-invented" });
      await agreements.insertAgreement(
        tx,
        { ...agreement, id: ids.agreement2, terms: buildTerms({ title: "The next one" }), state: "proposed", proposedBy: ids.anna } as never,
        { apiKey: "sk-2" },
      );
      await agreements.insertDocument(tx, ids.agreement, Buffer.from("%PDF invented"), at(2));
      const before = [await agreements.listAgreements(tx), await agreements.findAgreement(tx, "anthropic"), await agreements.listActiveVendors(tx)];
      const proven = await agreements.noteProof(tx, ids.agreement, { at: at(3), organizationId: "org", retentionMode: null });
      const reviewed = await agreements.noteReview(tx, ids.agreement, { at: at(4), sawRetentionOn: "2026-11-20" });
      const raised = await agreements.setAgreementState(tx, ids.agreement2, "active", null);
      return [
        before,
        proven,
        reviewed,
        raised,
        await agreements.readAgreement(tx, ids.agreement),
        await agreements.readDocument(tx, ids.agreement),
        await agreements.readDocument(tx, ids.agreement2),
      ];
    },
  ],
  [
    "where the log goes",
    async (tx) => {
      await anchors.markAnchored(tx, "folder", 10);
      await anchors.markAnchorFailed(tx, "folder", "anchor.folder-gone");
      await anchors.markAnchorFailed(tx, "folder", "anchor.folder-gone");
      await shippingKey.writeShippingKey(tx, { certificate: "one", privateKey: "secret" });
      await shippingKey.writeShippingKey(tx, { certificate: "two", privateKey: "secret 2" });
      await sinks.writeSinkSecret(tx, "cloudwatch", { key: "1" });
      await sinks.writeSinkSecret(tx, "cloudwatch", { key: "2" });
      return [
        await anchors.readAnchor(tx, "folder"),
        await anchors.readAnchor(tx, "siem"),
        await shippingKey.readShippingKey(tx),
        await sinks.readSinkSecret(tx, "cloudwatch"),
        await sinks.readSinkSecret(tx, "siem"),
      ];
    },
  ],
  [
    "backups",
    async (tx) => {
      await backups.writeBackupPlan(tx, { folder: "/mnt/share/larkspur", everyHours: 24, keepCount: 7 });
      await backups.writeBackupPlan(tx, { folder: "/mnt/other", everyHours: 12, keepCount: 5 });
      const line = {
        id: ids.backup,
        name: "Chartwell backup",
        folder: "/mnt/other",
        madeAt: at(60),
        durationMs: 1,
        bytes: 5_000_000_000,
        sha256,
        patients: 1,
        lastSeq: 9,
      };
      await backups.insertBackup(tx, { ...line, removedAt: null, drilledAt: null, drillMs: null, drillVerdict: null });
      await backups.markBackupDrilled(tx, ids.backup, 12, "restorable");
      await backups.markBackupPurged(tx, ids.backup, 4_000_000_000, sha256);
      const seen = await backups.listBackups(tx, 5);
      await backups.markBackupRemoved(tx, ids.backup);
      return [await backups.readBackupPlan(tx), seen, await backups.listBackups(tx, 5)];
    },
  ],
  [
    "patients",
    async (tx) => {
      await patients.insertPatient(tx, { id: ids.ada, demographics: buildDemographics(), registeredAt: at(5) });
      await patients.insertPatient(tx, {
        id: ids.bo,
        demographics: buildDemographics({ familyName: "Whitcombe", givenName: "Rosalind", preferredName: "", mrn: "00413", bornOn: "1990-01-02" }),
        registeredAt: at(6),
      });
      await patients.insertPatient(tx, {
        id: ids.cy,
        demographics: buildDemographics({ familyName: "Ångström", givenName: "Cy", preferredName: "", mrn: "00414", bornOn: "1990-01-02" }),
        registeredAt: at(7),
      });
      return [
        await patients.readPatient(tx, ids.ada),
        await patients.listPatientIds(tx),
        (await patients.readSubject(tx, ids.ada))?.length,
        await patients.openChart(tx, ids.ghost),
      ];
    },
  ],
  [
    "finding patients",
    async (tx) => [
      await index.searchPatients(tx, "okon", 5),
      await index.searchPatients(tx, "ang", 5),
      await index.searchPatients(tx, "ADA", 5),
      await index.searchPatients(tx, "00413", 5),
      await index.searchPatients(tx, "1990-01-02", 5),
      await index.searchPatients(tx, "", 2),
      index.foldName("Ångström"),
      await index.isMrnTaken(tx, "00413", null),
      await index.isMrnTaken(tx, "00413", ids.bo),
      await index.findTwin(tx, buildDemographics()),
      await index.findFamily(tx, "whitcombe"),
      await index.countIndexed(tx),
      await index.countIndexedOf(tx, ids.ada),
      [...(await index.findIndexed(tx, [ids.ada, ids.ghost]))],
    ],
  ],
  [
    "a patient's name while the index does not know it",
    async (tx) => {
      await index.forgetPatient(tx, ids.cy);
      const named = [...(await patients.namePatients(tx, [ids.cy, ids.ada, ids.ghost]))].sort();
      await index.indexPatient(
        tx,
        ids.cy,
        buildDemographics({ familyName: "Ångström", givenName: "Cy", preferredName: "", mrn: "00414", bornOn: "1990-01-02" }),
      );
      return [
        named,
        [...(await patients.namePatientsOf(tx, [{ patient_id: ids.bo }]))],
        [...(await patients.readManyDemographics(tx, [ids.bo], z.object({ stateCode: z.string() })))],
      ];
    },
  ],
  [
    "changed demographics are found by what they are now",
    async (tx) => [
      await patients.updateDemographics(tx, ids.ada, buildDemographics({ familyName: "Okonkwo-Reyes" })),
      await index.searchPatients(tx, "okonkwo-r", 5),
      await patients.updateDemographics(tx, ids.ghost, buildDemographics()),
    ],
  ],
  [
    "consents",
    async (tx) => {
      const consent = {
        id: ids.consent,
        patientId: ids.ada,
        kind: "ai-drafting",
        decision: "given",
        method: "signed-form",
        textVersion: "2026-1",
        recordedAt: at(8),
        recordedBy: ids.anna,
        revokedAt: null,
      } as const;
      await consents.insertConsent(tx, consent);
      const had = await consents.hasConsent(tx, ids.ada, "ai-drafting");
      return [
        had,
        await consents.revokeConsent(tx, ids.consent, ids.ada, at(9)),
        await consents.revokeConsent(tx, ids.consent, ids.ada, at(9)),
        await consents.hasConsent(tx, ids.ada, "ai-drafting"),
        await consents.listConsents(tx, ids.ada),
      ];
    },
  ],
  [
    "sessions",
    async (tx) => {
      const session = {
        id: ids.session,
        patientId: ids.ada,
        clinicianId: ids.anna,
        startedAt: at(10),
        endedAt: null,
        kind: "txt",
        turns: buildTurns(3),
        createdAt: at(11),
      } as const;
      const written = [
        await encounters.insertEncounter(tx, session),
        await encounters.insertEncounter(tx, { ...session, id: ids.session2, startedAt: at(5), endedAt: at(9) }),
      ];
      await encounters.setDraftState(tx, ids.session2, "drafting");
      const read = await encounters.readEncounter(tx, ids.session);
      if (read !== null) await encounters.updateTurns(tx, read, buildTurns(2));
      return [
        written,
        read,
        await encounters.readEncounter(tx, ids.session),
        await encounters.readEncounter(tx, ids.ghostSession),
        await encounters.listDraftingEncounters(tx),
        await listings.listEncountersOfPatient(tx, ids.ada),
        await listings.listWorklist(tx, ids.anna, 10),
        await listings.readEncounterListing(tx, ids.session),
        await listings.readEncounterListing(tx, ids.ghostSession),
      ];
    },
  ],
  [
    "the care team",
    async (tx) => {
      await careTeam.joinCareTeam(tx, ids.ada, ids.anna);
      await careTeam.joinCareTeam(tx, ids.ada, ids.ben);
      const members = await careTeam.listCareTeam(tx, ids.ada);
      await careTeam.leaveCareTeam(tx, ids.ada, ids.ben);
      await careTeam.checkChartAccess(tx, ids.ada);
      return [members, await careTeam.listCareTeam(tx, ids.ada)];
    },
  ],
  [
    "codes of a session, kept again",
    async (tx) => {
      const of = { id: ids.session, patientId: ids.ada };
      await codes.saveCodes(tx, of, { sessionType: "individual", procedure: "90837", diagnoses: [] }, at(12));
      await codes.saveCodes(tx, of, { sessionType: "individual", procedure: "90834", diagnoses: [{ code: "F41.1", lines: [1] }] }, at(13));
      return [await codes.readCodes(tx, of), await codes.readCodes(tx, { id: ids.session2, patientId: ids.ada })];
    },
  ],
  [
    "a draft, replaced and saved",
    async (tx) => {
      await notes.insertNote(tx, buildNote({ text: "Slept badly since the move." }));
      await notes.insertNote(tx, buildNote({ id: ids.note, text: "Slept four hours a night." }));
      const saved = [
        await notes.updateNote(tx, buildNote({ id: ids.note, text: "Slept four hours, woke early.", revision: 2 }), 1),
        await notes.updateNote(tx, buildNote({ id: ids.note, text: "Too late.", revision: 2 }), 1),
      ];
      return [
        saved,
        await notes.readNote(tx, ids.note),
        await notes.readNoteOfEncounter(tx, ids.session),
        await notes.readNote(tx, ids.ghostNote),
        await noteWords.listNoteIds(tx),
      ];
    },
  ],
  [
    "what is being typed in a draft, and what its sentences were",
    async (tx) => {
      const note = await notes.readNote(tx, ids.note);
      if (note === null) return [];
      const unfinished = { sectionId: "data", key: "s001", text: "Slept fo", keptAt: at(13) };
      const kept = [await notes.keepUnfinished(tx, note, ids.anna, unfinished), await notes.readUnfinished(tx, ids.note, ids.anna)];
      const gone = [await notes.keepUnfinished(tx, note, ids.anna, null), await notes.readUnfinished(tx, ids.note, ids.anna)];
      const manuscript = await notes.readManuscript(tx, ids.note);
      return [
        kept,
        await notes.readUnfinished(tx, ids.ghostNote, ids.anna),
        gone,
        [...(manuscript?.origins ?? [])],
        manuscript?.stored,
        await notes.readManuscript(tx, ids.ghostNote),
      ];
    },
  ],
  [
    "words of notes",
    async (tx) => [
      await noteWords.searchNotes(tx, "woke early", 5),
      await noteWords.searchNotes(tx, "slep", 5),
      await noteWords.searchNotes(tx, "badly", 5),
      await noteWords.searchNotes(tx, '"OR*', 5),
      await noteWords.searchNotes(tx, "  ", 5),
    ],
  ],
  [
    "words forgotten and learned again",
    async (tx) => {
      const row = await rowOf(tx, ids.note);
      await noteWords.forgetRowWords(tx, row);
      const gone = await noteWords.searchNotes(tx, "woke", 5);
      const note = await notes.readNote(tx, ids.note);
      if (note !== null) await noteWords.indexNoteWords(tx, note);
      await noteWords.forgetNoteWords(tx, { noteId: ids.ghostNote });
      return [gone, await noteWords.searchNotes(tx, "woke", 5), await noteWords.findNoteOfRow(tx, row), await noteWords.findNoteOfRow(tx, 99_999)];
    },
  ],
  [
    "versions",
    async (tx) => {
      const note = buildNote({ id: ids.note, text: "As it was.", revision: 1 });
      await versions.keepVersion(tx, note, "pause");
      await versions.keepVersion(tx, note, "submitted");
      await versions.keepVersion(tx, { ...note, revision: 2 }, "redrafted");
      return [await versions.listVersions(tx, ids.note), await versions.readVersion(tx, note, 1), await versions.readVersion(tx, note, 9)];
    },
  ],
  [
    "a note handed in, given back, and co-signed",
    async (tx) => {
      const note = buildNote({ id: ids.note, text: "", revision: 2 });
      const given = {
        noteId: ids.note,
        patientId: ids.ada,
        supervisorId: ids.ben,
        submittedBy: ids.anna,
        submittedAt: at(14),
        submittedName: "Rosalind Whitcombe, LCSW",
        contentSha256: sha256,
      };
      await cosigning.submitNote(tx, given);
      const waiting = [await notes.isAwaiting(tx, ids.note), await notes.updateNote(tx, note, 2), await listings.listWorklist(tx, ids.ben, 5)];
      const returned = await cosigning.decideSubmission(tx, note, { state: "returned", at: at(15), by: ids.ben, name: "Noor Vasquez" });
      await cosigning.insertComment(tx, ids.ada, ids.note, {
        text: "Say how often.",
        sentenceKey: null,
        addedAt: at(15),
        addedBy: ids.ben,
        addedByName: "Noor Vasquez",
      });
      const back = await cosigning.readCosigning(tx, ids.note);
      await cosigning.submitNote(tx, given);
      const withdrawn = [await cosigning.withdrawSubmission(tx, ids.note, ids.ben), await cosigning.withdrawSubmission(tx, ids.note, ids.anna)];
      return [waiting, returned, back, withdrawn, await cosigning.readCosigning(tx, ids.note), await cosigning.listComments(tx, ids.ada, ids.note)];
    },
  ],
  [
    "a signature",
    async (tx) => {
      const note = buildNote({ id: ids.note, text: "", revision: 2 });
      const signature = { signedAt: at(16), signedBy: ids.anna, printedName: "Rosalind Whitcombe, LCSW", contentSha256: sha256 };
      const signed = [await notes.signNote(tx, note, signature), await notes.signNote(tx, note, signature)];
      await addenda.insertAddendum(tx, ids.ada, ids.note, {
        text: "One more thing.",
        addedAt: at(17),
        addedBy: ids.anna,
        addedByName: "Rosalind Whitcombe",
      });
      return [
        signed,
        await notes.readNote(tx, ids.note),
        await addenda.listAddenda(tx, ids.ada, ids.note),
        await newest.findNewestNote(tx, ids.ada, "dap"),
        await newest.findNewestNote(tx, ids.ada, "none"),
        await keeping.listTranscriptsDue(tx, at(20), 5),
        await notes.deleteDraft(tx, ids.note),
        await listings.listWorklist(tx, ids.anna, 10),
        await listings.listWorklist(tx, ids.anna, 1),
      ];
    },
  ],
  [
    "a second draft, thrown away",
    async (tx) => {
      await notes.insertNote(tx, buildNote({ id: ids.note2, encounterId: ids.session2, text: "Another day, other words." }));
      const earlier = await versions.listEarlierSigned(tx, { id: ids.note2, patientId: ids.ada, encounterId: ids.session }, 5);
      return [earlier, await notes.deleteDraft(tx, ids.note2), await notes.deleteDraft(tx, ids.note2), await noteWords.searchNotes(tx, "another", 5)];
    },
  ],
  [
    "a transcript of which little is kept",
    async (tx) => {
      const read = await encounters.readEncounter(tx, ids.session);
      if (read !== null) await keeping.reduceTranscript(tx, read, buildTurns(1));
      return [(await encounters.readEncounter(tx, ids.session))?.turns.length, await keeping.listTranscriptsDue(tx, at(20), 5)];
    },
  ],
  [
    "formats of the clinic's own",
    async (tx) => {
      const style = { length: "brief", quote: "none", voice: "client" } as const;
      const template = {
        id: "own-intake",
        name: "Intake",
        version: 1,
        sections: [{ id: "part-1", title: "Why", guidance: "What brings them." }],
        style,
      };
      const proposed = { template, example: "", state: "proposed", sha256, proposedBy: ids.anna, proposedAt: at(18), approvedBy: null } as const;
      await templates.insertTemplate(tx, proposed);
      await templates.insertTemplate(tx, { ...proposed, template: { ...template, version: 2 } });
      const before = [
        await templates.findProposedTemplate(tx, "own-intake"),
        await templates.readNewestVersion(tx, "own-intake"),
        await templates.readNewestVersion(tx, "none"),
      ];
      const approved = await templates.approveTemplate(tx, "own-intake", ids.ben, at(19));
      return [
        before,
        approved,
        await templates.findApprovedTemplate(tx, "own-intake"),
        await templates.listClinicTemplates(tx),
        await templates.retireTemplate(tx, "own-intake"),
        await templates.listClinicTemplates(tx),
      ];
    },
  ],
  [
    "private notes",
    async (tx) => {
      const note = { keyId: "k_1", sealed: Buffer.from("sealed by its author"), savedAt: at(20) };
      await privateNotes.writePrivateNote(tx, ids.ada, ids.session, note);
      await privateNotes.writePrivateNote(tx, ids.ada, ids.session, { ...note, savedAt: at(21) });
      const kept = [await privateNotes.readPrivateNote(tx, ids.ada, ids.session), await privateNotes.countPrivateNotes(tx, ids.ada)];
      await privateNotes.removePrivateNote(tx, ids.session);
      return [kept, await privateNotes.readPrivateNote(tx, ids.ada, ids.session)];
    },
  ],
  [
    "recordings",
    async (tx) => {
      const recording = {
        id: ids.recording,
        patientId: ids.ada,
        clinicianId: ids.anna,
        encounterId: null,
        stationId: ids.station,
        source: "microphone",
        channels: 2,
        state: "open",
        publicKey: "key",
        lengthMs: 0,
        startedAt: at(22),
        endedAt: null,
        confirmedAt: null,
        destroyedAt: null,
      } as never;
      const begun = [await recordings.insertRecording(tx, recording, "private"), await recordings.openSoundKey(tx, ids.recording)];
      await recordings.updateRecording(tx, ids.recording, {
        state: "transcribed",
        lengthMs: 5_000,
        endedAt: at(23),
        confirmedAt: at(24),
        encounterId: ids.session2,
      });
      await recordings.writeProgress(tx, recording, { heard: [], settledMs: 10, breaks: [] });
      await recordings.writeSoundLines(tx, recording, [
        { line: 1, startMs: 0, endMs: 5, channel: 0, confidence: 0.5, marks: [], suggestions: [], original: null },
      ]);
      const known = [
        await recordings.readRecording(tx, ids.recording),
        await recordings.readRecordingOf(tx, ids.session2),
        await recordings.listRecordings(tx, ids.ada),
        await recordings.listKeptSound(tx),
        await recordings.listLapsedSound(tx, at(30)),
        await recordings.readProgress(tx, ids.recording),
        await recordings.readSoundLines(tx, ids.recording),
      ];
      await recordings.destroySoundKey(tx, ids.recording, at(25));
      return [begun, known, await recordings.openSoundKey(tx, ids.recording), await recordings.listKeptSound(tx)];
    },
  ],
];

async function rowOf(tx: ReadTx, id: string): Promise<number> {
  return (await tx.get(sql`SELECT rowid AS row_id FROM notes WHERE id = ${id}`, z.object({ row_id: z.int() })))?.row_id ?? -1;
}
