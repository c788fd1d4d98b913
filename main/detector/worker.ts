import { parentPort } from "node:worker_threads";
import { type Inspection, type KnownIdentifiers, loadDetector } from "../deid/index.ts";
import { readWeightsFile } from "./weights-file.ts";

/** What a question carries, and what comes back. A failure says nothing more: its cause could quote the text. */
export interface Question {
  readonly id: number;
  readonly text: string;
  readonly known: KnownIdentifiers;
}
export type Answer = { readonly id: number; readonly inspection: Inspection } | { readonly id: number; readonly failed: true };

/** The detector's own thread: it loads once, answers one question at a time, and keeps nothing of them. */
function serve(): void {
  const port = parentPort;
  if (port === null) return;
  const detector = loadDetector(readWeightsFile());
  port.on("message", ({ id, text, known }: Question) => {
    try {
      port.postMessage((detector.ok ? { id, inspection: detector.value.inspect(text, known) } : { id, failed: true }) satisfies Answer);
    } catch {
      port.postMessage({ id, failed: true } satisfies Answer);
    }
  });
}

serve();
