import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { compose } from "../compose.ts";
import type { Delivery } from "../workflows/delivery.ts";
import { listReportFiles, testForLeaks } from "../workflows/run-leak-test.ts";
import type { CliMachine } from "./machine.ts";
import { explainClosed, openForCli } from "./open-record.ts";

/** Runs the leak test and writes its signed report; status 0 when nothing was found, 1 when something was or a step failed, 2 when it could not be done. */
export async function runLeakTest(words: readonly string[], machine: CliMachine): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { to: { type: "string" } }, strict: false });
  const { to } = values;
  if (typeof to !== "string") {
    process.stderr.write("Say: leak-test --to FOLDER [--user NAME].\n");
    return 2;
  }
  const opened = await openForCli(words, machine);
  if (!opened.ok) {
    explainClosed(opened.error);
    return 2;
  }
  const { door, by } = opened.value;
  try {
    const { runCanary } = await import("../canary/index.ts");
    const run = () => runCanary({ compose, logs: join(machine.profile, "logs"), machine: { ...describeProgram(machine), delivery: writeHere } });
    const tested = await testForLeaks({ vault: door.vault, run }, by);
    if (!tested.ok) {
      process.stderr.write(`Not done (${tested.error.code}).\n`);
      return 2;
    }
    mkdirSync(to, { recursive: true });
    for (const { name, text } of listReportFiles(tested.value)) writeFileSync(join(to, name), text);
    const { verdict, planted, found, searched, stoppedAt, code } = tested.value.report;
    const stopped = stoppedAt === null ? "" : ` It stopped at ${stoppedAt} (${code ?? ""}).`;
    process.stdout.write(
      `${verdict}: ${planted} planted identifiers, ${searched.files} files, ${searched.bytes} bytes and ${searched.wireBytes} on the wire searched, ${found.length} found.${stopped}\n`,
    );
    return verdict === "clean" ? 0 : 1;
  } finally {
    await door.lock();
  }
}

function describeProgram({ clock }: CliMachine) {
  return { clock, appVersion: __APP_VERSION__, runtime: `node-${process.versions.node}`, developmentRuntime: __DEVELOPMENT_BUILD__ };
}

/** Writes like the window does, whole or not at all; pages stay pages where nothing prints. */
const writeHere: Delivery = {
  choosePlace: async () => null,
  chooseFolder: async () => null,
  async write(place, bytes) {
    try {
      mkdirSync(dirname(place), { recursive: true });
      const part = `${place}.${randomUUID()}.part`;
      writeFileSync(part, bytes, { mode: 0o600 });
      renameSync(part, place);
      return ok(null);
    } catch {
      return err(failure("export.destination-unwritable"));
    }
  },
  writeInto: async (folder, name, bytes) => writeHere.write(join(folder, name), bytes),
  sizeIn: () => null,
  removeFrom: () => undefined,
  renderPdf: async () => null,
};
