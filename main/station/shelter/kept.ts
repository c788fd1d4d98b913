import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { linkCalls } from "../../../shared/contract/link.ts";
import type { EncounterId, NoteId, PatientId } from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import { type Key, seal, unseal } from "../../vault/keys/seal.ts";
import { writeWhole } from "../../vault/write-whole.ts";

const Given = linkCalls["link.keep"].output;
const KeptSchema = z.strictObject({ keptAt: z.string(), worklist: Given.shape.worklist, charts: Given.shape.charts });
type KeptDay = z.output<typeof KeptSchema>;
export type KeptChart = KeptDay["charts"][number];

/** A person's day as it was when the host was last here: read while it is away, sealed whenever they are not signed in. */
export interface Kept {
  worklist(): KeptDay["worklist"] | null;
  chart(encounterId: EncounterId): KeptChart | null;
  chartOfNote(noteId: NoteId): KeptChart | null;
  chartOfPatient(patientId: PatientId): KeptChart | null;
  /** What is here, for the host to leave out what has not changed. */
  marks(): { encounterId: EncounterId; mark: string }[];
  /** Takes what the host gave; what may not be kept any more goes. */
  take(given: z.output<typeof Given>, now: string): void;
  /** A note as it stands here now, and what is being typed in it, until the host is back. */
  change(note: Note, unfinished: KeptChart["unfinished"]): void;
  /** A note as the host has it too: the day is not written anew with every word that is typed. */
  follow(note: Note, unfinished: KeptChart["unfinished"]): void;
  /** Writes what is not on disk yet. */
  settle(): void;
  /** Forgets all of it. */
  remove(): void;
}

/** So far behind the host a note on disk may be. */
const followedWithinMs = 5_000;

/** Opens what is kept for one person; an unreadable file is as good as none. */
export function openKept(folder: string, tag: string, key: Key): Kept {
  const path = join(folder, `${tag}.kept`);
  const binding = `shelter/kept|${tag}`;
  let day = read();
  let timer: NodeJS.Timeout | null = null;

  function read(): KeptDay | null {
    if (!existsSync(path)) return null;
    const opened = unseal(key, binding, readFileSync(path));
    if (opened === null) return null;
    const parsed = KeptSchema.safeParse(JSON.parse(opened.toString("utf8")));
    opened.fill(0);
    return parsed.success ? parsed.data : null;
  }

  function write(next: KeptDay): void {
    rest();
    day = next;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const plain = Buffer.from(JSON.stringify(next), "utf8");
    writeWhole(path, seal(key, binding, plain));
    plain.fill(0);
  }

  function rest(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function settle(): void {
    if (timer === null || day === null) return;
    try {
      write(day);
    } catch {
      // A disk that takes no more costs the copy its last words, and nobody theirs: the host has them.
    }
  }

  /** Changed here, it is no longer what the host marked: the host's own is given again. */
  function changeNote(from: KeptDay, note: Note, unfinished: KeptChart["unfinished"]): KeptDay {
    const changed = (chart: KeptChart) => (chart.note?.id === note.id ? { ...chart, note, unfinished, mark: "" } : chart);
    return { ...from, charts: from.charts.map(changed) };
  }

  const find = (test: (chart: KeptChart) => boolean): KeptChart | null => day?.charts.find(test) ?? null;
  return {
    worklist: () => day?.worklist ?? null,
    chart: (encounterId) => find((chart) => chart.encounterId === encounterId),
    chartOfNote: (noteId) => find(({ note }) => note?.id === noteId),
    chartOfPatient: (patientId) => find(({ patient }) => patient.patient.id === patientId),
    marks: () => day?.charts.map(({ encounterId, mark }) => ({ encounterId, mark })) ?? [],
    take({ worklist, charts, keep }, now) {
      const given = new Map(charts.map((chart) => [chart.encounterId, chart]));
      const before = new Map(day?.charts.map((chart) => [chart.encounterId, chart]));
      const next = keep.flatMap((encounterId) => given.get(encounterId) ?? before.get(encounterId) ?? []);
      // The worklist names patients too: it is kept for what may be opened from it.
      const listed = { ...worklist, encounters: worklist.encounters.filter(({ id }) => keep.includes(id)) };
      write({ keptAt: now, worklist: listed, charts: next });
    },
    change(note, unfinished) {
      if (day !== null) write(changeNote(day, note, unfinished));
    },
    follow(note, unfinished) {
      if (day === null) return;
      day = changeNote(day, note, unfinished);
      timer ??= setTimeout(settle, followedWithinMs);
      timer.unref();
    },
    settle,
    remove() {
      rest();
      rmSync(path, { force: true });
      day = null;
    },
  };
}
