import type { ExportJobLine } from "../../shared/domain/export.ts";
import { type ExportId, ExportIdSchema } from "../../shared/domain/ids.ts";
import { type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import {
  type ExportFile,
  type ExportJob,
  insertJob,
  listJobs,
  listPending,
  nameExportFile,
  noteFile,
  pauseRunning,
  readJob,
  setJobState,
} from "../vault/stores/export-jobs.ts";
import { readPatient } from "../vault/stores/patients.ts";
import type { Outcome } from "../vault/vault.ts";
import { closeExport, findLostFiles, openExport } from "./export-index.ts";
import { judgeFormat } from "./export-record.ts";
import { type PackParts, packRecord } from "./gather-record.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

export interface ExportRoom extends PackParts {
  readonly policy: Policy;
  readonly reauthenticate: Reauthenticate;
  drawPassphrase(): string;
}

/** Exports of many records: one at a time, a package to a patient, each written whole or not at all. */
export interface Exports {
  begin: Workflow<"exports.begin">;
  list: Workflow<"exports.list">;
  pause: Workflow<"exports.pause">;
  resume: Workflow<"exports.resume">;
  cancel: Workflow<"exports.cancel">;
  /** Brings a running one to rest after the package in hand, as before the record is locked. */
  stop(): Promise<void>;
}

const slice = 25;

interface Running {
  readonly id: ExportId;
  readonly work: Promise<unknown>;
  readonly startedMs: number;
  readonly doneBefore: number;
  stopping: boolean;
}

/** Makes the room where many records are handed over. */
export function createExports(room: ExportRoom): Exports {
  const { vault, clock, policy, delivery, reauthenticate, drawPassphrase } = room;
  let running: Running | null = null;
  let stoppedBy: { readonly id: ExportId; readonly code: ErrorCode } | null = null;
  let settled = false;

  function start(by: Actor, job: ExportJob): void {
    stoppedBy = null;
    const mine: Running = { id: job.id, work: Promise.resolve(), startedMs: clock.monotonicMs(), doneBefore: job.done, stopping: false };
    const work = writeAll(by, job, () => mine.stopping).then(async (outcome) => {
      if (!outcome.ok) stoppedBy = { id: job.id, code: outcome.error.code };
      if (running === mine || running?.id === job.id) running = null;
      if (!outcome.ok) await setState(by, job.id, "paused");
    });
    running = Object.assign(mine, { work });
  }

  /** Writes package after package; between two of them everybody else has their turn, and a stop is heard. */
  async function writeAll(by: Actor, job: ExportJob, isStopping: () => boolean): Outcome<null> {
    const opened = await openExport(room, job);
    if (!opened.ok) return opened;
    for (;;) {
      const pending = await vault.read(by, event("exports.listed", {}), async (tx) => ok(await listPending(tx, job.id, slice)));
      if (!pending.ok) return pending;
      if (pending.value.length === 0) break;
      for (const file of pending.value) {
        if (isStopping()) return ok(null);
        const written = await writeOne(by, job, file);
        if (!written.ok) return written;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const closed = await closeExport(room, by, job);
    return closed.ok ? setState(by, job.id, "done") : closed;
  }

  async function writeOne(by: Actor, job: ExportJob, { position, patient_id: patientId }: ExportFile): Outcome<null> {
    const { format, passphrase, folder } = job.body;
    const packed = await packRecord(room, by, { patientId, exportId: job.id, format, passphrase });
    if (!packed.ok) {
      if (packed.error.code !== "patient.not-found") return packed;
      // Destroyed since the export began: there is nothing to hand over any more.
      return vault.write(by, event("exports.listed", {}), async (tx) => ok(await noteNothing(tx, job.id, position)));
    }
    const { bytes, summary } = packed.value;
    const { fileCount: files, byteCount, sha256 } = summary;
    const name = nameExportFile(position, format);
    const exported = event("record.exported", { exportId: job.id, files, bytes: byteCount, sha256, format, warned: format === "plain" });
    const recorded = await vault.write(by, exported, async (tx) => {
      await readPatient(tx, patientId);
      await noteFile(tx, job.id, position, { name, bytes: byteCount, sha256 });
      return ok(null);
    });
    if (!recorded.ok) return recorded;
    const written = await delivery.writeInto(folder, name, bytes);
    if (written.ok) return written;
    await vault.write(by, event("exports.listed", {}), async (tx) => {
      await noteFile(tx, job.id, position, null);
      return ok(null);
    });
    return written;
  }

  async function setState(by: Actor, id: ExportId, state: ExportJob["state"]): Outcome<null> {
    return vault.write(by, event("exports.changed", { exportId: id, state }), async (tx) => {
      const job = await readJob(tx, id);
      if (job !== null && (job.state === "running" || job.state === "paused")) await setJobState(tx, job, state);
      return ok(null);
    });
  }

  async function halt(): Promise<void> {
    if (running === null) return;
    running.stopping = true;
    await running.work;
  }

  function describe(job: ExportJob): ExportJobLine {
    const { id, state, total, done, bytes, startedAt, startedByName, endedAt, body } = job;
    const mine = running?.id === id ? running : null;
    const made = mine === null ? 0 : done - mine.doneBefore;
    const msLeft = mine === null || made < 3 ? null : Math.round(((clock.monotonicMs() - mine.startedMs) / made) * (total - done));
    return {
      id,
      state,
      format: body.format,
      total,
      done,
      bytes,
      startedAt,
      startedByName,
      endedAt,
      stoppedBy: stoppedBy?.id === id ? stoppedBy.code : null,
      msLeft,
    };
  }

  return {
    async begin({ patientIds, format, warned, password }, { session }) {
      const allowed = judgeFormat(policy, format, warned);
      if (!allowed.ok) return allowed;
      if (running !== null) return err(failure("export.already-running"));
      const proved = await reauthenticate(session, password);
      if (!proved.ok) return proved;
      const parent = await delivery.chooseFolder();
      if (parent === null) return err(failure("export.cancelled"));
      const by = nameActor(session);
      const id = mintId("exp", ExportIdSchema);
      const passphrase = format === "plain" ? "" : drawPassphrase();
      const folder = `${parent}/chartwell-export-${clock.today()}-${id.slice(4, 10)}`;
      const begun = await vault.write(by, event("exports.changed", { exportId: id, state: "running" }), async (tx) => {
        const total = await insertJob(tx, id, { folder, format, passphrase, warned }, patientIds);
        const job = await readJob(tx, id);
        return total === 0 || job === null ? err(failure("export.nothing-to-export")) : ok(job);
      });
      if (!begun.ok) return begun;
      start(by, begun.value);
      return ok({ id, total: begun.value.total, passphrase });
    },
    async list(_input, { session }) {
      const by = nameActor(session);
      if (!settled && running === null) {
        // What a crash or a lock cut off waits for a person.
        const paused = await vault.write(by, event("exports.listed", {}), async (tx) => ok(await pauseRunning(tx)));
        if (!paused.ok) return paused;
        settled = true;
      }
      return vault.read(by, event("exports.listed", {}), async (tx) => ok({ jobs: (await listJobs(tx)).map(describe) }));
    },
    async pause({ id }, { session }) {
      if (running?.id === id) await halt();
      const paused = await setState(nameActor(session), id, "paused");
      return paused.ok ? ok({}) : paused;
    },
    async resume({ id }, { session }) {
      if (running !== null) return err(failure("export.already-running"));
      const by = nameActor(session);
      const kept = await vault.read(by, event("exports.listed", {}), async (tx) => ok(await readJob(tx, id)));
      const lost = kept.ok && kept.value !== null ? await findLostFiles({ vault, delivery }, by, kept.value) : ok([]);
      if (!lost.ok) return lost;
      const found = await vault.write(by, event("exports.changed", { exportId: id, state: "running" }), async (tx) => {
        const job = await readJob(tx, id);
        if (job === null || job.state === "done" || job.state === "cancelled") return err(failure("export.not-found"));
        for (const position of lost.value) await noteFile(tx, job.id, position, null);
        await setJobState(tx, job, "running");
        return ok(await readJob(tx, id));
      });
      if (!found.ok) return found;
      if (found.value !== null) start(by, found.value);
      return ok({});
    },
    async cancel({ id }, { session }) {
      if (running?.id === id) await halt();
      const cancelled = await setState(nameActor(session), id, "cancelled");
      return cancelled.ok ? ok({}) : cancelled;
    },
    async stop() {
      settled = false;
      await halt();
    },
  };
}

async function noteNothing(tx: Parameters<typeof noteFile>[0], id: ExportId, position: number): Promise<null> {
  await noteFile(tx, id, position, { name: "", bytes: 0, sha256: "" });
  return null;
}
