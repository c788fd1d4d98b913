import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { chooseLetter, writeRightsLetter } from "../documents/index.ts";
import { nameActor } from "../session.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { readPatient } from "../vault/stores/patients.ts";
import { readRequest } from "../vault/stores/rights-requests.ts";
import type { Vault } from "../vault/vault.ts";
import type { Delivery } from "./delivery.ts";
import type { Workflow } from "./workflow.ts";

/** Writes the letter a request calls for to a place the person chooses; that it was written is recorded. */
export function writeLetterOfRequest(parts: { vault: Vault; clock: Clock; delivery: Delivery }): Workflow<"rights.writeLetter"> {
  const { vault, clock, delivery } = parts;
  return async ({ id }, { session }) => {
    const by = nameActor(session);
    const read = await vault.read(by, event("rights.viewed", {}), async (tx) => {
      const request = await readRequest(tx, id);
      const patient = request === null ? null : await readPatient(tx, request.patientId);
      const clinic = await readClinic(tx);
      return request === null || patient === null || clinic === null ? err(failure("rights.not-found")) : ok({ request, patient, clinic });
    });
    if (!read.ok) return read;
    const { request, patient, clinic } = read.value;
    const letter = chooseLetter(request);
    if (letter === null) return err(failure("rights.nothing-to-write"));
    const page = writeRightsLetter(clinic, patient, request, letter, clock.today()).toString();
    const pdf = await delivery.renderPdf(page);
    const place = await delivery.choosePlace(pdf === null ? "letter.html" : "letter.pdf");
    if (place === null) return err(failure("export.cancelled"));
    const recorded = await vault.write(by, event("request.letter-written", { requestId: id, letter }), async (tx) => {
      await readPatient(tx, request.patientId);
      return ok(null);
    });
    if (!recorded.ok) return recorded;
    const bytes = pdf ?? new TextEncoder().encode(page);
    const written = await delivery.write(place, bytes);
    return written.ok ? ok({ letter, byteCount: bytes.byteLength }) : written;
  };
}
