import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { defaultPolicy } from "../../../main/policy/index.ts";
import { startTestClinic } from "../../support/compose-test-app.ts";

it("one click holds the log against the checkpoints in the folder the policy names", async () => {
  const share = mkdtempSync(join(tmpdir(), "chartwell-share-"));
  mkdirSync(join(share, "not-a-checkpoint"));
  const clinic = await startTestClinic({ policy: { audit: { ...defaultPolicy.audit, anchorFolder: share } } });
  await clinic.signIn("abara");
  await clinic.signIn("lindqvist");
  await clinic.app.runDue();
  const notes = () => readdirSync(share).filter((name) => name.endsWith(".checkpoint"));
  await expect.poll(() => notes().length).toBeGreaterThan(0);
  const whole = await clinic.ask("audit.verify", {});
  expect(whole).toMatchObject({ intact: true, verdict: "intact" });
  expect(whole.anchoredTo).toBeGreaterThan(0);
  // A checkpoint of a longer log, signed by nobody: the share says something else than the record.
  writeFileSync(join(share, "x.checkpoint"), `chartwell/audit/other\n99999\n${Buffer.alloc(32).toString("base64")}\n\n\u2014 chartwell-audit AAAA\n`);
  expect(await clinic.ask("audit.verify", {})).toMatchObject({ intact: false, verdict: "checkpoint-unsigned" });
  await clinic.remove();
  rmSync(share, { recursive: true, force: true });
});
