import { bundleForNode } from "./node-bundle.mts";

export default bundleForNode("main/speech/process.ts", "listener");
