import { z } from "zod";
import { StationIdSchema } from "../domain/ids.ts";
import { PasswordSchema } from "../domain/people.ts";
import { PlaceOfRecordSchema, StationNameSchema, StationSchema } from "../domain/station.ts";
import { InstantSchema } from "../domain/time.ts";
import { call } from "./call.ts";

const nothing = z.strictObject({});
const officers = ["practice-manager", "privacy-officer", "it-admin"] as const;

export const stationCalls = {
  /** Where this window's record lies, and how the connection to it stands; asked before anyone has signed in too. */
  "station.standing": call({ who: "anyone", input: () => nothing, output: () => PlaceOfRecordSchema }),
  /** Finds a host by its address and the code it shows; gives its fingerprint, for the person to compare. */
  "station.findHost": call({
    who: "anyone",
    input: () =>
      z.strictObject({
        address: z
          .string()
          .trim()
          .regex(/^[A-Za-z0-9.:-]{1,253}$/),
        port: z.int().min(1).max(65_535),
        code: z.string().max(40),
      }),
    output: () => z.strictObject({ fingerprint: z.string() }),
  }),
  /** The fingerprints are the same: this computer becomes a workstation of that host, and the program starts anew. */
  "station.join": call({ who: "anyone", input: () => z.strictObject({ name: StationNameSchema }), output: () => nothing }),
  /** The workstations of the clinic, the code that would let one more in, and what the host is known by. */
  "stations.read": call({
    who: officers,
    input: () => nothing,
    output: () =>
      z.strictObject({
        /** False where this computer keeps a record for itself alone. */
        isHost: z.boolean(),
        fingerprint: z.string(),
        port: z.int(),
        codeUntil: InstantSchema.nullable(),
        stations: z.array(StationSchema.extend({ isHere: z.boolean() })).max(2_000),
      }),
  }),
  /** Offers a one-time code; the password is asked again (164.312(d)). */
  "stations.offer": call({
    who: officers,
    input: () => z.strictObject({ password: PasswordSchema }),
    output: () => z.strictObject({ code: z.string(), until: InstantSchema, fingerprint: z.string(), port: z.int() }),
  }),
  "stations.withdrawOffer": call({ who: officers, input: () => nothing, output: () => nothing }),
  /** Puts a workstation out at once: its connection ends, its session with it, and its key opens nothing any more. */
  "stations.revoke": call({ who: officers, input: () => z.strictObject({ stationId: StationIdSchema }), output: () => nothing }),
} as const;
