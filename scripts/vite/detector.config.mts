import { bundleForNode } from "./node-bundle.mts";

export default bundleForNode("main/detector/worker.ts", "detector");
