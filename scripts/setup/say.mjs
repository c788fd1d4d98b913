// @ts-check
/** A set-up step that cannot go on: one sentence for the person, no stack. */
export class SetUpError extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.name = "SetUpError";
  }
}

/** Tells of progress on standard error, so that a command's own output stays clean. @param {string} line */
export function say(line) {
  if (process.env["CHARTWELL_QUIET"] !== "1") process.stderr.write(`${line}\n`);
}

/** Runs a script's story; a set-up error ends it with its sentence and status 1. @param {() => Promise<number>} story */
export async function tell(story) {
  try {
    process.exitCode = await story();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
