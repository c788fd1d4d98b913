import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PatientId } from "../../shared/domain/ids.ts";
import type { Demographics } from "../../shared/domain/patient.ts";
import { buildTerms } from "./build-agreement.ts";
import { buildDemographics, spokenSession } from "./build-patient.ts";
import { password, type Settings, startTestClinic, type TestApp } from "./compose-test-app.ts";
import { makeCertificates } from "./vendor/certificates.ts";
import { startVendor } from "./vendor/start-vendor.ts";

/** A clinic with an agreement and a vendor's far end behind real TLS. */
export interface SendingClinic {
  readonly clinic: TestApp;
  /** Registers a patient with consent and an imported session. */
  registerWithSession(changes?: Partial<Demographics>): Promise<{ patientId: PatientId; encounterId: string }>;
  /** The same, and drafts with the vendor: text leaves. */
  sendSessionOf(changes?: Partial<Demographics>): Promise<PatientId>;
  remove(): Promise<void>;
}

/** Starts one; whoever asks next is signed in as the clinician. */
export async function startSendingClinic(settings: Settings = {}): Promise<SendingClinic> {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-sending-"));
  const certificates = makeCertificates(folder);
  const vendor = await startVendor(certificates, "answer");
  const clinic = await startTestClinic({ ...settings, policy: { ...settings.policy, extraCertificateAuthorities: [certificates.caPem] } });
  await clinic.signIn("abara");
  const { id: agreementId } = await clinic.ask("agreements.record", {
    terms: buildTerms({ endpoint: vendor.origin }),
    credential: { apiKey: "sk-invented-credential" },
    password,
  });
  await clinic.ask("agreements.ask", { agreementId });
  let count = 0;

  async function registerWithSession(changes: Partial<Demographics> = {}) {
    count += 1;
    await clinic.signIn("whitcombe");
    const { id: patientId } = await clinic.ask("patients.register", buildDemographics({ mrn: String(90_000 + count), ...changes }));
    await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" });
    const startedAt = clinic.clock.now();
    const session = { bytes: new TextEncoder().encode(spokenSession), kindHint: "txt", startedAt, endedAt: null };
    const { encounterId } = await clinic.ask("transcripts.import", { patientId, ...session });
    return { patientId, encounterId };
  }

  return {
    clinic,
    registerWithSession,
    async sendSessionOf(changes) {
      const { patientId, encounterId } = await registerWithSession(changes);
      const draftId = `dft_${String(count).padStart(26, "0")}` as never;
      await clinic.ask("drafts.create", {
        draftId,
        encounterId: encounterId as never,
        templateId: "dap",
        via: "vendor",
        added: [],
        doubtsReviewed: true,
      });
      return patientId;
    },
    async remove() {
      await clinic.remove();
      await vendor.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
