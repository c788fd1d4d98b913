import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { minimumPasswordLength, minimumPasswordLengthWithSecondFactor } from "../../shared/domain/people.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import type { Policy } from "../policy/index.ts";

/** Says what is wrong with a password, or null (NIST SP 800-63B-4: length and a list of common ones; no composition rules, no forced change). */
export type JudgePassword = (person: { username: string; displayName: string; password: string }) => Promise<AppError | null>;

const guessable = 3;

/**
 * Makes the judge. A password used with a second factor may be shorter; one that is on the list of
 * common passwords, or as easily guessed as those, is refused whatever its length.
 */
export function createPasswordJudge(policy: Pick<Policy, "secondFactor"> | null): JudgePassword {
  const minimumLength = policy?.secondFactor === "required" ? minimumPasswordLengthWithSecondFactor : minimumPasswordLength;
  let estimator: ZxcvbnFactory | null = null;
  return async ({ username, displayName, password }) => {
    if ([...password].length < minimumLength || password.toLowerCase().includes(username)) {
      return failure("setup.weak-password", { minimumLength });
    }
    estimator ??= await loadEstimator();
    const known = [username, ...displayName.toLowerCase().split(/\s+/), "chartwell", "clinic", "counseling", "therapy"];
    return estimator.check(password, known).score < guessable ? failure("setup.common-password") : null;
  };
}

/** Its dictionaries take a moment to load, which no start of the program should wait for. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new Factory({ dictionary, graphs: adjacencyGraphs });
}
