import { existsSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { linkCalls } from "../../shared/contract/link.ts";
import { mostSoundBytes } from "../../shared/contract/link-sound.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { soundRate } from "../../shared/domain/sound.ts";
import { locateSound } from "../vault/sound/sound-files.ts";
import { measureWhole } from "../vault/sound/spool-file.ts";
import type { Link } from "./link.ts";
import type { Spool, Spools } from "./shelter/spools.ts";

export interface SoundDeliveryParts {
  readonly link: Pick<Link, "ask">;
  readonly spools: Spools;
  readonly folder: string;
  isRunning(id: RecordingId): boolean;
  /** The host has not been told yet that it began. */
  isUntold(spool: Spool): boolean;
  /** What waits has changed. */
  onChanged(): void;
}

/** Brings recordings to the host as they are made, each stretch once and in order. */
export interface SoundDelivery {
  /** Brings what there is; settles when nothing more can be brought now. Asked again meanwhile, it goes once more. */
  deliver(): Promise<void>;
  /** About how much sound waits here, in ms. */
  waitingMs(): number;
}

const { "link.deliverSound": deliverCall } = linkCalls;

/** Makes the delivery over a link. */
export function createSoundDelivery(parts: SoundDeliveryParts): SoundDelivery {
  const { link, spools, folder } = parts;
  /** How far the host said it has come, by recording, since this program began. */
  const come = new Map<RecordingId, number>();
  let going: Promise<void> | null = null;
  let again = false;

  /** False: the line broke, or the host cannot take it now. */
  async function bring(spool: Spool): Promise<boolean> {
    const { recordingId } = spool;
    const path = locateSound(folder, recordingId);
    let at = come.get(recordingId) ?? (await hand(recordingId, 0, new Uint8Array(0)));
    for (;;) {
      if (typeof at !== "number") return settle(recordingId, at);
      come.set(recordingId, at);
      const end = measureWhole(path, at);
      if (end <= at) break;
      const next = await hand(recordingId, at, await readPiece(path, at, Math.min(end, at + mostSoundBytes)));
      // A host that has less than it had was brought back from before: it is given all of it again.
      if (next === at) return false;
      at = next;
    }
    const { endedAt } = spools.find(recordingId) ?? spool;
    if (endedAt === null || parts.isRunning(recordingId)) return true;
    const ended = await link.ask("link.endRecording", { recordingId, bytes: at, endedAt });
    if (ended.ok) return settle(recordingId, "unwanted");
    if (ended.error.code === "sound.cut-short") come.delete(recordingId);
    return settle(recordingId, ended.error.code === "sound.not-found" ? "unwanted" : "not-now");
  }

  async function hand(recordingId: RecordingId, at: number, bytes: Uint8Array): Promise<number | "unwanted" | "not-now"> {
    const reply = await link.ask("link.deliverSound", { recordingId, at, bytes, running: parts.isRunning(recordingId) });
    if (!reply.ok) return reply.error.code === "sound.not-found" ? "unwanted" : "not-now";
    const parsed = deliverCall.output.safeParse(reply.value);
    return parsed.success ? parsed.data.at : "not-now";
  }

  /** Whether the next recording may be brought. */
  function settle(recordingId: RecordingId, how: "unwanted" | "not-now"): boolean {
    if (how === "not-now") {
      come.delete(recordingId);
      return false;
    }
    if (parts.isRunning(recordingId)) return true;
    spools.remove(recordingId);
    come.delete(recordingId);
    parts.onChanged();
    return true;
  }

  async function bringAll(): Promise<void> {
    do {
      again = false;
      for (const spool of spools.list()) if (!parts.isUntold(spool) && !(await bring(spool))) return;
    } while (again);
  }

  return {
    deliver() {
      again = true;
      going ??= bringAll().finally(() => {
        going = null;
      });
      return going;
    },
    waitingMs() {
      const waits = spools.list().map(({ recordingId, channels }) => {
        const path = locateSound(folder, recordingId);
        const bytes = existsSync(path) ? Math.max(0, statSync(path).size - (come.get(recordingId) ?? 0)) : 0;
        return (bytes / (channels * soundRate * 2)) * 1000;
      });
      return Math.round(waits.reduce((sum, ms) => sum + ms, 0));
    },
  };
}

async function readPiece(path: string, from: number, to: number): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const piece = new Uint8Array(to - from);
    await file.read(piece, 0, piece.byteLength, from);
    return piece;
  } finally {
    await file.close();
  }
}
