import type { AssessmentLine, BreachSource } from "../../shared/domain/breach.ts";
import type { AssessmentId } from "../../shared/domain/ids.ts";
import { vendorNames } from "../../shared/domain/vendor.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { type BreachContent, hasAddress, layOutBreachPackage, listBreachPages, packEncrypted } from "../documents/index.ts";
import { nameActor } from "../session.ts";
import type { ReadTx } from "../vault/sql.ts";
import { listCheckpoints } from "../vault/stores/audit-checkpoints.ts";
import { findPositions } from "../vault/stores/audit-positions.ts";
import { findEntries } from "../vault/stores/audit-questions.ts";
import { listAssessments, readAssessment, type StoredAssessment } from "../vault/stores/breach-assessments.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { readAccount } from "../vault/stores/users.ts";
import type { Vault } from "../vault/vault.ts";
import { reachStored, toLine } from "./assess-breach.ts";
import type { Delivery } from "./delivery.ts";
import { isMinor } from "./measure-breach.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import { viewAssessment } from "./view-assessment.ts";
import type { Workflow } from "./workflow.ts";

/** More entries than any one incident of a clinic makes; beyond, the package says that it was cut. */
const mostEntries = 50_000;
const annualBelow = 500;

interface ExportParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
  readonly delivery: Delivery;
  readonly appVersion: string;
  drawPassphrase(): string;
  hash(bytes: Uint8Array): string;
}

/** Writes letters, reports, worksheet and evidence as an encrypted ZIP to a place the person chooses (164.404(c), 164.408, 164.414). */
export function exportBreach(parts: ExportParts): Workflow<"breach.export"> {
  const { vault, reauthenticate, delivery, drawPassphrase, hash } = parts;
  return async ({ id, password }, { session }) => {
    const by = nameActor(session);
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const gathered = await vault.read(by, event("breach.viewed", { assessmentId: id }), (tx) => gather(tx, id, parts));
    if (!gathered.ok) return gathered;
    const place = await delivery.choosePlace("breach.zip");
    if (place === null) return err(failure("export.cancelled"));
    const rendered = [];
    for (const { name, page, pages } of listBreachPages(gathered.value)) {
      const pdf = await delivery.renderPdf(page.toString(), { pages });
      rendered.push(pdf === null ? { name: `${name}.html`, bytes: new TextEncoder().encode(page.toString()) } : { name: `${name}.pdf`, bytes: pdf });
    }
    const files = layOutBreachPackage(gathered.value, rendered);
    const passphrase = drawPassphrase();
    const bytes = await packEncrypted(files, passphrase);
    const letters = gathered.value.view.outcome === "breach" ? gathered.value.addressees.filter(hasAddress).length : 0;
    const summary = { fileCount: files.length, byteCount: bytes.byteLength, letters, sha256: hash(bytes) };
    const exported = event("breach.exported", { assessmentId: id, files: files.length, bytes: bytes.byteLength, letters, sha256: summary.sha256 });
    const recorded = await vault.record(by, exported);
    if (!recorded.ok) return recorded;
    const written = await delivery.write(place, bytes);
    return written.ok ? ok({ ...summary, passphrase }) : written;
  };
}

async function gather(tx: ReadTx, id: AssessmentId, { clock, appVersion }: ExportParts): Promise<Result<BreachContent, AppError>> {
  const stored = await readAssessment(tx, id);
  const clinic = await readClinic(tx);
  if (stored === null || clinic === null) return err(failure("breach.not-found"));
  const today = clock.today();
  const view = await viewAssessment(tx, stored, today);
  const reached = await reachStored(tx, stored);
  const entries = await gatherEntries(tx, stored);
  const lines: AssessmentLine[] = [];
  for (const other of await listAssessments(tx, 200)) lines.push(await toLine(tx, other, today));
  const year = view.discoveredOn?.slice(0, 4);
  const yearsLog = lines.filter(
    ({ outcome, patients, discoveredOn }) => outcome === "breach" && (patients ?? 0) < annualBelow && discoveredOn?.slice(0, 4) === year,
  );
  return ok({
    ...{ clinic, view, yearsLog, today, appVersion, entries, entriesCut: entries.length === mostEntries },
    sourceName: await nameSource(tx, stored.body.source),
    addressees: reached.map((one) => ({ ...one, minor: one.person !== null && isMinor(one.person, today) })),
    checkpoints: await listCheckpoints(tx),
  });
}

/** The entries a count rests on: the sends of the time, or what one person did. */
async function gatherEntries(tx: ReadTx, { body: { source, stretch } }: StoredAssessment) {
  if (source.kind === "computer" || source.kind === "backup") return [];
  const positions = await findPositions(tx, stretch);
  const actor = source.kind === "person" ? source.userId : null;
  const events = source.kind === "person" ? [] : ["llm.request-sent", "llm.request-ended"];
  return findEntries(tx, { subject: null, actor, events, refusedOnly: false, positions }, mostEntries);
}

async function nameSource(tx: ReadTx, source: BreachSource): Promise<string> {
  if (source.kind === "vendor") return vendorNames[source.vendorId];
  if (source.kind === "person") return (await readAccount(tx, source.userId))?.user.displayName ?? "A person";
  return source.kind === "computer" ? "A computer that held the record" : "A backup of the record";
}
