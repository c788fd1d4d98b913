import { z } from "zod";
import { EmergencyChartSchema } from "../domain/emergency.ts";
import { DeliveryIdSchema, EncounterIdSchema, GrantIdSchema, PatientIdSchema } from "../domain/ids.ts";
import { NoteSchema, UnfinishedSchema } from "../domain/note.ts";
import { InstantSchema } from "../domain/time.ts";
import { call, careRoles, noteRoles } from "./call.ts";
import { encounterCalls } from "./encounters.ts";
import { linkSoundCalls } from "./link-sound.ts";
import { patientCalls } from "./patients.ts";

const everyone = ["clinician", "supervisor", "practice-manager", "privacy-officer", "it-admin", "auditor"] as const;
const nothing = z.strictObject({});
const Bytes = z.instanceof(Uint8Array);
/** A delivery is a note at the most. */
const SealedSchema = Bytes.refine((bytes) => bytes.byteLength <= 4 * 1024 * 1024);

/** What a workstation keeps of one session, sealed, to be read while its host is away. */
const keptChart = () =>
  z.strictObject({
    encounterId: EncounterIdSchema,
    /** Changes whenever the session, its transcript or its note does. */
    mark: z.string().max(64),
    opened: encounterCalls["encounters.open"].output,
    note: NoteSchema.nullable(),
    unfinished: UnfinishedSchema.nullable(),
    patient: patientCalls["patients.open"].output,
  });

/**
 * What a workstation's own program asks of its host, beside what its window asks: guarded by the same
 * front door, parsed the same both ways. No window can make these calls.
 */
export const linkCalls = {
  /** The workstation's screen was locked, or it went to sleep. */
  "link.endSession": call({ who: everyone, input: () => z.strictObject({ reason: z.enum(["system-lock", "signed-out"]) }), output: () => nothing }),
  /** What this person may do here while the host is away, and the key their deliveries are known by. */
  "link.takeGrant": call({
    who: everyone,
    input: () => nothing,
    output: () =>
      z.strictObject({
        grantId: GrantIdSchema,
        secret: Bytes,
        /** What deliveries are sealed to: only the opened record reads them. */
        spoolKey: z.string().max(200),
        keep: z.enum(["nothing", "today", "today-and-open-notes"]),
        until: InstantSchema,
        /** Opens this workstation's emergency copies; null where it keeps none, or this person has no right to charts. */
        emergencySecret: Bytes.nullable(),
        /** Whether policy lets this workstation keep such copies at all. */
        keepsCopies: z.boolean(),
      }),
  }),
  /** What may be kept here of this person's day; `have` names what is here already and need not be sent again. */
  "link.keep": call({
    who: noteRoles,
    input: () => z.strictObject({ have: z.array(z.strictObject({ encounterId: EncounterIdSchema, mark: z.string().max(64) })).max(400) }),
    output: () =>
      z.strictObject({
        worklist: patientCalls["worklist.list"].output,
        charts: z.array(keptChart()).max(400),
        /** Everything that may be kept, in the order of the worklist; whatever else is here goes. */
        keep: z.array(EncounterIdSchema).max(400),
      }),
  }),
  /**
   * Copies of charts for an emergency without the host, a page of patients at a time; those that are here
   * already and have not changed are only named: `have` says which of the next few are. Empty where policy keeps none.
   */
  "link.copyCharts": call({
    who: careRoles,
    input: () =>
      z.strictObject({
        after: PatientIdSchema.nullable(),
        have: z.array(z.strictObject({ patientId: PatientIdSchema, mark: z.string().max(64) })).max(400),
      }),
    output: () =>
      z.strictObject({
        charts: z.array(z.strictObject({ mark: z.string().max(64), chart: EmergencyChartSchema })).max(200),
        present: z.array(PatientIdSchema).max(200),
        /** Where the next page begins; null when this was the last. */
        next: PatientIdSchema.nullable(),
      }),
  }),
  /**
   * Tells what happened while the host was away. Anybody's connection may bring it, because it proves itself;
   * `taken`: it lies on the host's disk until somebody opens the record.
   */
  "link.deliver": call({
    who: "anyone",
    input: () => z.strictObject({ deliveryId: DeliveryIdSchema, sealed: SealedSchema }),
    output: () =>
      z.strictObject({ outcome: z.enum(["applied", "conflict", "refused", "taken"]), /** The note's revision now. */ revision: z.int().nullable() }),
  }),
  ...linkSoundCalls,
} as const;
