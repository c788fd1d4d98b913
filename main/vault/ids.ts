import type { z } from "zod";
import { type SubjectToken, SubjectTokenSchema } from "../../shared/domain/ids.ts";
import { drawRandom } from "./keys/random.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** Mints a random id (130 bits) of the kind its schema brands. */
export function mintId<S extends z.ZodType>(prefix: string, schema: S): z.output<S> {
  let body = "";
  for (const byte of drawRandom(26)) body += alphabet[byte % alphabet.length];
  return schema.parse(`${prefix}_${body}`);
}

/** Mints a patient's audit token: random, so that it says nothing about the person (164.514(c)). */
export function mintSubjectToken(): SubjectToken {
  return SubjectTokenSchema.parse(`s_${drawRandom(16).toString("hex")}`);
}
