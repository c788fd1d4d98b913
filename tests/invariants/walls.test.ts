import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
let copy: string;

/** A file that breaks one wall, and the wall's name. */
const breaches: readonly (readonly [file: string, text: string, wall: string])[] = [
  ["shared/breach.ts", 'import "../main/clock.ts";', "shared-stands-alone"],
  ["renderer/breach.ts", 'import "../main/clock.ts";', "renderer-holds-no-authority"],
  ["renderer/breach-node.ts", 'import "node:fs";', "renderer-holds-no-authority"],
  ["renderer/ui/breach.ts", 'import "../api/client.ts";', "ui-knows-nothing-of-clinics"],
  ["renderer/screens/today/breach.ts", 'import "../../../shared/contract/index.ts";', "screens-speak-through-api"],
  ["renderer/screens/today/breach-screen.ts", 'import "../people/index.ts";', "screens-apart"],
  ["main/shell/breach.ts", 'import "../vault/open.ts";', "shell-is-the-edge"],
  ["main/ipc/breach.ts", 'import "../vault/open.ts";', "door-cannot-peek"],
  ["main/workflows/breach.ts", 'import "node:fs";', "workflows-touch-no-machine"],
  ["main/workflows/breach-vendor.ts", 'import "../llm/vendors/anthropic.ts";', "one-door-out"],
  ["main/workflows/breach-ipc.ts", 'import "../ipc/guard.ts";', "workflows-know-no-carrier"],
  ["main/vault/breach.ts", 'import "../llm/gate.ts";', "vault-stands-alone"],
  ["main/vault/migrations/breach.ts", 'import "../sql.ts";', "migrations-are-fossils"],
  ["main/vault/stores/breach.ts", 'import "better-sqlite3-multiple-ciphers";', "only-engines-know-the-driver"],
  ["main/audit/breach.ts", 'import "node:fs";', "audit-is-pure"],
  ["main/deid/breach.ts", 'import "node:fs";', "deid-is-pure"],
  ["main/workflows/breach-mint.ts", 'import "../deid/deidentify.ts";', "only-deid-mints"],
  ["main/llm/breach.ts", 'import "../vault/open.ts";', "llm-cannot-fetch-a-chart"],
  ["main/workflows/breach-net.ts", 'import "node:https";', "network-lives-in-few-rooms"],
  ["main/shipping/breach.ts", 'import "../vault/open.ts";', "shipping-cannot-read-the-record"],
  ["main/wire/breach.ts", 'import "../vault/open.ts";', "the-wire-knows-no-record"],
  ["main/station/breach.ts", 'import "../vault/open.ts";', "a-workstation-holds-no-record"],
  ["main/station/breach-gate.ts", 'import "../llm/gate.ts";', "a-workstation-holds-no-record"],
  ["main/drafting/breach.ts", 'import "node:fs";', "drafting-is-pure"],
  ["main/transcripts/breach.ts", 'import "node:fs";', "transcripts-are-pure"],
  ["main/documents/breach.ts", 'import "../vault/open.ts";', "documents-are-pure"],
  ["main/cli/breach.ts", 'import "keytar";', "keychain-lives-in-shell"],
];

let found: { rule: { name: string }; from: string }[];
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "chartwell-walls-"));
  for (const name of ["main", "shared", "renderer", ".dependency-cruiser.cjs", "tsconfig.base.json", "package.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const [file, text] of breaches) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `${text}\n`);
  }
  const cruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const options = { cwd: copy, maxBuffer: 64 * 1024 * 1024 };
  const output = ((): string => {
    try {
      return String(
        execFileSync(
          process.execPath,
          [cruise, "main", "shared", "renderer", "--config", ".dependency-cruiser.cjs", "--preserve-symlinks", "--output-type", "json"],
          options,
        ),
      );
    } catch (error) {
      // A cruise that finds breaches ends with their number; its report is on standard output all the same.
      return String((error as { stdout: Buffer }).stdout);
    }
  })();
  found = (JSON.parse(output) as { summary: { violations: typeof found } }).summary.violations;
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it.each(breaches)("%s breaks its wall", (file, _text, wall) => {
  expect(found.filter((violation) => violation.from === file).map(({ rule }) => rule.name)).toContain(wall);
});

it("finds nothing in the house as it stands", () => {
  expect(found.filter(({ from }) => !from.includes("breach")).map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
});
