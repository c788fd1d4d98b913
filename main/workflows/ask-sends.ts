import type { z } from "zod";
import type { TallySchema, tallyKeys } from "../../shared/contract/audit.ts";
import { createWallClock } from "../../shared/domain/local-time.ts";
import { VendorIdSchema, vendorNames } from "../../shared/domain/vendor.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { nameActor } from "../session.ts";
import { findPosition } from "../vault/stores/audit-positions.ts";
import { findEntries, readSubject } from "../vault/stores/audit-questions.ts";
import { openChart } from "../vault/stores/patients.ts";
import { findCoveringCheckpoint, listSendLines, readSendTrace, type SendLine } from "../vault/stores/send-questions.ts";
import { readSend } from "../vault/stores/sends.ts";
import type { Vault } from "../vault/vault.ts";
import { showEntries } from "./ask-audit.ts";
import type { Workflow } from "./workflow.ts";

type Tally = z.infer<typeof TallySchema>;
const mostEntries = 2_000;

/** What left the building, counted by vendor, model, task, person or day of the clinic's calendar. */
export function tallySends({ vault }: { vault: Vault }): Workflow<"sends.tally"> {
  return ({ stretch, by, timeZone }, { session }) =>
    vault.read(nameActor(session), event("audit.asked", { question: `sends-by-${by}` }), async (tx) => {
      const lines = await listSendLines(tx, stretch);
      const keyOf = chooseKey(by, timeZone);
      const groups = new Map<string, SendLine[]>();
      for (const line of lines) {
        const group = groups.get(keyOf(line));
        if (group === undefined) groups.set(keyOf(line), [line]);
        else group.push(line);
      }
      const charts = new Set(lines.filter(left).map((line) => line.patient_id)).size;
      return ok({ tallies: [...groups].map(([key, rows]) => sum(key, rows)), charts });
    });
}

function chooseKey(by: (typeof tallyKeys)[number], timeZone: string): (line: SendLine) => string {
  const wall = createWallClock(timeZone);
  const keys = {
    vendor: (line: SendLine) => vendorNames[VendorIdSchema.parse(line.vendor_id)],
    model: (line: SendLine) => line.model_id,
    task: (line: SendLine) => line.task,
    person: (line: SendLine) => line.display_name,
    day: (line: SendLine) => wall(line.at).day,
  };
  return keys[by];
}

function left({ outcome }: SendLine): boolean {
  return outcome !== "refused";
}

function sum(key: string, rows: readonly SendLine[]): Tally {
  const gone = rows.filter(left);
  const add = (of: (line: SendLine) => number | null) => gone.reduce((total, line) => total + (of(line) ?? 0), 0);
  return {
    ...{ key, sent: gone.length, refused: rows.length - gone.length, charts: new Set(gone.map((line) => line.patient_id)).size },
    ...{ bytes: add((line) => line.bytes_sent), tokensIn: add((line) => line.tokens_in), tokensOut: add((line) => line.tokens_out) },
  };
}

/** Everything about one send: the attempt, its agreement, its entries in the log and the checkpoint that covers them. */
export function traceSend({ vault }: { vault: Vault }): Workflow<"sends.trace"> {
  return ({ sendId }, { session }) =>
    vault.read(nameActor(session), event("access.asked", { question: "send" }), async (tx) => {
      const send = await readSend(tx, sendId);
      const trace = await readSendTrace(tx, sendId);
      if (send === null || trace === null) return err(failure("send.not-found"));
      await openChart(tx, trace.patientId);
      const subject = await readSubject(tx, trace.patientId);
      const positions = { fromSeq: await findPosition(tx, trace.at), toSeq: Number.MAX_SAFE_INTEGER };
      const names = ["llm.request-sent", "llm.request-ended", "llm.request-refused"].flatMap((name) => [name, `${name}.failed`]);
      const entries = await findEntries(tx, { subject, actor: null, events: names, refusedOnly: false, positions }, mostEntries);
      const own = entries.filter(({ canonical }) => canonical.includes(`"${sendId}"`));
      const newest = own[0]?.seq;
      return ok({
        send,
        ...{ agreementTitle: trace.agreementTitle, vendorRequestId: trace.vendorRequestId, httpStatus: trace.httpStatus },
        rows: await showEntries(tx, own.toReversed(), true),
        checkpoint: newest === undefined ? null : await findCoveringCheckpoint(tx, newest),
      });
    });
}
