import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { tourEveryScreen, tourRecording, type Visit, withMicrophone } from "../../scripts/tour/tour.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";
import { launchApp, prepareWorkplace, type RunningApp } from "../support/app/launch-app.ts";

const tourPatienceMs = 1_200_000;
let folder: string;
let run: RunningApp;
test.describe.configure({ mode: "serial" });
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-screens-"));
});
test.afterEach(() => run.close());
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** At 200 % in the smallest window that is promised, how far the page would have to be pushed sideways to be read. */
const measureSideways = () =>
  run.app.evaluate(async ({ BrowserWindow }) => {
    // A page that is printed to a file has a window too, which nobody sees.
    const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
    if (window === undefined) return -1;
    const [width = 0, height = 0] = window.getContentSize();
    window.setContentSize(1280, 720);
    window.webContents.setZoomFactor(2);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const over: unknown = await window.webContents.executeJavaScript(
      "Math.max(...[document.scrollingElement, document.querySelector('main')].filter(Boolean).map((box) => box.scrollWidth - box.clientWidth))",
    );
    window.webContents.setZoomFactor(1);
    window.setContentSize(width, height);
    return Number(over);
  });

/** Looks at one stop of the tour: by a checker, beside its picture, and at 200 %. */
async function look({ name, changes }: Parameters<Visit>[0]): Promise<void> {
  await run.window.mouse.move(1, 1);
  await test.step(name, async () => {
    await expectAccessible(run.window);
    if (changes !== true) await expect.soft(run.window).toHaveScreenshot(`${name}.png`);
    expect.soft(await measureSideways(), `${name} at 200 %, pixels to the side`).toBeLessThanOrEqual(1);
  });
}

test("every screen in every state is accessible in both themes, fits at 200 %, and looks as it did", async () => {
  test.setTimeout(tourPatienceMs);
  run = await launchApp(prepareWorkplace(folder));
  let visited = 0;
  await tourEveryScreen(run.window, async (stop) => {
    visited += 1;
    await look(stop);
  });
  expect(visited).toBeGreaterThan(60);
});

test("so is what only a microphone shows", async () => {
  run = await launchApp(prepareWorkplace(folder), { args: withMicrophone });
  await tourRecording(run, look);
});
