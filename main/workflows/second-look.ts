import { z } from "zod";
import { SendIdSchema } from "../../shared/domain/ids.ts";
import type { AddedRedaction } from "../../shared/domain/privacy.ts";
import type { Task } from "../../shared/domain/task.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Deidentification, DeidentifiedLine } from "../deid/index.ts";
import { secondLookTask } from "../drafting/index.ts";
import { assemble, locateLines } from "../llm/index.ts";
import type { SignedIn } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { GateFor } from "./gate-for.ts";
import type { SessionMaterial } from "./gather-session.ts";

/** The service takes 20,000 bytes at a time; the task's own frame needs a little of it. */
const mostBytes = 18_000;
const leastScore = 0.5;

const FoundSchema = z.object({ start: z.int().min(0), end: z.int().min(1), type: z.string(), score: z.number() });

/** Asks a second detector; what it finds beyond the first is given as places in the original lines. */
export type SecondLook = (
  asking: SignedIn,
  material: SessionMaterial,
  removed: Deidentification,
  signal: AbortSignal,
) => Promise<Result<AddedRedaction[], AppError>>;

/**
 * Has text whose identifiers were removed here looked over by a second detector, where policy asks
 * for it. It is a send like any other: agreement, intent on record, outcome on record. If it cannot
 * answer, nothing goes further: policy asked for two.
 */
export function createSecondLook({ gateFor }: { gateFor: GateFor }): SecondLook {
  return async (asking, material, removed, signal) => {
    const gate = await gateFor(asking, material.encounter, { vendorId: "comprehend-medical", task: secondLookTask });
    if (!gate.ok) return gate;
    const found: AddedRedaction[] = [];
    for (const lines of cutIntoParts(removed.lines)) {
      const request = assemble(
        secondLookTask as Task<"transcript-lines">,
        { "transcript-lines": lines },
        { sendId: mintId("snd", SendIdSchema), identifiersReplaced: removed.spans.length },
      );
      let reply = "";
      const sent = await gate.value.send(request, { signal, onText: (chunk) => (reply += chunk) });
      if (!sent.ok) return sent;
      const read = z.array(FoundSchema).safeParse(
        reply
          .split("\n")
          .filter((row) => row !== "")
          .map(parseJson),
      );
      if (!read.success) return err(failure("deid.detector-failed"));
      const places = locateLines(request);
      for (const span of read.data.filter(({ score }) => score >= leastScore)) {
        const place = places.find(({ from, to }) => span.start < to && span.end > from);
        if (place === undefined) continue;
        const within = { start: Math.max(span.start, place.from) - place.from, end: Math.min(span.end, place.to) - place.from };
        const original = toOriginal(removed, place.line, within);
        if (original !== null) found.push(original);
      }
    }
    return ok(found);
  };
}

function cutIntoParts(lines: readonly DeidentifiedLine[]): DeidentifiedLine[][] {
  const parts: DeidentifiedLine[][] = [[]];
  let bytes = 0;
  for (const line of lines) {
    const size = new TextEncoder().encode(line.text.value).byteLength + 32;
    if (bytes + size > mostBytes && bytes > 0) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(line);
    bytes += size;
  }
  return parts;
}

/** A place in a line as it was sent, as a place in the line as it was said; null for what is replaced already. */
function toOriginal(removed: Deidentification, line: number, { start, end }: { start: number; end: number }): AddedRedaction | null {
  let shift = 0;
  const spans = removed.spans.filter((span) => span.line === line).sort((a, b) => a.start - b.start);
  for (const span of spans) {
    const sentStart = span.start + shift;
    const sentEnd = sentStart + span.placeholder.length;
    if (start < sentEnd && end > sentStart) return null;
    if (sentEnd <= start) shift += span.placeholder.length - (span.end - span.start);
  }
  return { line, start: start - shift, end: end - shift };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
