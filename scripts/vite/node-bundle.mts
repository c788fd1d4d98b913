import { copyFileSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import type { UserConfig } from "vite";
import { markContract } from "./contract-mark.mts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };

/** Native modules stay outside a bundle; everything else goes in. */
const native = ["electron", "better-sqlite3-multiple-ciphers", "keytar", "@node-rs/argon2", "onnxruntime-node"];
const external = [...native, ...builtinModules, /^node:/];

/** The tagger's weights lie beside the bundles that read them. */
const copyWeights = {
  name: "copy-weights",
  writeBundle: () => copyFileSync(`${root}main/deid/data/tagger-weights.bin`, `${root}dist/main/tagger-weights.bin`),
};

/**
 * CommonJS for Node's side of the program: one file, since a sandboxed preload and a thread take no
 * other form; or, `inParts`, with what is loaded later (a vendor's library) in files of its own, so
 * that a start does not read what it does not need.
 */
export function bundleForNode(entry: string, name: string, { inParts = false } = {}): UserConfig {
  return {
    root,
    define: {
      __DEVELOPMENT_BUILD__: JSON.stringify(process.env["CHARTWELL_RELEASE"] !== "1"),
      __APP_VERSION__: JSON.stringify(version),
      __CONTRACT_MARK__: JSON.stringify(markContract(root)),
    },
    plugins: [copyWeights],
    ssr: { noExternal: true, external: native, target: "node" },
    build: {
      ssr: entry,
      target: "node20",
      outDir: "dist/main",
      emptyOutDir: false,
      minify: inParts,
      sourcemap: false,
      rollupOptions: {
        external,
        // Importing one of these only defines things: what is not used need not be read at a start.
        treeshake: { moduleSideEffects: (id) => !/\/main\/(deid|documents|shipping|llm)\//.test(id) },
        output: { format: "cjs", entryFileNames: `${name}.cjs`, chunkFileNames: "parts/[name]-[hash].cjs", codeSplitting: inParts },
      },
    },
  };
}
