import { bundleForNode } from "./node-bundle.mts";

export default bundleForNode("main/shell/preload.ts", "preload");
