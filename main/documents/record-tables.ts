import { writeCsv } from "./csv.ts";
import { writeNoteText } from "./note-letter.ts";
import type { RecordContent } from "./record-content.ts";

/** The record as tables any spreadsheet opens, a file each. */
export function listTables(content: RecordContent): Map<string, string> {
  const { patient, sessions, notes, consents, sends, disclosures, amendments } = content;
  const { relatedPersons, ...demographics } = patient.demographics;
  return new Map([
    [
      "patient",
      writeCsv([
        ["field", "value"],
        ...Object.entries(demographics),
        ...relatedPersons.map(({ name, relationship }) => ["related person", `${name} (${relationship})`]),
      ]),
    ],
    [
      "sessions",
      writeCsv([
        ["session", "began", "ended", "clinician", "lines"],
        ...sessions.map(({ id, startedAt, endedAt, clinicianName, turns }) => [id, startedAt, endedAt ?? "", clinicianName, turns.length]),
      ]),
    ],
    [
      "notes",
      writeCsv([
        ["note", "session", "format", "state", "signed by", "signed at", "drafted by", "text"],
        ...notes.map(({ note }) => [
          ...[note.id, note.encounterId, note.templateName, note.state, note.signature?.printedName ?? "", note.signature?.signedAt ?? ""],
          ...[note.drafter.kind === "vendor" ? `${note.drafter.vendorName} ${note.drafter.modelId}` : note.drafter.kind, writeNoteText(note)],
        ]),
      ]),
    ],
    [
      "transcripts",
      writeCsv([
        ["session", "line", "speaker", "text"],
        ...sessions.flatMap(({ id, turns }) => turns.map(({ line, label, text }) => [id, line, label, text])),
      ]),
    ],
    [
      "consents",
      writeCsv([
        ["kind", "decision", "how", "text version", "recorded at", "revoked at"],
        ...consents.map(({ kind, decision, method, textVersion, recordedAt, revokedAt }) => [
          kind,
          decision,
          method,
          textVersion,
          recordedAt,
          revokedAt ?? "",
        ]),
      ]),
    ],
    [
      "sent-to-vendors",
      writeCsv([
        ["at", "vendor", "model", "host", "task", "data class", "outcome", "code", "identifiers replaced", "bytes sent"],
        ...sends.map((send) => [
          ...[send.at, send.vendorName, send.modelId, send.host, send.task, send.dataClass],
          ...[send.outcome, send.code ?? "", send.identifiersReplaced, send.bytesSent],
        ]),
      ]),
    ],
    [
      "disclosures",
      writeCsv([
        ["on", "to whom", "address", "what", "purpose", "basis"],
        ...disclosures.map(({ disclosedOn, purpose, content: { recipient, recipientAddress, what, basis } }) => [
          disclosedOn,
          recipient,
          recipientAddress,
          what,
          purpose,
          basis,
        ]),
      ]),
    ],
    [
      "amendments",
      writeCsv([
        ["received", "note", "asked", "state", "decided", "text", "disagreement", "rebuttal"],
        ...amendments.map(({ receivedOn, content: { noteId, asked }, state, decided, decision, disagreement, rebuttal }) => [
          ...[receivedOn, noteId ?? "", asked, state, decided?.decidedOn ?? ""],
          ...[
            decision === null ? "" : decision.kind === "accepted" ? decision.text : decision.rationale,
            disagreement?.text ?? "",
            rebuttal?.text ?? "",
          ],
        ]),
      ]),
    ],
  ]);
}
