// Promises: a copy of the log goes only to the places the policy names, and counts as delivered when they say so.
// Callers: workflows, which keep the positions and record what came of it; compose builds the sinks.
// Never: read the record, or see anything but entries, checkpoints and hashes.
export { type CloudWatchSettings, createCloudWatch } from "./cloudwatch.ts";
export { createFhirFeed, type FhirFeedSettings } from "./fhir-feed.ts";
export type { OpenWire, Sink } from "./sink.ts";
