import type { ErrorCode } from "../../../shared/errors.ts";
import { AskError } from "../../api/index.ts";

/** The code of a failure; anything that is no expected failure is a bug and says so. */
export function readCode(error: unknown): ErrorCode {
  return error instanceof AskError ? error.code : "app.unexpected";
}
