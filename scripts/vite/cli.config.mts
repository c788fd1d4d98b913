import { bundleForNode } from "./node-bundle.mts";

export default bundleForNode("main/cli.ts", "cli");
