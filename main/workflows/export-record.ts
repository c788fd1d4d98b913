import type { ExportFormat } from "../../shared/domain/export.ts";
import { ExportIdSchema, type RightsRequestId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { fileEndings } from "../documents/index.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { WriteTx } from "../vault/sql.ts";
import { readPatient } from "../vault/stores/patients.ts";
import { readRequest, updateRequest } from "../vault/stores/rights-requests.ts";
import { type PackParts, packRecord } from "./gather-record.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

interface ExportParts extends PackParts {
  readonly reauthenticate: Reauthenticate;
  readonly policy: Policy;
  drawPassphrase(): string;
}

/** Whether a record may be handed over this way: as policy says, and in the clear only after the warning (164.524(c)(2), 164.522(b)). */
export function judgeFormat(policy: Policy, format: ExportFormat, warned: boolean): Result<null, AppError> {
  if (!policy.exportFormats.includes(format)) return err(failure("export.format-not-allowed", { format }));
  return format === "plain" && !warned ? err(failure("export.warning-needed")) : ok(null);
}

/** Writes one patient's record as a package to a place the person chooses (164.524). */
export function exportRecord(parts: ExportParts): Workflow<"records.export"> {
  const { vault, clock, reauthenticate, delivery, policy, drawPassphrase } = parts;
  return async ({ patientId, password, format, warned, requestId }, { session }) => {
    const by = nameActor(session);
    const allowed = judgeFormat(policy, format, warned);
    if (!allowed.ok) return allowed;
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    const exportId = mintId("exp", ExportIdSchema);
    const place = await delivery.choosePlace(`patient-record.${fileEndings[format]}`);
    if (place === null) return err(failure("export.cancelled"));
    const passphrase = format === "plain" ? "" : drawPassphrase();
    const packed = await packRecord(parts, by, { patientId, exportId, format, passphrase });
    if (!packed.ok) return packed;
    const { bytes, summary } = packed.value;
    const { fileCount: files, byteCount, sha256 } = summary;
    const exported = event("record.exported", { exportId, files, bytes: byteCount, sha256, format, warned: format === "plain" });
    // The row comes first: a package that left without a row is what an investigator must never find.
    const recorded = await vault.write(by, exported, async (tx) => {
      await readPatient(tx, patientId);
      if (requestId !== null) await fulfil(tx, requestId, clock.today(), session.user.displayName);
      return ok(null);
    });
    if (!recorded.ok) return recorded;
    const written = await delivery.write(place, bytes);
    return written.ok ? ok({ ...summary, passphrase }) : written;
  };
}

/** A request for access is granted by the package that answers it. */
async function fulfil(tx: WriteTx, id: RightsRequestId, today: string, byName: string): Promise<void> {
  const request = await readRequest(tx, id);
  if (request === null || request.state !== "open" || request.kind !== "access") return;
  const decided = { decidedOn: today, decidedByName: byName };
  await updateRequest(tx, { ...request, state: "accepted", decision: { kind: "accepted", text: "" }, decided }, today);
}
