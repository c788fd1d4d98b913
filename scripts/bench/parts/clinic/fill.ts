import { event } from "../../../../main/audit/index.ts";
import { mintId } from "../../../../main/vault/ids.ts";
import type { WriteTx } from "../../../../main/vault/sql.ts";
import { insertEncounter } from "../../../../main/vault/stores/encounters.ts";
import { insertNote, signNote } from "../../../../main/vault/stores/notes.ts";
import { insertPatient } from "../../../../main/vault/stores/patients.ts";
import type { Vault } from "../../../../main/vault/vault.ts";
import { EncounterIdSchema, NoteIdSchema, type PatientId, PatientIdSchema, type UserId } from "../../../../shared/domain/ids.ts";
import type { Note } from "../../../../shared/domain/note.ts";
import type { Instant } from "../../../../shared/domain/time.ts";
import { ok } from "../../../../shared/result.ts";
import { buildDemographics } from "../../../../tests/support/build-patient.ts";
import { draw, inventName, inventSentence } from "../invent.ts";

const sessionsEach = 20;
const patientsAtOnce = 25;
const dayMs = 86_400_000;
/** Some moment of a day, a week before for each session: no two sessions begin together. */
const momentOf = (session: number) => new Date(Date.UTC(2026, 9, 1) - session * 7 * dayMs + draw(dayMs)).toISOString() as Instant;

let patients = 0;
/** One of each, however often the record is filled further. */
function nextMrn(): string {
  patients += 1;
  return String(patients);
}

export interface Fill {
  readonly notes: number;
  readonly clinicians: readonly UserId[];
  /** Whoever opened the record is still there; a record nobody sits at locks. */
  keepAwake(): Promise<unknown>;
}

/** Fills a record with signed notes, twenty to a patient, by the stores that keep them in earnest. */
export async function fillRecord(vault: Vault, { notes, clinicians, keepAwake }: Fill): Promise<void> {
  for (let filled = 0; filled < notes; filled += patientsAtOnce * sessionsEach) {
    const clinicianId = clinicians[draw(clinicians.length)] as UserId;
    const by = { userId: clinicianId, role: "clinician", sessionId: "x_bench" };
    const written = await vault.write(by, event("patient.registered", {}), async (tx) => {
      for (let each = 0; each < Math.min(patientsAtOnce, (notes - filled) / sessionsEach); each += 1) {
        const id = mintId("pat", PatientIdSchema);
        const demographics = buildDemographics({ familyName: inventName(), givenName: inventName(), preferredName: "", mrn: nextMrn() });
        await insertPatient(tx, { id, demographics, registeredAt: momentOf(sessionsEach) } as unknown as Parameters<typeof insertPatient>[1]);
        // All asked at once: on a server, what one waits for is the others' time.
        await Promise.all(Array.from({ length: sessionsEach }, (_none, session) => fillSession(tx, { patientId: id, clinicianId, session })));
      }
      return ok(null);
    });
    if (!written.ok) throw new Error(written.error.code);
    await keepAwake();
    // The desks that are there are not left without an answer.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Filling {
  readonly patientId: PatientId;
  readonly clinicianId: UserId;
  readonly session: number;
}

async function fillSession(tx: WriteTx, { patientId, clinicianId, session }: Filling): Promise<void> {
  const encounterId = mintId("enc", EncounterIdSchema);
  const [startedAt, turn] = [momentOf(session), { line: 1, label: "", role: "client" as const, startMs: null, text: inventSentence() }];
  const encounter = { id: encounterId, patientId, clinicianId, startedAt, endedAt: null, kind: "txt" as const, turns: [turn], createdAt: startedAt };
  await insertEncounter(tx, encounter);
  const note = buildNote({ patientId, encounterId, savedAt: startedAt });
  await insertNote(tx, note);
  const signature = { signedAt: startedAt, signedBy: clinicianId, printedName: "Bench", contentSha256: "0".repeat(64) };
  await signNote(tx, note, signature as NonNullable<Note["signature"]>);
}

function buildNote(of: Pick<Note, "patientId" | "encounterId" | "savedAt">): Note {
  const line = () => {
    const key = `s${String(draw(1e9)).padStart(9, "0")}`;
    return { key, text: inventSentence(), source: "said" as const, lines: [1], review: "accepted" as const, doubts: [] };
  };
  return {
    ...{ ...of, id: mintId("not", NoteIdSchema), templateId: "soap", templateName: "SOAP", state: "draft", revision: 1 },
    sections: ["subjective", "objective", "assessment", "plan"].map((id) => ({ id, title: id, sentences: [line(), line(), line()] })),
    ...{ drafter: { kind: "device", method: "bench" }, signature: null, addenda: [] },
  } as unknown as Note;
}
