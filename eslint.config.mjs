import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { awaitOnlyTx } from "./scripts/lint/await-only-tx.mjs";

const network = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"].map((name) => ({ name, message: "The network belongs to main/llm." }));

/** Only what needs types or knows the house; everything else is the formatter's and the fast linter's. */
export default tseslint.config(
  { ignores: ["node_modules/**", "dist/**", "out/**", "**/*.mjs", "**/*.cjs"] },
  {
    files: ["main/**/*.ts", "shared/**/*.ts", "renderer/**/*.{ts,tsx}"],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@typescript-eslint": tseslint.plugin, house: { rules: { "await-only-tx": awaitOnlyTx } } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unsafe-assignment": "error",
      "@typescript-eslint/no-unsafe-return": "error",
      "@typescript-eslint/no-unsafe-argument": "error",
      "no-restricted-globals": ["error", { globals: network, checkGlobalObject: true }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "house/await-only-tx": "error",
    },
  },
  { files: ["main/llm/**/*.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["main/deid/data/**", "main/**/migrations/**"], rules: { "max-lines": "off" } },
  {
    files: ["renderer/**/*.tsx"],
    plugins: { "react-hooks": hooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
);
