import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import type { UserConfig } from "vite";

/** The auditor's program: one file that needs Node.js and nothing else. */
export default {
  root: fileURLToPath(new URL("../../", import.meta.url)),
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: "scripts/auditor/verify.ts",
    target: "node20",
    outDir: "dist/auditor",
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    rollupOptions: {
      external: [...builtinModules, /^node:/],
      output: { format: "es", entryFileNames: "chartwell-audit.mjs", codeSplitting: false },
    },
  },
} satisfies UserConfig;
