import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { launchApp, prepareWorkplace } from "../support/app/launch-app.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const nobody = 65_534;
const outside = ["better-sqlite3-multiple-ciphers", "keytar", "@node-rs"];

/** A copy of the built program that anyone may read, wherever the checkout lies. */
function stageApp(folder: string): string {
  const app = join(folder, "app");
  cpSync(join(root, "dist"), join(app, "dist"), { recursive: true });
  cpSync(join(root, "package.json"), join(app, "package.json"));
  for (const name of outside) cpSync(join(root, "node_modules", name), join(app, "node_modules", name), { recursive: true, dereference: true });
  return app;
}

/** Starts the runtime as a person without rights: Chromium's own sandbox works only for such a one. */
function writeStarter(folder: string): string {
  const path = join(folder, "start-as-nobody.sh");
  const runtime = process.env["CHARTWELL_ELECTRON_PATH"] ?? "";
  writeFileSync(path, `#!/bin/sh\nexec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups "${runtime}" "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

/** What the kernel says of every process of the program's window side. */
function readRenderers(): { seccomp: string; noNewPrivileges: string; uid: string }[] {
  return readdirSync("/proc").flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")) return [];
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const read = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, "m").exec(status)?.[1] ?? "";
      return [{ seccomp: read("Seccomp"), noNewPrivileges: read("NoNewPrivs"), uid: read("Uid") }];
    } catch {
      // A process that ended while it was looked at.
      return [];
    }
  });
}

test("run by an ordinary user, the window's process is sandboxed", async () => {
  test.skip(process.platform !== "linux" || process.getuid?.() !== 0, "needs the right to become another user");
  const folder = mkdtempSync(join(tmpdir(), "chartwell-sandbox-"));
  chmodSync(folder, 0o755);
  const place = prepareWorkplace(folder, { keychain: "passphrase-allowed" });
  for (const name of ["profile", "home", "tmp"]) chownSync(join(folder, name), nobody, nobody);
  const app = stageApp(folder);
  execFileSync("chmod", ["-R", "a+rX", app]);
  const env = {
    PATH: process.env["PATH"] ?? "",
    DISPLAY: process.env["DISPLAY"] ?? "",
    HOME: join(folder, "home"),
    TMPDIR: join(folder, "tmp"),
    CHARTWELL_POLICY: place.policy,
  };
  const binding = process.env["CHARTWELL_SQLITE_BINDING"];
  const { window, close } = await launchApp(place, {
    as: {
      executablePath: writeStarter(folder),
      app,
      env: binding === undefined ? env : { ...env, CHARTWELL_SQLITE_BINDING: binding },
      chromiumSandbox: true,
    },
  });
  try {
    await expect(window.getByRole("heading", { name: "Set up your clinic" })).toBeVisible();
    const renderers = readRenderers().filter(({ uid }) => uid === String(nobody));
    expect(renderers.length).toBeGreaterThan(0);
    for (const renderer of renderers) expect(renderer).toEqual({ seccomp: "2", noNewPrivileges: "1", uid: String(nobody) });
    expect(await window.evaluate(() => ["require", "process", "module"].filter((name) => name in globalThis))).toEqual([]);
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
});
