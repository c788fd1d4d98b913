// Promises: only this room makes DeidentifiedText, and only after every layer has run; it fails closed.
// May be called by: workflows, the composition root, the command line; the gate uses isDeidentifiedText.
// Must never: read files, speak to the network, log, or export a way to mint text that was not checked.
export { DeidentifiedText, isDeidentifiedText, type DeidentificationPolicy } from "./deidentified-text.ts";
export { createDetector, type Detector } from "./detect.ts";
export type { DetectedSpan } from "./spans.ts";
export { createDeidentifier, type Deidentification, type DeidentifiableTurn, type DeidentifiedLine, type Deidentifier } from "./deidentify.ts";
export { buildKnownIdentifiers, type KnownIdentifiers, type KnownPerson, nothingKnown } from "./known.ts";
export type { PlaceholderEntry, PlaceholderMap } from "./placeholders.ts";
export { restore, type Restoration } from "./restore.ts";
export { createDeidCommands, readKnown, type DeidCommands, type DeidTextOutput } from "./commands.ts";
export { evaluate, type Evaluation, type GoldRecord, type GroupScore } from "./evaluate.ts";
