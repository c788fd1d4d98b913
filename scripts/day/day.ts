import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { DemographicsSchema } from "../../shared/domain/patient.ts";
import type { RunningApp, Workplace } from "../../tests/support/app/launch-app.ts";
import type { VendorStandIn } from "../../tests/support/vendor/start-vendor.ts";

/** What the chapters of a day share. */
export interface Day {
  readonly run: RunningApp;
  readonly window: Page;
  readonly place: Workplace;
  readonly vendor: VendorStandIn;
  /** Takes a numbered picture of the window. */
  picture(name: string): Promise<void>;
}

const ChartSchema = z.object({ demographics: DemographicsSchema, planted: z.array(z.string()).min(10) });
const dialogues = new URL("dialogues/", import.meta.url);

/** The invented client of the therapy session, and every identifier planted in it. */
export const client = ChartSchema.parse(JSON.parse(readFileSync(new URL("therapy-chart.json", dialogues), "utf8")));

/** The path of one of the sample dialogues. */
export function locateDialogue(name: string): string {
  return new URL(name, dialogues).pathname;
}

export const clinicName = "Larkspur Counseling";
export const password = "five quiet herons at dusk";
export const clinician = { name: "Rosalind Whitcombe", username: "whitcombe", credentials: "LCSW" };
export const manager = { name: "Tunde Abara", username: "abara" };

/** Makes the picture taker of a day. */
export function createPictures(folder: string, window: Page): (name: string) => Promise<void> {
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  return async (name) => {
    taken += 1;
    await window.screenshot({ animations: "disabled", path: join(folder, `${String(taken).padStart(2, "0")}-${name}.png`) });
  };
}
