import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/index.ts";
import { type DayStep, daySteps } from "../../shared/domain/canary.ts";
import type { DraftId, EncounterId, NoteId, PatientId } from "../../shared/domain/ids.ts";
import { addYears } from "../../shared/domain/retention.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { App } from "../app.ts";
import type { FarEnd } from "./far-end.ts";
import type { Plant } from "./plant.ts";

/** Which steps were taken; the first that failed ends the day, with its code. */
export interface DayOutcome {
  readonly steps: readonly DayStep[];
  readonly stoppedAt: DayStep | null;
  readonly code: ErrorCode | null;
}

const password = "five quiet herons at dusk";

class Refused extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Lives a clinic's day with the planted patient, through the same front door as the window. */
export async function liveDay(app: App, plant: Plant, farEnd: FarEnd, folder: string, today: string): Promise<DayOutcome> {
  const done: DayStep[] = [];
  const caller = { id: "leak-test", trusted: true };
  async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const reply = await app.guard(caller, name, input);
    if (!reply.ok) throw new Refused(reply.error.code);
    return reply.value as CallOutput<N>;
  }
  const signIn = (username: string) => ask("session.signIn", { username, password });
  const held: { patientId?: PatientId; encounterId?: EncounterId; noteId?: NoteId } = {};

  const deeds: Readonly<Record<DayStep, () => Promise<unknown>>> = {
    async "set-up"() {
      await app.start();
      const person = { credentials: "", password };
      await ask("setup.createClinic", {
        clinic: { name: "Leak test", address: "1 Nowhere", phone: "928-555-0100", stateCode: "AZ" },
        users: [
          { ...person, username: "whitcombe", displayName: "Rosalind Whitcombe", role: "clinician" },
          { ...person, username: "abara", displayName: "Tunde Abara", role: "practice-manager" },
        ],
        passphrase: null,
      });
    },
    async chart() {
      await signIn("whitcombe");
      held.patientId = (await ask("patients.register", plant.demographics)).id;
      const { patientId } = held;
      await ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" });
      held.encounterId = await importSession(patientId);
    },
    async agreement() {
      await signIn("abara");
      const { id: agreementId } = await ask("agreements.record", {
        terms: buildTerms(farEnd.origin, today),
        credential: { apiKey: "leak-test" },
        password,
      });
      await ask("agreements.ask", { agreementId });
      await signIn("whitcombe");
    },
    "vendor-draft": () => draft("vendor", need(held.encounterId)),
    async "device-draft"() {
      held.noteId = (await draft("device", await importSession(need(held.patientId)))).note.id;
    },
    async sign() {
      const note = await ask("notes.open", { noteId: need(held.noteId) });
      const sections = note.sections.map((section) => ({
        ...section,
        sentences: section.sentences.map((sentence) => ({ ...sentence, review: "accepted" as const })),
      }));
      const kept = await ask("notes.save", { noteId: note.id, revision: note.revision, sections } as CallInput<"notes.save">);
      await ask("notes.sign", { noteId: note.id, revision: kept.revision, password } as CallInput<"notes.sign">);
    },
    async export() {
      await signIn("abara");
      await ask("records.export", { patientId: need(held.patientId), password, format: "zip", warned: false, requestId: null });
    },
    async backup() {
      mkdirSync(join(folder, "backups"), { recursive: true });
      await ask("backups.configure", { everyHours: 24, keepCount: 7, chooseNew: true });
      await ask("backups.run", {});
    },
    async log() {
      const { verdict } = await ask("audit.verify", {});
      if (verdict !== "intact") throw new Refused("audit.chain-broken");
    },
    close: () => app.stop(),
  };

  async function importSession(patientId: PatientId): Promise<EncounterId> {
    const session = { bytes: new TextEncoder().encode(plant.session), kindHint: "txt" as const, startedAt: `${today}T09:00:00.000Z`, endedAt: null };
    return (await ask("transcripts.import", { patientId, ...session })).encounterId;
  }

  function draft(via: "vendor" | "device", encounterId: EncounterId) {
    const draftId = `dft_${"0".repeat(25)}${via === "vendor" ? 1 : 2}` as DraftId;
    return ask("drafts.create", { draftId, encounterId, templateId: "dap", via, added: [], doubtsReviewed: true });
  }

  for (const step of daySteps) {
    try {
      await deeds[step]();
      done.push(step);
    } catch (error) {
      const code = error instanceof Refused ? error.code : "app.unexpected";
      await app.stop().catch(() => undefined);
      return { steps: done, stoppedAt: step, code };
    }
  }
  return { steps: done, stoppedAt: null, code: null };
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Refused("app.unexpected");
  return value;
}

function buildTerms(origin: string, today: string): CallInput<"agreements.record">["terms"] {
  return {
    vendorId: "on-premises",
    title: "Leak test",
    counterparty: "This computer",
    executedOn: today,
    effectiveOn: today,
    expiresOn: addYears(today, 1),
    documentSha256: "",
    endpoint: origin,
    modelIds: ["leak-test"],
    features: ["messages", "streaming"],
    region: "us",
    dataClasses: ["identifiers-removed"],
    retentionMode: "zero-data-retention",
    retentionDays: 0,
    incidentContact: "none",
  };
}
