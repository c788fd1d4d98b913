// Promises: only this room makes DeidentifiedText, and only after every layer has run; it fails closed.
// May be called by: workflows, the composition root, the command line; the gate uses isDeidentifiedText.
// Must never: read files, speak to the network, log, or export a way to mint text that was not checked.

export { type DeidentificationPolicy, DeidentifiedText, isDeidentifiedText } from "./deidentified-text.ts";
export {
  createDeidentifier,
  type DeidentifiableTurn,
  type Deidentification,
  type DeidentifiedLine,
  type Deidentifier,
  type DeidentifyRules,
  DetectorDown,
  deidentifyHere,
  type Inspect,
} from "./deidentify.ts";
export type { Detector, Inspection } from "./detect.ts";
export { buildKnownIdentifiers, type KnownIdentifiers, type KnownPerson, nothingKnown } from "./known.ts";
export type { PlaceholderEntry, PlaceholderMap } from "./placeholders.ts";
export { type Restoration, restore } from "./restore.ts";
export type { DetectedSpan } from "./spans.ts";
