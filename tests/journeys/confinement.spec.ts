import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { launchApp, prepareWorkplace, type RunningApp } from "../support/app/launch-app.ts";
import { startTrap } from "../support/vendor/start-vendor.ts";

let folder: string;
let run: RunningApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-confined-"));
  run = await launchApp(prepareWorkplace(folder));
});
test.afterAll(async () => {
  await run.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a page cannot reach the network, leave, open a window, or get a permission", async () => {
  const trap = await startTrap();
  const { window } = run;
  const outcomes = await window.evaluate(async (origin) => {
    const tries: Record<string, () => Promise<unknown>> = {
      fetch: () => fetch(`${origin}/x`),
      beacon: async () => {
        if (!navigator.sendBeacon(`${origin}/x`)) throw new Error("refused");
      },
      image: () =>
        new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = reject;
          image.src = `${origin}/x.png`;
        }),
      socket: () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(origin.replace("http", "ws"));
          socket.onopen = resolve;
          socket.onerror = reject;
        }),
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      place: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
    };
    const results: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(tries)) {
      results[name] = await attempt().then(
        () => "went through",
        () => "refused",
      );
    }
    results["popup"] = globalThis.open(`${origin}/x`) === null ? "refused" : "went through";
    location.href = `${origin}/x`;
    return results;
  }, trap.origin);
  await window.waitForTimeout(500);
  expect(window.url()).toBe("app://chartwell/?lang=en&theme=system");
  // A beacon is queued before it is stopped; what counts is that nothing arrives.
  expect(Object.entries(outcomes).filter(([name, result]) => name !== "beacon" && result !== "refused")).toEqual([]);
  expect(trap.hits()).toBe(0);
  await trap.close();
});

test("the bridge is all a page has, and it takes only listed names", async () => {
  const { window } = run;
  expect(await window.evaluate(() => Object.keys((globalThis as unknown as { chartwell: object }).chartwell).sort())).toEqual(["ask", "on"]);
  const reply = await window.evaluate(() =>
    (globalThis as unknown as { chartwell: { ask(name: string, input: unknown): Promise<unknown> } }).chartwell.ask("vault.dump", {}),
  );
  expect(reply).toEqual({ ok: false, error: { code: "ipc.unknown-call" } });
});

test("the page is served with a policy that allows nothing from outside", async () => {
  const violations: string[] = [];
  run.window.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text());
  });
  await run.window.reload();
  await expect(run.window.getByRole("heading", { name: "Set up your clinic" })).toBeVisible();
  expect(violations).toEqual([]);
});

test("no process of the program may write a core image, and the clipboard is not the page's to use", async () => {
  const pids = await run.app.evaluate(({ app }) => app.getAppMetrics().map((metric) => metric.pid));
  expect(pids.length).toBeGreaterThan(2);
  await expect(async () => {
    for (const pid of pids) expect(readFileSync(`/proc/${pid}/limits`, "utf8")).toMatch(/Max core file size +0 +0 /);
  }).toPass();
  const outcome = await run.window.evaluate(async () => {
    const settle = (attempt: Promise<unknown>) =>
      attempt.then(
        () => "went through",
        () => "refused",
      );
    return [await settle(navigator.clipboard.readText()), await settle(navigator.clipboard.writeText("x"))];
  });
  expect(outcome).toEqual(["refused", "refused"]);
});

test("what is dropped on the window goes nowhere, and nothing is reported to anybody", async () => {
  const { app, window } = run;
  await window.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["<h1>elsewhere</h1>"], "page.html", { type: "text/html" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  expect(window.url()).toBe("app://chartwell/?lang=en&theme=system");
  const settings = await app.evaluate(({ BrowserWindow, crashReporter }) => ({
    isProtected: BrowserWindow.getAllWindows()[0]?.isContentProtected?.(),
    uploads: crashReporter.getUploadToServer?.() ?? false,
  }));
  if (process.platform !== "linux") expect(settings.isProtected).toBe(true);
  expect(settings.uploads).toBe(false);
});
