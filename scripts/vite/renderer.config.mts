import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { leaveOutLanguages, shortenCatalogue } from "./trim-words.mts";

/** The window's files: nothing inline, because the page's policy allows nothing inline. */
const room = (path: string) => fileURLToPath(new URL(`../../renderer/${path}`, import.meta.url));

export default defineConfig({
  root: room(""),
  base: "./",
  plugins: [react(), leaveOutLanguages(), shortenCatalogue()],
  build: {
    outDir: fileURLToPath(new URL("../../dist/renderer/", import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "chrome130",
    sourcemap: false,
    rollupOptions: {
      // Making a schema does nothing but make it: those the window never asks are left out.
      treeshake: { manualPureFunctions: ["z"] },
      // The capture is loaded by name, beside the sound card, and has no page to name it.
      input: { index: room("index.html"), recorder: room("recorder.html"), capture: room("recorder/capture.ts") },
      output: { entryFileNames: ({ name }) => (name === "capture" ? "capture.js" : "assets/[name]-[hash].js") },
    },
  },
});
