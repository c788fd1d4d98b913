import type { Page } from "@playwright/test";
import { changePerson, signIn } from "../day/chapters/set-up.ts";
import { officeStops } from "./office-stops.ts";
import { seedClinic, seedDay, seedHandedIn, seedSupervision, staff } from "./seed.ts";
import { emptyStops, workStops } from "./stops.ts";
import { closeOver, press, type Stop } from "./ways.ts";

/** What is done at each stop. */
export type Visit = (stop: Pick<Stop, "name" | "changes">) => Promise<void>;

/** Goes to every screen in every state: first run, empty, at work, locked. */
export async function tourEveryScreen(window: Page, visit: Visit): Promise<void> {
  await visit({ name: "first-run" });
  await press(window, "Use the record of another computer");
  await visit({ name: "join-host", changes: true });
  await press(window, "Back");
  await seedClinic(window);
  await window.reload();
  await window.getByRole("button", { name: "Sign in" }).waitFor();
  await visit({ name: "sign-in" });
  await window.getByLabel("User name").fill(staff.clinician);
  await window.getByLabel("Password", { exact: true }).fill("not the right password");
  await window.getByRole("button", { name: "Sign in" }).click();
  await window.getByRole("alert").waitFor();
  await visit({ name: "sign-in-refused" });
  await signIn({ window }, staff.clinician);
  let who: keyof typeof staff = "clinician";
  const become = async (next: keyof typeof staff) => {
    if (next !== who) await changePerson({ window }, staff[next]);
    who = next;
  };
  const tour = async (stops: readonly Stop[]) => {
    for (const stop of stops) {
      await become(stop.who);
      await stop.go(window);
      await visit(stop);
      await closeOver(window);
    }
  };
  await tour(emptyStops);
  await become("manager");
  await seedSupervision(window);
  await become("clinician");
  await seedDay(window);
  await become("trainee");
  await seedHandedIn(window);
  await become("clinician");
  await tour(workStops);
  await tour(officeStops);
  await window.getByRole("button", { name: "Lock and sign out" }).click();
  await window.getByRole("button", { name: "Sign in" }).waitFor();
  await visit({ name: "locked" });
}
