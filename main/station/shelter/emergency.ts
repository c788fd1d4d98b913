import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type EmergencyChart, EmergencyChartSchema } from "../../../shared/domain/emergency.ts";
import { type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import { type PatientSummary, PatientSummarySchema } from "../../../shared/domain/patient.ts";
import { deriveKey, type Key, seal, unseal, wipe } from "../../vault/keys/seal.ts";
import { writeWhole } from "../../vault/write-whole.ts";

const IndexSchema = z.strictObject({
  copiedAt: z.string().nullable(),
  patients: z.array(z.strictObject({ mark: z.string(), summary: PatientSummarySchema })),
});
type Index = z.output<typeof IndexSchema>;

/** The copies of charts of one workstation: a list of who is there, and a file a chart, each under a key of its own. */
export interface EmergencyCopies {
  count(): number;
  copiedAt(): string | null;
  /** What is here of the first so many patients after this one, in order of their ids. */
  marks(after: PatientId | null, limit: number): { patientId: PatientId; mark: string }[];
  find(query: string, limit: number): PatientSummary[];
  open(patientId: PatientId): EmergencyChart | null;
  /** Takes new copies; `present` are all that stay of the patients of this page. */
  take(
    page: {
      charts: readonly { mark: string; chart: EmergencyChart }[];
      present: readonly PatientId[];
      after: PatientId | null;
      next: PatientId | null;
    },
    now: string,
  ): void;
}

const fold = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Opens the copies with the secret the host gave; unreadable ones are as good as none, and are copied anew. */
export function openEmergencyCopies(folder: string, secret: Key): EmergencyCopies {
  const indexPath = join(folder, "index.sealed");
  const indexKey = deriveKey(secret, "emergency/index/v1");
  let index = readIndex();

  const nameFile = (patientId: string) => `${createHmac("sha256", secret).update(patientId).digest("hex").slice(0, 40)}.sealed`;

  function readIndex(): Index {
    const empty = { copiedAt: null, patients: [] };
    if (!existsSync(indexPath)) return empty;
    const opened = unseal(indexKey, "emergency/index", readFileSync(indexPath));
    const parsed = opened === null ? null : IndexSchema.safeParse(JSON.parse(opened.toString("utf8")));
    opened?.fill(0);
    return parsed?.success === true ? parsed.data : empty;
  }

  function writeIndex(next: Index): void {
    index = next;
    const plain = Buffer.from(JSON.stringify(next), "utf8");
    writeWhole(indexPath, seal(indexKey, "emergency/index", plain));
    plain.fill(0);
  }

  function withChartKey<T>(patientId: string, use: (key: Key) => T): T {
    const key = deriveKey(secret, `emergency/chart/v1|${patientId}`);
    try {
      return use(key);
    } finally {
      wipe(key);
    }
  }

  return {
    count: () => index.patients.length,
    copiedAt: () => index.copiedAt,
    marks(after, limit) {
      const ahead = index.patients.filter(({ summary }) => summary.id > (after ?? ""));
      ahead.sort((a, b) => (a.summary.id < b.summary.id ? -1 : 1));
      return ahead.slice(0, limit).map(({ mark, summary }) => ({ patientId: summary.id, mark }));
    },
    find(query, limit) {
      const wanted = fold(query);
      const isMatch = ({ familyName, givenName, mrn, bornOn }: PatientSummary) =>
        fold(familyName).startsWith(wanted) || fold(givenName).startsWith(wanted) || mrn === query || bornOn === query;
      const found = index.patients.map(({ summary }) => summary).filter(isMatch);
      return found.sort((a, b) => fold(a.familyName).localeCompare(fold(b.familyName), "en-US")).slice(0, limit);
    },
    open(patientId) {
      const path = join(folder, nameFile(patientId));
      if (!index.patients.some(({ summary }) => summary.id === patientId) || !existsSync(path)) return null;
      const opened = withChartKey(patientId, (key) => unseal(key, "emergency/chart", readFileSync(path)));
      const parsed = opened === null ? null : EmergencyChartSchema.safeParse(JSON.parse(opened.toString("utf8")));
      opened?.fill(0);
      return parsed?.success === true ? parsed.data : null;
    },
    take({ charts, present, after, next }, now) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const { chart } of charts) {
        const plain = Buffer.from(JSON.stringify(chart), "utf8");
        withChartKey(chart.patientId, (key) => writeWhole(join(folder, nameFile(chart.patientId)), seal(key, "emergency/chart", plain)));
        plain.fill(0);
      }
      const fresh = new Map(charts.map(({ mark, chart }) => [chart.patientId, { mark, summary: summarise(chart) }]));
      const inPage = (id: PatientId) => id > (after ?? "") && (next === null || id <= next);
      const staying = index.patients.filter(({ summary: { id } }) => !fresh.has(id) && (!inPage(id) || present.includes(id)));
      const patients = [...staying, ...fresh.values()];
      writeIndex({ copiedAt: next === null ? now : index.copiedAt, patients });
      if (next !== null) return;
      // Who is gone from the record, or has not been seen for long, is gone from here too.
      const names = new Set(patients.map(({ summary }) => nameFile(summary.id)));
      for (const name of readdirSync(folder)) if (name !== "index.sealed" && !names.has(name)) rmSync(join(folder, name), { force: true });
    },
  };
}

/** Forgets every copy, as where policy keeps none any more. */
export function removeEmergencyCopies(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function summarise({ patientId, demographics }: EmergencyChart): PatientSummary {
  const { familyName, givenName, bornOn, mrn } = demographics;
  return { id: PatientIdSchema.parse(patientId), familyName, givenName, bornOn, mrn };
}
