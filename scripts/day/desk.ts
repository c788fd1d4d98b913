import { expect as expectNow } from "@playwright/test";
import { launchApp, type RunningApp, type Workplace } from "../../tests/support/app/launch-app.ts";
import type { RunningHost } from "../../tests/support/app/launch-host.ts";
import { runCli } from "../../tests/support/app/run-cli.ts";
import type { Day } from "./day.ts";

/** Two programs and a network lie between what is done at one desk and what is seen at the next. */
export const expect = expectNow.configure({ timeout: 20_000 });

/** One workstation of the clinic: its window, its files, and the pictures that are taken of it. */
export type Desk = Pick<Day, "run" | "window" | "place" | "picture">;

/** Takes a picture of a workstation's window, under the workstation's name. */
export type TakePicture = (desk: string, run: RunningApp, name: string) => Promise<void>;

/** A clinic at work on two workstations. */
export interface Clinic {
  readonly host: RunningHost;
  readonly front: Desk;
  readonly room: Desk;
  /** The cable of the room's workstation. */
  readonly cable: { pull(): Promise<void>; plugIn(): Promise<void> };
}

/** Opens a workstation's window. */
export async function openDesk(name: string, place: Workplace, take: TakePicture): Promise<Desk> {
  const run = await launchApp(place);
  return { run, place, window: run.window, picture: (shown) => take(name, run, shown) };
}

/** A one-time code, asked for on the host itself, as IT does before there is anybody to sign in. */
export async function offerCode({ place }: RunningHost): Promise<string> {
  const { stdout, stderr } = await runCli(place, ["host", "offer"]);
  const code = /^code\s+(\S+)$/m.exec(stdout)?.[1];
  if (code === undefined) throw new Error(`no code was offered: ${stderr}`);
  return code;
}

/** First run on a new computer: it becomes a workstation of the host, by the code and the fingerprint. The program then starts anew. */
export async function joinByWizard({ run, window, picture }: Desk, host: RunningHost, code: string, name: string): Promise<void> {
  await window.getByRole("button", { name: "Use the record of another computer" }).click();
  await picture("join-empty");
  await window.getByLabel("Address of the host").fill("127.0.0.1");
  await window.getByLabel("Port").fill(String(host.port));
  await window.getByLabel("Code").fill("ABCD-EFGH-JKMN");
  await window.getByLabel("Name of this workstation").fill(name);
  await window.getByRole("button", { name: "Find the host" }).click();
  await expect(window.getByText("station.no-answer")).toBeVisible();
  await picture("join-wrong-code");
  await window.getByLabel("Code").fill(code.toLowerCase());
  await window.getByRole("button", { name: "Find the host" }).click();
  await expect(window.getByText(host.fingerprint)).toBeVisible();
  await picture("join-compare");
  // The driver cannot follow a program that starts itself anew: whoever drives starts it again.
  await run.app.evaluate(({ app }) => {
    app.relaunch = () => undefined;
  });
  const gone = run.app.waitForEvent("close");
  await window.getByRole("button", { name: "They are the same: join" }).click();
  await gone;
}

/** The same by the operators' line. */
export async function joinByLine(place: Workplace, host: RunningHost, port: number, code: string, name: string): Promise<void> {
  const words = ["--address", "127.0.0.1", "--port", String(port), "--code", code, "--name", name, "--fingerprint", host.fingerprint];
  const { status, stderr } = await runCli(place, ["station", "join", ...words]);
  if (status !== 0) throw new Error(`the workstation was not let in: ${stderr}`);
}
