import { taggerSha256 } from "./data/tagger-checksum.ts";

const rulesVersion = "2.0.0";
/** Rules and weights together: what a sent text was looked through with. */
export const detectorVersion = `${rulesVersion}+${taggerSha256.slice(0, 12)}`;
