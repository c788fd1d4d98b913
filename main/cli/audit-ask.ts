import { parseArgs } from "node:util";
import { type CallName, type CallParsed, contract } from "../../shared/contract/index.ts";
import { reviewKinds } from "../../shared/domain/access-review.ts";
import { UserIdSchema } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { SignedIn } from "../session.ts";
import { searchPatients } from "../vault/stores/patient-index.ts";
import { findAccount, readAccount } from "../vault/stores/users.ts";
import type { Vault } from "../vault/vault.ts";
import { askWhatDid, askWhoSaw, findInAudit } from "../workflows/ask-audit.ts";
import { tallySends, traceSend } from "../workflows/ask-sends.ts";
import { lookForReview } from "../workflows/review-access.ts";
import type { Workflow } from "../workflows/workflow.ts";
import type { CliMachine } from "./machine.ts";
import { withRecord } from "./open-record.ts";

const usage = `Say: audit ask QUESTION --user NAME [--from YYYY-MM-DD] [--to YYYY-MM-DD]
  who-saw --mrn MRN            everyone who touched one chart
  what-did --person NAME       what one person did
  find [--mrn MRN] [--person NAME] [--event EVENT] [--refused]
  review ${reviewKinds.join("|")}
  sends [--by vendor|model|task|person|day]
  send ID                      everything about one send
`;

const text = { type: "string" } as const;
const options = {
  user: text,
  profile: text,
  mrn: text,
  person: text,
  event: text,
  by: { ...text, default: "vendor" },
  from: text,
  to: text,
  refused: { type: "boolean", default: false },
  opens: { ...text, default: "7" },
  closes: { ...text, default: "19" },
  bulk: { ...text, default: "20" },
} as const;
const defaultDays = 90;
const pageLength = 500;

/** Puts one question to the log as a person who may; prints the answer as JSON. Status 0, or 2 when it is refused. */
export async function askFromCli(words: readonly string[], machine: CliMachine): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true });
  const [question = "", subject = ""] = positionals;
  if (!["who-saw", "what-did", "find", "review", "sends", "send"].includes(question)) {
    process.stderr.write(usage);
    return 2;
  }
  return withRecord(words, machine, async ({ door, by }) => {
    const answered = await answer(door.vault, by.userId, question, { ...values, subject });
    if (!answered.ok) {
      process.stderr.write(`Not answered (${answered.error.code}).\n`);
      return 2;
    }
    process.stdout.write(`${JSON.stringify(answered.value)}\n`);
    return 0;
  });
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

async function answer(vault: Vault, userId: string, question: string, values: Values): Promise<Result<unknown, AppError>> {
  const asking = await signIn(vault, userId);
  if (!asking.ok) return asking;
  const read = (name: string) => (typeof values[name] === "string" ? values[name] : "");
  const patientId = read("mrn") === "" ? null : await findByMrn(vault, asking.value, read("mrn"));
  const personId = read("person") === "" ? null : await findPerson(vault, asking.value, read("person"));
  const stretch = readStretch(read("from"), read("to"));
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const limits = { opensHour: Number(read("opens")), closesHour: Number(read("closes")), bulkCharts: Number(read("bulk")) };
  const events = read("event") === "" ? [] : [read("event")];
  const filter = { patientId, userId: personId, events, refusedOnly: values["refused"] === true, stretch };
  const answers: Readonly<Record<string, () => Promise<Result<unknown, AppError>>>> = {
    "who-saw": () => put("audit.whoSaw", askWhoSaw({ vault }), { patientId, stretch }, asking.value),
    "what-did": () => put("audit.whatDid", askWhatDid({ vault }), { userId: personId, stretch }, asking.value),
    find: () => put("audit.find", findInAudit({ vault }), { filter, beforeSeq: null, limit: pageLength }, asking.value),
    review: () => put("reviews.look", lookForReview({ vault }), { kind: read("subject"), stretch, limits, timeZone }, asking.value),
    sends: () => put("sends.tally", tallySends({ vault }), { stretch, by: read("by"), timeZone }, asking.value),
    send: () => put("sends.trace", traceSend({ vault }), { sendId: read("subject") }, asking.value),
  };
  return answers[question]?.() ?? err(failure("ipc.malformed-input"));
}

/** The same schema and the same audience as behind the window. */
async function put<N extends CallName>(name: N, workflow: Workflow<N>, input: unknown, asking: SignedIn): Promise<Result<unknown, AppError>> {
  const { who, input: schema } = contract[name];
  if (who === "anyone" || !(who as readonly string[]).includes(asking.session.user.role)) return err(failure("session.not-permitted"));
  const parsed = schema.safeParse(input);
  return parsed.success ? workflow(parsed.data as CallParsed<N>, asking) : err(failure("ipc.malformed-input"));
}

/** A question is a person's: the program itself has no right to ask one. */
async function signIn(vault: Vault, userId: string): Promise<Result<SignedIn, AppError>> {
  const id = UserIdSchema.safeParse(userId);
  if (!id.success) return err(failure("session.not-permitted"));
  const asker = { userId, role: "system", sessionId: "" };
  const found = await vault.read(asker, event("users.listed", {}), async (tx) => ok(await readAccount(tx, id.data)));
  if (!found.ok) return found;
  if (found.value === null) return err(failure("user.not-found"));
  return ok({ callerId: "cli", session: { id: "", user: found.value.user, signedInAt: "" } });
}

async function findByMrn(vault: Vault, { session: { user } }: SignedIn, mrn: string) {
  const by = { userId: user.id, role: user.role, sessionId: "" };
  const found = await vault.read(by, event("patients.searched", { queryLength: mrn.length }), async (tx) => ok(await searchPatients(tx, mrn, 20)));
  return found.ok ? (found.value.find((patient) => patient.mrn === mrn)?.id ?? null) : null;
}

async function findPerson(vault: Vault, { session: { user } }: SignedIn, username: string) {
  const by = { userId: user.id, role: user.role, sessionId: "" };
  const found = await vault.read(by, event("users.listed", {}), async (tx) => ok(await findAccount(tx, username)));
  return found.ok ? (found.value?.user.id ?? null) : null;
}

/** Days of this machine's calendar, the last one included; a quarter back from today when none are named. */
function readStretch(from: string, to: string): { fromAt: string; toAt: string } | null {
  const dayAfter = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
  const end = dayAfter(to === "" ? new Date() : new Date(`${to}T00:00`));
  const start = from === "" ? new Date(end.getFullYear(), end.getMonth(), end.getDate() - defaultDays) : new Date(`${from}T00:00`);
  return Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()) ? null : { fromAt: start.toISOString(), toAt: end.toISOString() };
}
