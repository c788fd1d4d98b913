import { parentPort } from "node:worker_threads";
import { type Inspection, inspectWith, type KnownIdentifiers, loadDetector } from "../deid/index.ts";
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
  const inspect = detector.ok ? inspectWith(detector.value) : undefined;
  port.on("message", ({ id, text, known }: Question) => {
    try {
      port.postMessage((inspect === undefined ? { id, failed: true } : { id, inspection: inspect(text, known) }) satisfies Answer);
    } catch {
      port.postMessage({ id, failed: true } satisfies Answer);
    }
  });
}

serve();
