import type { CanaryReport } from "../../shared/domain/canary.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import { nameActor } from "../session.ts";
import { type StatementSignature, signStatement } from "../vault/stores/sign-statement.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import { type Delivery, type NamedFile, writeAll } from "./delivery.ts";
import type { Workflow } from "./workflow.ts";

/** A report as it is handed over: the exact text that was signed, and the signature of the clinic's log key. */
export interface SignedReport {
  readonly report: CanaryReport;
  readonly statement: string;
  readonly signature: StatementSignature | null;
}

interface LeakTestParts {
  readonly vault: Vault;
  readonly delivery: Delivery;
  run(): Promise<CanaryReport>;
}

/** Runs the leak test, puts its outcome on record and signs its report with the log's key. */
export async function testForLeaks({ vault, run }: Pick<LeakTestParts, "vault" | "run">, by: Actor): Outcome<SignedReport> {
  const report = await run();
  const { verdict, planted, found, searched } = report;
  const statement = `${JSON.stringify(report, null, 2)}\n`;
  return vault.write(by, event("canary.run", { verdict, planted, found: found.length, files: searched.files }), async (tx) =>
    ok({ report, statement, signature: await signStatement(tx, statement) }),
  );
}

/** The leak test behind the window: one at a time, and the last report can be saved. */
export function createLeakTest(parts: LeakTestParts): { run: Workflow<"leakTest.run">; save: Workflow<"leakTest.save"> } {
  let running = false;
  let last: SignedReport | null = null;
  return {
    async run(_input, { session }) {
      if (running) return err(failure("canary.already-running"));
      running = true;
      try {
        const tested = await testForLeaks(parts, nameActor(session));
        if (!tested.ok) return tested;
        last = tested.value;
        return ok(last.report);
      } finally {
        running = false;
      }
    },
    async save() {
      if (last === null) return err(failure("export.nothing-to-export"));
      const folder = await parts.delivery.chooseFolder();
      if (folder === null) return err(failure("export.cancelled"));
      const written = await writeAll(parts.delivery, folder, listReportFiles(last));
      return written.ok ? ok({ files: written.value }) : written;
    },
  };
}

/** The report and, beside it, what vouches for it. */
export function listReportFiles({ report, statement, signature }: SignedReport): NamedFile[] {
  const name = `chartwell-leak-test-${report.madeAt.slice(0, 10)}`;
  const encode = (text: string) => new TextEncoder().encode(text);
  return [
    { name: `${name}.json`, bytes: encode(statement) },
    { name: `${name}.signature.json`, bytes: encode(`${JSON.stringify(signature, null, 2)}\n`) },
  ];
}
