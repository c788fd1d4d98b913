import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "@playwright/test";
import { type OpenClinic, openClinic, parts } from "../../scripts/day/clinic-story.ts";
import type { TakePicture } from "../../scripts/day/desk.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";

let folder: string;
let clinic: OpenClinic;
test.describe.configure({ mode: "serial" });

/** Where the day takes a picture, the journey looks whether everybody can read what stands there. */
const take: TakePicture = (_desk, { window }, name) => test.step(name, () => expectAccessible(window));

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-clinic-"));
  clinic = await openClinic(folder, take);
});
test.afterAll(async () => {
  await clinic.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const { title, live } of parts) test(title, () => live(clinic));
