import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { nameParts } from "../../../main/policy/index.ts";
import { writeSignedPolicy } from "../sign-policy.ts";
import { askAgainWhenForgotten } from "./ask-again.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Where one run of the app keeps everything it writes, so that all of it can be looked through. */
export interface Workplace {
  readonly folder: string;
  readonly profile: string;
  readonly policy: string;
}

/** Makes a workplace; the policy adds a certificate authority where a stand-in vendor needs one. */
export function prepareWorkplace(folder: string, policy: Readonly<Record<string, unknown>> = {}): Workplace {
  const profile = join(folder, "profile");
  for (const name of ["profile", "home", "tmp", "exports"]) mkdirSync(join(folder, name), { recursive: true });
  const path = join(folder, "policy.json");
  writeSignedPolicy(path, { version: 1, owner: "Larkspur Counseling IT", ...policy });
  // A release reads the machine's own place and no other.
  const machinePlace = process.env["CHARTWELL_MACHINE_POLICY"];
  if (machinePlace !== undefined)
    for (const [part, from] of Object.entries(nameParts(path))) copyFileSync(from, nameParts(machinePlace)[part as "policy"]);
  return { folder, profile, policy: path };
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly window: Page;
  /** What the program printed; nothing of a patient may be in it. */
  output(): string;
  close(): Promise<void>;
}

const windowPatienceMs = 20_000;
const attempts = 5;
const answerPatienceMs = 5_000;
const quitPatienceMs = 20_000;

interface LaunchOptions {
  readonly env?: Record<string, string>;
  /** Switches for the browser part, as for a pretended microphone. */
  readonly args?: readonly string[];
  readonly colorScheme?: "light" | "dark";
  /** A copy of the program started in another way, as by somebody without rights; this checkout's own where left out. */
  readonly as?: Starter;
}

/** Who starts the program, which copy of it, and with nothing but these variables. */
interface Starter {
  readonly executablePath: string;
  readonly app: string;
  readonly env: Record<string, string>;
  readonly chromiumSandbox: boolean;
}

/** Starts the real app: its own window, its own record, the real keychain of this session bus. */
export async function launchApp(place: Workplace, options: LaunchOptions = {}): Promise<RunningApp> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const started = await startOnce(place, options);
    if (started !== null) return started;
    process.stderr.write(`The test driver lost the program while it started (attempt ${attempt} of ${attempts}).\n`);
  }
  throw new Error("the test driver lost the program each time");
}

/**
 * One start. Null when the driver's own debugging channel has gone dead, which says nothing of the
 * program; a program that answers and shows no window is a failure, told with what it printed.
 */
async function startOnce(place: Workplace, options: LaunchOptions): Promise<RunningApp | null> {
  const executablePath = process.env["CHARTWELL_ELECTRON_PATH"];
  if (executablePath === undefined) throw new Error("run this through npm test or npm run day");
  const { app: folder, ...starter } = options.as ?? { app: root, executablePath, env: buildEnvironment(place, options) };
  const launched = _electron.launch({
    ...starter,
    timeout: windowPatienceMs,
    args: [folder, "--profile", place.profile, ...(options.args ?? [])],
    cwd: place.folder,
    colorScheme: options.colorScheme ?? "light",
  });
  // Now and then the driver's connection to the browser part never comes about, though both are well.
  const app = await launched.catch((error: Error) => {
    if (error.name === "TimeoutError") return null;
    throw error;
  });
  if (app === null) return null;
  askAgainWhenForgotten(app);
  let printed = "";
  app.process().stdout?.on("data", (chunk) => {
    printed += String(chunk);
  });
  app.process().stderr?.on("data", (chunk) => {
    printed += String(chunk);
  });
  const window = await app.firstWindow({ timeout: windowPatienceMs }).catch(() => null);
  const loaded = await window?.waitForLoadState("domcontentloaded", { timeout: windowPatienceMs }).then(
    () => true,
    () => false,
  );
  if (window === null || loaded !== true) {
    const windows = await describeWindows(app);
    process.stderr.write(`No window to test with; the program says ${JSON.stringify(windows)}.\n`);
    app.process().kill("SIGKILL");
    if (windows?.length === 0) throw new Error(`the program opened no window; it printed:\n${printed}`);
    return null;
  }
  return { app, window, output: () => printed, close: () => closeApp(app) };
}

/** What the program is started with: the workplace's own folders and policy, nothing of this machine's. */
export function buildEnvironment(place: Workplace, options: LaunchOptions): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined && !name.startsWith("XDG_")) env[name] = value;
  const own = { HOME: join(place.folder, "home"), TMPDIR: join(place.folder, "tmp"), CHARTWELL_POLICY: place.policy, XDG_CURRENT_DESKTOP: "GNOME" };
  return Object.assign(env, own, options.env);
}

/** The windows the program itself says it has, or null when it does not answer. */
async function describeWindows(app: ElectronApplication) {
  const asked = app
    .evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => ({ loading: webContents.isLoading(), crashed: webContents.isCrashed() })),
    )
    .catch(() => null);
  return Promise.race([asked, wait(answerPatienceMs, null)]);
}

/** Quits as a person would; a program that does not leave is a failure, told by name instead of by a timeout. */
async function closeApp(app: ElectronApplication): Promise<void> {
  const left = await Promise.race([app.close().then(() => true), wait(quitPatienceMs, false)]);
  if (left) return;
  app.process().kill("SIGKILL");
  throw new Error("the program did not quit");
}

/** Answers the save dialog with a path, as a person choosing a folder would. */
export async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
}

/** Answers the folder dialog with a path. */
export async function answerFolderDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}
