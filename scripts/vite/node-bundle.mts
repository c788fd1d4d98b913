import { copyFileSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import type { UserConfig } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };

/** Native modules stay outside a bundle; everything else goes in. */
const external = ["electron", "better-sqlite3-multiple-ciphers", "keytar", "@node-rs/argon2", "onnxruntime-node", ...builtinModules, /^node:/];

/** The tagger's weights lie beside the bundles that read them. */
const copyWeights = {
  name: "copy-weights",
  writeBundle: () => copyFileSync(`${root}main/deid/data/tagger-weights.bin`, `${root}dist/main/tagger-weights.bin`),
};

/** One CommonJS file for Node's side of the program: a sandboxed preload takes no other form. */
export function bundleForNode(entry: string, name: string): UserConfig {
  return {
    root,
    define: { __DEVELOPMENT_BUILD__: JSON.stringify(process.env["CHARTWELL_RELEASE"] !== "1"), __APP_VERSION__: JSON.stringify(version) },
    plugins: [copyWeights],
    ssr: {
      noExternal: true,
      external: ["electron", "better-sqlite3-multiple-ciphers", "keytar", "@node-rs/argon2", "onnxruntime-node"],
      target: "node",
    },
    build: {
      ssr: entry,
      target: "node20",
      outDir: "dist/main",
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      rollupOptions: { external, output: { format: "cjs", entryFileNames: `${name}.cjs`, codeSplitting: false } },
    },
  };
}
