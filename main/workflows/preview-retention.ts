import { addDays, findEarliest } from "../../shared/domain/retention.ts";
import { ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { readPatient } from "../vault/stores/patients.ts";
import { readRetentionDays } from "../vault/stores/record-scope.ts";
import { listLongUnseen, listSoundLapsing, listTranscriptsLapsing } from "../vault/stores/retention-clocks.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

const mostRecords = 200;
const shortestYears = 1;

/** What goes by its own clock, and when, before it goes: sound, transcripts, and whole records whose retention has ended. */
export function previewRetention(parts: { vault: Vault; clock: Clock; policy: Policy }): Workflow<"retention.preview"> {
  const { vault, clock, policy } = parts;
  const transcriptDays = policy.transcripts.keep === "transcript" && policy.transcripts.days === 0 ? null : policy.transcripts.days;
  return (_input, { session }) =>
    vault.read(nameActor(session), event("rights.viewed", {}), async (tx) => {
      const today = clock.today();
      const clinicState = (await readClinic(tx))?.stateCode ?? "";
      const lapse = <R extends { of: string }>(row: R, days: number) => ({ ...row, on: addDays(row.of.slice(0, 10), days) });
      const sound = (await listSoundLapsing(tx, mostRecords)).map((row) => lapse(row, policy.sound.keepDays));
      const transcripts = transcriptDays === null ? [] : (await listTranscriptsLapsing(tx, mostRecords)).map((row) => lapse(row, transcriptDays));
      // Nobody's record may go sooner than this after the last service; the rest is looked at one by one.
      const unseen = await listLongUnseen(tx, addDays(today, -365 * Math.max(shortestYears, policy.retention.leastYears)), mostRecords * 5);
      const records = [];
      const unknownStates = new Set<string>();
      for (const row of unseen) {
        const days = await readRetentionDays(tx, row.patientId);
        const patient = await readPatient(tx, row.patientId);
        if (days === null || patient === null) continue;
        const earliest = findEarliest({ ...days, stateCodes: [clinicState, patient.demographics.stateCode] }, policy.retention);
        if ("missing" in earliest) unknownStates.add(earliest.missing);
        else if (earliest.on <= today) records.push({ ...row, on: earliest.on, citation: earliest.citation });
      }
      return ok({
        ...{
          sound,
          transcripts,
          records: records.slice(0, mostRecords),
          recordsMore: records.length > mostRecords || unseen.length === mostRecords * 5,
        },
        ...{ soundDays: policy.sound.keepDays, transcriptDays, unknownStates: [...unknownStates].sort() },
      });
    });
}
