// Promises: the room's second door, to the detector itself with its word lists and weights. What only
// asks for a text to be de-identified uses index.ts and need not read two megabytes of words at a start.
// May be called by: the detector's thread, the command line.
// Must never: mint text that was not checked.

export { createDeidCommands, type DeidCommands, type DeidTextOutput, readKnown } from "./commands.ts";
export { createDetector, type LayerName, layerNames, loadDetector } from "./detect.ts";
export { type Evaluation, evaluate, type GoldRecord, type GroupScore } from "./evaluate.ts";
