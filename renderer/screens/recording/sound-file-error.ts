import type { ErrorCode } from "../../../shared/errors.ts";

/** Why a file is not taken in. */
export class SoundFileError extends Error {
  override readonly name = "SoundFileError";
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}
