import type { WriteTx } from "../../../main/vault/sql.ts";
import {
  AgreementIdSchema,
  AssessmentIdSchema,
  BackupIdSchema,
  ConsentIdSchema,
  DeliveryIdSchema,
  DestructionIdSchema,
  DisclosureIdSchema,
  EncounterIdSchema,
  ExportIdSchema,
  GlassBreakIdSchema,
  GrantIdSchema,
  HoldIdSchema,
  NoteIdSchema,
  PatientIdSchema,
  RecordingIdSchema,
  ReviewIdSchema,
  RightsRequestIdSchema,
  SendIdSchema,
  StationIdSchema,
  UserIdSchema,
} from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { clinician } from "../open-test-record.ts";

/** One act on the stores; what it gives is compared between engines. */
export type Step = readonly [name: string, act: (tx: WriteTx) => Promise<unknown>];

const body = (last: string) => last.padStart(26, "0");

/** Ids that are the same in every record a script is lived in. */
export const ids = {
  anna: UserIdSchema.parse(clinician.userId),
  ben: UserIdSchema.parse(`usr_${body("2")}`),
  cleo: UserIdSchema.parse(`usr_${body("3")}`),
  ada: PatientIdSchema.parse(`pat_${body("1")}`),
  bo: PatientIdSchema.parse(`pat_${body("2")}`),
  cy: PatientIdSchema.parse(`pat_${body("3")}`),
  ghost: PatientIdSchema.parse(`pat_${body("9")}`),
  session: EncounterIdSchema.parse(`enc_${body("1")}`),
  session2: EncounterIdSchema.parse(`enc_${body("2")}`),
  ghostSession: EncounterIdSchema.parse(`enc_${body("9")}`),
  note: NoteIdSchema.parse(`not_${body("1")}`),
  note2: NoteIdSchema.parse(`not_${body("2")}`),
  ghostNote: NoteIdSchema.parse(`not_${body("9")}`),
  consent: ConsentIdSchema.parse(`con_${body("1")}`),
  agreement: AgreementIdSchema.parse(`agr_${body("1")}`),
  agreement2: AgreementIdSchema.parse(`agr_${body("2")}`),
  backup: BackupIdSchema.parse(`bak_${body("1")}`),
  recording: RecordingIdSchema.parse(`rec_${body("1")}`),
  glass: GlassBreakIdSchema.parse(`brk_${body("1")}`),
  review: ReviewIdSchema.parse(`rev_${body("1")}`),
  assessment: AssessmentIdSchema.parse(`bre_${body("1")}`),
  disclosure: DisclosureIdSchema.parse(`dis_${body("1")}`),
  request: RightsRequestIdSchema.parse(`req_${body("1")}`),
  hold: HoldIdSchema.parse(`hld_${body("1")}`),
  destruction: DestructionIdSchema.parse(`dst_${body("1")}`),
  destruction2: DestructionIdSchema.parse(`dst_${body("2")}`),
  job: ExportIdSchema.parse(`exp_${body("1")}`),
  job2: ExportIdSchema.parse(`exp_${body("2")}`),
  send: SendIdSchema.parse(`snd_${body("1")}`),
  station: StationIdSchema.parse(`stn_${body("1")}`),
  grant: GrantIdSchema.parse(`grt_${body("1")}`),
  delivery: DeliveryIdSchema.parse(`dlv_${body("1")}`),
  send2: SendIdSchema.parse(`snd_${body("2")}`),
} as const;

export const sha256 = "a".repeat(64);

/** A moment of an invented day, by its minute. */
export function at(minute: number): string {
  return new Date(Date.parse("2026-11-23T08:00:00.000Z") + minute * 60_000).toISOString();
}

/** Lines of an invented session. */
export function buildTurns(count: number): Turn[] {
  return Array.from({ length: count }, (_unused, line) => ({
    ...{ line: line + 1, label: "", role: "client" as const, startMs: line * 1_000, text: `What was said in line ${line + 1}.` },
  }));
}

/** A draft with one sentence. */
export function buildNote({ text, ...changes }: Partial<Note> & { text: string }): Note {
  return {
    ...{ id: ids.note2, patientId: ids.ada, encounterId: ids.session, templateId: "dap", templateName: "DAP", state: "draft" as const, revision: 1 },
    sections: [{ id: "data", title: "Data", sentences: [{ key: "s001", text, source: "typed", lines: [], review: "edited", doubts: [] }] }],
    drafter: { kind: "person" },
    savedAt: at(14),
    signature: null,
    addenda: [],
    ...changes,
  };
}
