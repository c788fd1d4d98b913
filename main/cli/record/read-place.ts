import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { type ServerPlace, ServerPlaceSchema } from "../../vault/place.ts";

/** A place as IT writes it down: certificates by the files they lie in, beside this one. */
const PlaceFileSchema = z.strictObject({
  ...ServerPlaceSchema.omit({ authority: true, certificate: true, schema: true, role: true }).shape,
  schema: ServerPlaceSchema.shape.schema.default("chartwell"),
  role: ServerPlaceSchema.shape.role.default("chartwell_app"),
  authorityFile: z.string(),
  certificateFile: z.string().nullable().default(null),
});

/** Reads a place and the certificates it names; a string says what is wrong with it. */
export function readPlaceFile(path: string): ServerPlace | string {
  try {
    const { authorityFile, certificateFile, ...rest } = PlaceFileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    const read = (file: string) => readFileSync(resolve(dirname(path), file), "utf8").trim();
    return ServerPlaceSchema.parse({ ...rest, authority: read(authorityFile), certificate: certificateFile === null ? null : read(certificateFile) });
  } catch (error) {
    if (error instanceof z.ZodError) return error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    return error instanceof Error ? error.message : "it does not read";
  }
}
