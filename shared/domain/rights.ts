import { z } from "zod";
import { DestructionIdSchema, HoldIdSchema, NoteIdSchema, PatientIdSchema, RightsRequestIdSchema } from "./ids.ts";
import { CalendarDateSchema, InstantSchema } from "./time.ts";

/** What a patient may ask of the record itself; an accounting has its own screen. */
export const requestKinds = ["access", "amendment"] as const;
export const RequestKindSchema = z.enum(requestKinds);
export type RequestKind = z.infer<typeof RequestKindSchema>;

/** Days to act and the one extension there is: 45 CFR 164.524(b)(2), 164.526(b)(2). */
export const requestDays: Readonly<Record<RequestKind, { readonly toAct: number; readonly extension: number }>> = {
  access: { toAct: 30, extension: 30 },
  amendment: { toAct: 60, extension: 30 },
};

/** The only grounds there are; every other reason, upset among them, is none. */
export const accessGrounds = [
  ...["psychotherapy-notes", "legal-proceeding", "inmate", "research", "privacy-act", "confidential-source"],
  ...["endangers-life", "harms-another", "representative-harms"],
] as const;
export const amendmentGrounds = ["not-created-here", "not-in-record", "not-open-to-access", "accurate-and-complete"] as const;

/** Grounds a licensed professional must judge and another may review (164.524(a)(3)-(4)). */
export const reviewableGrounds: ReadonlySet<string> = new Set(["endangers-life", "harms-another", "representative-harms"]);

const Words = z.string().trim().max(2_000);
const Some = z.string().trim().min(1).max(2_000);
const Name = z.string().trim().max(160);

/** What is written down when somebody asks. */
export const RequestContentSchema = z.strictObject({
  channel: z.enum(["in-person", "letter", "email", "telephone", "portal"]),
  requester: z.enum(["patient", "representative", "third-party"]),
  requesterName: Name,
  /** How it was made sure who asks, and by what right (164.514(h)). */
  proof: z.string().trim().min(1).max(400),
  asked: Some,
  /** The note an amendment is about, where it is about one. */
  noteId: NoteIdSchema.nullable(),
  /** Form and format asked for, and to whom it goes (164.524(c)(2)-(3)). */
  format: Name,
  recipient: z.string().trim().max(400),
});
export type RequestContent = z.infer<typeof RequestContentSchema>;

export const DecisionSchema = z.discriminatedUnion("kind", [
  /** For an amendment, the words that are joined to the record. */
  z.strictObject({ kind: z.literal("accepted"), text: Words }),
  z.strictObject({
    kind: z.literal("denied"),
    ground: z.enum([...accessGrounds, ...amendmentGrounds]),
    /** In plain words, for the letter. */
    rationale: Some,
    /** The licensed professional who judged, where the ground asks for one. */
    professional: Name,
  }),
]);
export type Decision = z.infer<typeof DecisionSchema>;

const Decided = z.strictObject({ decidedOn: CalendarDateSchema, decidedByName: z.string() });
const StatementSchema = z.strictObject({ text: Some, on: CalendarDateSchema, byName: z.string() });

export const RightsRequestSchema = z.strictObject({
  id: RightsRequestIdSchema,
  patientId: PatientIdSchema,
  kind: RequestKindSchema,
  state: z.enum(["open", "accepted", "denied", "withdrawn"]),
  receivedOn: CalendarDateSchema,
  dueOn: CalendarDateSchema,
  content: RequestContentSchema,
  extension: z.strictObject({ reason: Some, on: CalendarDateSchema, byName: z.string() }).nullable(),
  decision: DecisionSchema.nullable(),
  decided: Decided.nullable(),
  /** The patient's statement of disagreement and the clinic's rebuttal (164.526(d)(2)-(3)). */
  disagreement: StatementSchema.nullable(),
  rebuttal: StatementSchema.nullable(),
  recordedAt: InstantSchema,
  recordedByName: z.string(),
});
export type RightsRequest = z.infer<typeof RightsRequestSchema>;

/** Why a record may not go whatever else holds. */
export const holdReasons = ["litigation", "subpoena", "board-complaint", "audit", "investigation", "other"] as const;
export const HoldReasonSchema = z.enum(holdReasons);

export const LegalHoldSchema = z.strictObject({
  id: HoldIdSchema,
  patientId: PatientIdSchema,
  reason: HoldReasonSchema,
  /** Which matter, in the clinic's own words. */
  matter: z.string().trim().min(1).max(400),
  placedAt: InstantSchema,
  placedByName: z.string(),
  liftedAt: InstantSchema.nullable(),
});
export type LegalHold = z.infer<typeof LegalHoldSchema>;

/** What stands in the way of a destruction. */
export const BlockSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("hold"), count: z.int() }),
  z.strictObject({ kind: z.literal("request-open"), count: z.int() }),
  z.strictObject({ kind: z.literal("note-unsigned"), count: z.int() }),
  z.strictObject({ kind: z.literal("recording-running"), count: z.int() }),
  z.strictObject({ kind: z.literal("breach-open"), count: z.int() }),
  z.strictObject({ kind: z.literal("retention"), until: CalendarDateSchema, citation: z.string() }),
  z.strictObject({ kind: z.literal("retention-unknown"), stateCode: z.string() }),
]);
export type Block = z.infer<typeof BlockSchema>;

/** Everything a destruction takes with it, counted. */
export const scopeParts = [
  ...["sessions", "transcript-lines", "recordings", "drafts", "signed-notes", "addenda", "note-versions", "private-notes"],
  ...["codes", "consents", "requests", "search-entries"],
] as const;
export type ScopePart = (typeof scopeParts)[number];

export const ScopeSchema = z.strictObject({
  parts: z.array(z.strictObject({ part: z.enum(scopeParts), count: z.int().min(0) })),
  firstOn: CalendarDateSchema.nullable(),
  lastOn: CalendarDateSchema.nullable(),
  /** Packages handed out before: they are out of the program's reach. */
  exports: z.int().min(0),
  sends: z.int().min(0),
  disclosures: z.int().min(0),
  /** Backups that hold it; those that can be reached are rewritten without it. */
  backups: z.array(z.strictObject({ madeAt: InstantSchema, reachable: z.boolean() })),
});
export type Scope = z.infer<typeof ScopeSchema>;

export const DestructionSchema = z.strictObject({
  id: DestructionIdSchema,
  patientId: PatientIdSchema,
  /** Null once the record is gone. */
  patientName: z.string().nullable(),
  reason: z.string(),
  state: z.enum(["proposed", "withdrawn", "destroyed"]),
  proposedAt: InstantSchema,
  proposedByName: z.string(),
  notBefore: CalendarDateSchema,
  endedAt: InstantSchema.nullable(),
  endedByName: z.string().nullable(),
});
export type Destruction = z.infer<typeof DestructionSchema>;

/** A request as the clinic's list of clocks shows it. */
export const RequestLineSchema = RightsRequestSchema.pick({
  id: true,
  patientId: true,
  kind: true,
  state: true,
  receivedOn: true,
  dueOn: true,
}).extend({
  patientName: z.string(),
  extended: z.boolean(),
});
export type RequestLine = z.infer<typeof RequestLineSchema>;

/** Something whose time comes by itself, and when. */
export const LapseSchema = z.strictObject({ patientId: PatientIdSchema, patientName: z.string(), of: InstantSchema, on: CalendarDateSchema });
export type Lapse = z.infer<typeof LapseSchema>;
