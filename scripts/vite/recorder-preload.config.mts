import { bundleForNode } from "./node-bundle.mts";

export default bundleForNode("main/shell/recorder-preload.ts", "recorder-preload");
