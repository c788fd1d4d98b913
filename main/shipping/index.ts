// Promises: evidence of the log goes only to the places the policy names, over verified connections, and every answer is checked.
// Callers: workflows, which record what came of it; compose builds the ports.
// Never: read the record, see anything but entries, checkpoints and hashes, keep a connection the policy does not name.
export { writeAnchorFile } from "./anchor-folder.ts";
export { carryLog } from "./carry-log.ts";
export { type CloudWatchSettings, createCloudWatch } from "./cloudwatch.ts";
export { createFhirFeed, type FhirFeedSettings } from "./fhir-feed.ts";
export { isPair } from "./is-pair.ts";
export { reachServer } from "./reach-server.ts";
export { readAnchorFiles } from "./read-anchors.ts";
export { requestTimestamp } from "./request-timestamp.ts";
export type { OpenWire, Sink } from "./sink.ts";
