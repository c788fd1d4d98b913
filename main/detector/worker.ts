import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { DetectorDown, type Inspection, type KnownIdentifiers } from "../deid/index.ts";
import { createInspector } from "./inspector.ts";

/** What a question carries, and what comes back. A failure is a code and says nothing more: its cause could quote the text. */
export interface Question {
  readonly id: number;
  readonly text: string;
  readonly known: KnownIdentifiers;
}
export type Answer = { readonly id: number; readonly inspection: Inspection } | { readonly id: number; readonly failed: DetectorDown["code"] };

const WorkerDataSchema = z.strictObject({ packFolder: z.string().nullable() });
/** What the thread is started with. */
export type DetectorWorkerData = z.output<typeof WorkerDataSchema>;

/** The detector's own thread: it loads once and keeps nothing of a text it was shown. */
function serve(): void {
  const port = parentPort;
  if (port === null) return;
  const inspect = createInspector(WorkerDataSchema.parse(workerData).packFolder);
  port.on("message", ({ id, text, known }: Question) => {
    inspect(text, known).then(
      (inspection) => {
        port.postMessage({ id, inspection } satisfies Answer);
      },
      (thrown: unknown) => {
        port.postMessage({ id, failed: thrown instanceof DetectorDown ? thrown.code : "deid.detector-failed" } satisfies Answer);
      },
    );
  });
}

serve();
