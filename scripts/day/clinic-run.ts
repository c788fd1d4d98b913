import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openClinic, parts } from "./clinic-story.ts";
import type { TakePicture } from "./desk.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Makes the picture taker of a day on two workstations: each picture light and dark, under its number and its desk. */
function createTaking(folder: string): TakePicture {
  const looks = ["light", "dark"] as const;
  for (const look of looks) mkdirSync(join(folder, look), { recursive: true });
  let taken = 0;
  return async (desk, { window }, name) => {
    taken += 1;
    for (const look of looks) {
      await window.emulateMedia({ colorScheme: look });
      await window.screenshot({ animations: "disabled", path: join(folder, look, `${String(taken).padStart(2, "0")}-${desk}-${name}.png`) });
    }
    await window.emulateMedia({ colorScheme: "light" });
  };
}

/** Lives a clinic's day on a host and two workstations; status 0 when every step held. */
async function liveClinicDay(out: string): Promise<number> {
  const take = createTaking(join(out, "pictures"));
  say("Morning: a host is started, two workstations join it, and the clinic is set up from the first.");
  const clinic = await openClinic(join(out, "work"), take);
  try {
    for (const { title, live } of parts) {
      say(`${title[0]?.toUpperCase()}${title.slice(1)}.`);
      await live(clinic);
    }
  } catch (error) {
    for (const [name, desk] of [
      ["front", clinic.front],
      ["room", clinic.room],
    ] as const)
      await take(name, desk.run, "stopped-here").catch(() => undefined);
    throw error;
  } finally {
    await clinic.close();
  }
  say(`Pictures and files: ${out}`);
  return 0;
}

const { values } = parseArgs({ options: { out: { type: "string" } } });
liveClinicDay(values.out ?? "out/day-clinic").then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
