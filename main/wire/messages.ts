import { z } from "zod";
import { AppErrorSchema } from "../../shared/errors.ts";

const number = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const name = z.string().min(1).max(80);
/** Bytes of any buffer. */
const Bytes: z.ZodType<Uint8Array, Uint8Array> = z.instanceof(Uint8Array);

/** What a station says. `ask` is a call of the contract, or one between the two programs. */
export const FromStationSchema = z.discriminatedUnion("t", [
  /** The first word: who it is, the handshake has proved; which version it speaks, and whose session it goes on with. */
  z.strictObject({
    t: z.literal("hello"),
    version: z.string().max(40),
    contract: z.string().max(64),
    ticket: Bytes.nullable(),
    /** For how long nobody was at its keyboard: while the host was away it alone could tell. */
    idleMs: z.int().min(0),
  }),
  z.strictObject({ t: z.literal("ask"), id: number, name, input: z.unknown() }),
  /** How an errand came out. */
  z.strictObject({ t: z.literal("done"), id: number, result: z.unknown() }),
]);
export type FromStation = z.output<typeof FromStationSchema>;

/** What a host says. */
export const FromHostSchema = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("welcome"), name: z.string().max(60), clinicName: z.string().max(160), sessionGoesOn: z.boolean() }),
  /** It will not speak with this station, and why; the connection ends. */
  z.strictObject({ t: z.literal("refused"), error: AppErrorSchema }),
  z.strictObject({ t: z.literal("answer"), id: number, reply: z.unknown() }),
  /** An event of the contract. */
  z.strictObject({ t: z.literal("tell"), name, payload: z.unknown() }),
  /** Something only the station's own computer can do: a dialog, its disk, its clipboard. */
  z.strictObject({ t: z.literal("errand"), id: number, name, input: z.unknown() }),
  /** What the station shows to go on with its session after the host was started anew; null when the session is over. */
  z.strictObject({ t: z.literal("ticket"), ticket: Bytes.nullable() }),
]);
export type FromHost = z.output<typeof FromHostSchema>;

/** What is said over the door of an enrolment, in this order. */
export const ToEnrolSchema = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("prove"), proof: Bytes }),
  z.strictObject({ t: z.literal("enrol"), name: z.string().max(60), spki: Bytes }),
]);
export const FromEnrolSchema = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("proved"), proof: Bytes }),
  z.strictObject({
    t: z.literal("enrolled"),
    stationId: z.string(),
    certificate: z.string().max(8_000),
    authority: z.string().max(8_000),
    doorSecret: z.string().regex(/^[0-9a-f]{32}$/),
  }),
  z.strictObject({ t: z.literal("refused"), error: AppErrorSchema }),
]);
