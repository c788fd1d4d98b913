import { join } from "node:path";
import { parseArgs } from "node:util";
import { compose } from "../compose.ts";
import { machineFiles } from "../shell/machine-files.ts";
import { type Delivery, writeAll } from "../workflows/delivery.ts";
import { listReportFiles, testForLeaks } from "../workflows/run-leak-test.ts";
import type { CliMachine } from "./machine.ts";
import { complain, withRecord } from "./open-record.ts";

/** Runs the leak test and writes its signed report; status 0 when nothing was found, 1 when something was or a step failed, 2 when it could not be done. */
export async function runLeakTest(words: readonly string[], machine: CliMachine): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { to: { type: "string" } }, strict: false });
  const { to } = values;
  if (typeof to !== "string") {
    process.stderr.write("Say: leak-test --to FOLDER [--user NAME].\n");
    return 2;
  }
  return withRecord(words, machine, async ({ door, by }) => {
    const { runCanary } = await import("../canary/index.ts");
    const run = () => runCanary({ compose, logs: join(machine.profile, "logs"), machine: { ...describeProgram(machine), delivery } });
    const tested = await testForLeaks({ vault: door.vault, run }, by);
    if (!tested.ok) return complain(tested.error);
    const written = await writeAll(machineFiles, to, listReportFiles(tested.value));
    if (!written.ok) return complain(written.error);
    const { verdict, planted, found, searched, stoppedAt, code } = tested.value.report;
    const stopped = stoppedAt === null ? "" : ` It stopped at ${stoppedAt} (${code ?? ""}).`;
    process.stdout.write(
      `${verdict}: ${planted} planted identifiers, ${searched.files} files, ${searched.bytes} bytes and ${searched.wireBytes} on the wire searched, ${found.length} found.${stopped}\n`,
    );
    return verdict === "clean" ? 0 : 1;
  });
}

function describeProgram({ clock }: CliMachine) {
  return { clock, appVersion: __APP_VERSION__, runtime: `node-${process.versions.node}`, developmentRuntime: __DEVELOPMENT_BUILD__ };
}

/** Writes like the window does; nobody is asked anything, and pages stay pages where nothing prints. */
const delivery: Delivery = { ...machineFiles, choosePlace: async () => null, chooseFolder: async () => null, renderPdf: async () => null };
