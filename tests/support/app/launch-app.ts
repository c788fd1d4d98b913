import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Where one run of the app keeps everything it writes, so that all of it can be looked through. */
export interface Workplace {
  readonly folder: string;
  readonly profile: string;
  readonly policy: string;
}

/** Makes a workplace; the policy adds a certificate authority where a stand-in vendor needs one. */
export function prepareWorkplace(
  folder: string,
  policy: { extraCertificateAuthorities?: readonly string[]; keychain?: "required" | "passphrase-allowed" } = {},
): Workplace {
  const profile = join(folder, "profile");
  for (const name of ["profile", "home", "tmp", "exports"]) mkdirSync(join(folder, name), { recursive: true });
  const path = join(folder, "policy.json");
  writeFileSync(path, JSON.stringify({ version: 1, owner: "Larkspur Counseling IT", ...policy }));
  return { folder, profile, policy: path };
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly window: Page;
  /** What the program printed; nothing of a patient may be in it. */
  output(): string;
  close(): Promise<void>;
}

/** Starts the real app: its own window, its own record, the real keychain of this session bus. */
export async function launchApp(
  place: Workplace,
  options: { env?: Record<string, string>; colorScheme?: "light" | "dark" } = {},
): Promise<RunningApp> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined && !name.startsWith("XDG_")) env[name] = value;
  Object.assign(
    env,
    { HOME: join(place.folder, "home"), TMPDIR: join(place.folder, "tmp"), CHARTWELL_POLICY: place.policy, XDG_CURRENT_DESKTOP: "GNOME" },
    options.env,
  );
  const executablePath = process.env["CHARTWELL_ELECTRON_PATH"];
  if (executablePath === undefined) throw new Error("run this through npm test or npm run day");
  const app = await _electron.launch({
    executablePath,
    args: [root, "--profile", place.profile],
    env,
    cwd: place.folder,
    colorScheme: options.colorScheme ?? "light",
  });
  let printed = "";
  app.process().stdout?.on("data", (chunk) => {
    printed += String(chunk);
  });
  app.process().stderr?.on("data", (chunk) => {
    printed += String(chunk);
  });
  const window = await app.firstWindow();
  await window.waitForLoadState("domcontentloaded");
  return { app, window, output: () => printed, close: () => app.close() };
}

/** Answers the save dialog with a path, as a person choosing a folder would. */
export async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
}
