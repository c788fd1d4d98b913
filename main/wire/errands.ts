import { z } from "zod";

/** A place a person chose on a workstation, by a random name: the host never learns where it is, and can name no other. */
export const PlaceSchema = z.string().regex(/^place:[0-9a-f]{32}$/);
const FileNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/);
/** A folder of several files may have one folder below it. */
const InnerPathSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,119}){0,2}$/);
const bytes: z.ZodType<Uint8Array, Uint8Array> = z.instanceof(Uint8Array);
const nothing = z.strictObject({});
/** Why a workstation could not do it, as the host's own disk would say it. */
const WrittenSchema = z.strictObject({ written: z.boolean(), code: z.enum(["export.destination-unwritable", "vault.disk-full"]).nullable() });

/**
 * What a host may ask of a workstation's computer, and nothing else: to let the person choose a
 * place, to write what they asked for there, and the clipboard. Parsed on both ends, both ways.
 */
export const errands = {
  "place.chooseFile": { input: z.strictObject({ suggestedName: FileNameSchema }), output: z.strictObject({ place: PlaceSchema.nullable() }) },
  "place.chooseFolder": { input: nothing, output: z.strictObject({ place: PlaceSchema.nullable() }) },
  "place.write": { input: z.strictObject({ place: PlaceSchema, bytes }), output: WrittenSchema },
  "place.writeInto": { input: z.strictObject({ place: PlaceSchema, name: InnerPathSchema, bytes }), output: WrittenSchema },
  "place.sizeIn": {
    input: z.strictObject({ place: PlaceSchema, name: InnerPathSchema }),
    output: z.strictObject({ bytes: z.int().min(0).nullable() }),
  },
  "place.removeFrom": { input: z.strictObject({ place: PlaceSchema, name: InnerPathSchema }), output: nothing },
  "clipboard.copy": { input: z.strictObject({ text: z.string().max(200_000) }), output: nothing },
  "clipboard.clear": { input: nothing, output: nothing },
} as const;

export type ErrandName = keyof typeof errands;
export type ErrandInput<N extends ErrandName> = z.input<(typeof errands)[N]["input"]>;
export type ErrandOutput<N extends ErrandName> = z.output<(typeof errands)[N]["output"]>;

/** Whether a word names an errand. */
export function isErrandName(name: unknown): name is ErrandName {
  return typeof name === "string" && Object.hasOwn(errands, name);
}
