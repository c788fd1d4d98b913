import type { BreachSource, Protection } from "../../shared/domain/breach.ts";

/** One question of the decision tree with the answer given, in the order asked. */
export interface ProtectionStep {
  readonly question: "readable-to-recipient" | "disk-encrypted" | "machine-closed" | "strong-login" | "key-apart";
  readonly answer: "yes" | "no" | "unknown";
}

/** Whether the information was secured, and the way to that answer. */
export interface ProtectionFinding {
  readonly secured: boolean;
  readonly steps: readonly ProtectionStep[];
}

/**
 * Whether protected health information was "secured" (164.402; guidance 74 FR 19006, 74 FR 42740):
 * encrypted, and the key not breached with it. A computer whose keychain a finder can open holds its
 * own key, so disk encryption, a closed state and a strong login are asked for together. What a
 * vendor or a signed-in person could read was not secured. "Unknown" never secures: the burden of
 * proof is the clinic's (164.414(b)).
 */
export function examineProtection(source: BreachSource["kind"], protection: Protection): ProtectionFinding {
  if (source === "vendor" || source === "person") return { secured: false, steps: [{ question: "readable-to-recipient", answer: "yes" }] };
  const { diskEncrypted, machineState, strongLogin, keyApart } = protection;
  const closed = machineState === "unknown" ? "unknown" : machineState === "open" ? "no" : "yes";
  const questions: ProtectionStep[] =
    source === "backup"
      ? [{ question: "key-apart", answer: keyApart }]
      : [
          { question: "disk-encrypted", answer: diskEncrypted },
          { question: "machine-closed", answer: closed },
          { question: "strong-login", answer: strongLogin },
          { question: "key-apart", answer: keyApart },
        ];
  const stop = questions.findIndex(({ answer }) => answer !== "yes");
  return { secured: stop === -1, steps: stop === -1 ? questions : questions.slice(0, stop + 1) };
}
