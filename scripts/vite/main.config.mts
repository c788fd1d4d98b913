import { bundleForNode } from "./node-bundle.mts";

export default bundleForNode("main/main.ts", "main", { inParts: true });
