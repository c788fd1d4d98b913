import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeInventory } from "../documents/index.ts";
import { locatePolicy, readPolicy } from "../policy/index.ts";
import { takeInventory } from "../workflows/take-inventory.ts";
import type { CliMachine } from "./machine.ts";
import { explainClosed, openForCli } from "./open-record.ts";

/** Writes the inventory and the data-flow map of this record: to a folder as page and JSON, or as JSON to standard output. */
export async function runInventory(words: readonly string[], machine: CliMachine): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { to: { type: "string" } }, strict: false });
  const { profile, clock } = machine;
  const opened = await openForCli(words, machine);
  const policy = readPolicy(locatePolicy(), clock.today());
  if (!opened.ok || !policy.ok) {
    if (!opened.ok) explainClosed(opened.error);
    return 2;
  }
  const { door, by } = opened.value;
  const runtime = `node-${process.versions.node}`;
  const parts = { vault: door.vault, clock, policy: policy.value.rules, appVersion: __APP_VERSION__, runtime, profile, canListen: () => false };
  const taken = await takeInventory(parts, by);
  await door.lock();
  if (!taken.ok) {
    process.stderr.write(`Not done (${taken.error.code}).\n`);
    return 2;
  }
  const json = `${JSON.stringify(taken.value, null, 2)}\n`;
  if (typeof values["to"] !== "string") {
    process.stdout.write(json);
    return 0;
  }
  const name = `chartwell-inventory-${taken.value.madeAt.slice(0, 10)}`;
  mkdirSync(values["to"], { recursive: true });
  writeFileSync(join(values["to"], `${name}.json`), json);
  writeFileSync(join(values["to"], `${name}.html`), writeInventory(taken.value).toString());
  process.stdout.write(`Wrote ${name}.html and ${name}.json.\n`);
  return 0;
}
