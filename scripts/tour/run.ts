import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { RunningApp } from "../../tests/support/app/launch-app.ts";
import { launchApp, prepareWorkplace } from "../../tests/support/app/launch-app.ts";
import { tourEveryScreen, tourRecording, type Visit, withMicrophone } from "./tour.ts";

const { values } = parseArgs({ options: { out: { type: "string" }, only: { type: "string" } } });
const out = values.out ?? "out/screens";

/** The window at 200 %, as a person gets it by Ctrl and plus, in the smallest window there is. */
async function takeZoomed(run: RunningApp, path: string): Promise<void> {
  const png = await run.app.evaluate(async ({ BrowserWindow }) => {
    // A page that is printed to a file has a window too, which nobody sees.
    const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
    if (window === undefined) return "";
    const [width = 0, height = 0] = window.getContentSize();
    window.setContentSize(1280, 720);
    window.webContents.setZoomFactor(2);
    const isZoomed =
      "new Promise((done) => { const look = () => (innerWidth === 640 ? requestAnimationFrame(done) : setTimeout(look, 20)); look(); })";
    await window.webContents.executeJavaScript(`${isZoomed}.then(() => null)`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const picture = await window.webContents.capturePage();
    window.webContents.setZoomFactor(1);
    window.setContentSize(width, height);
    return picture.toPNG().toString("base64");
  });
  writeFileSync(path, Buffer.from(png, "base64"));
}

const looks = {
  light: { colorScheme: "light", contrast: "no-preference" },
  dark: { colorScheme: "dark", contrast: "no-preference" },
  contrast: { colorScheme: "light", contrast: "more" },
} as const;

/** Takes the pictures of one stop: each look, then at 200 %. */
async function takeLooks(run: RunningApp, name: string): Promise<void> {
  for (const [look, media] of Object.entries(looks)) {
    await run.window.emulateMedia(media);
    await run.window.screenshot({ animations: "disabled", path: join(out, look, `${name}.png`) });
  }
  await run.window.emulateMedia(looks.light);
  await takeZoomed(run, join(out, "zoomed", `${name}.png`));
}

/** Lives one tour in a run of its own; gives how many stops it took pictures of. */
async function tourIn(args: readonly string[], tour: (run: RunningApp, visit: Visit) => Promise<void>): Promise<number> {
  const run = await launchApp(prepareWorkplace(join(out, "work")), { args });
  let taken = 0;
  try {
    await tour(run, async ({ name }) => {
      if (values.only !== undefined && !name.includes(values.only)) return;
      await takeLooks(run, name);
      taken += 1;
    });
    return taken;
  } catch (error) {
    await run.window.screenshot({ path: join(out, "stopped-here.png") }).catch(() => undefined);
    throw error;
  } finally {
    await run.close();
  }
}

for (const look of [...Object.keys(looks), "zoomed"]) mkdirSync(join(out, look), { recursive: true });
const everywhere = await tourIn([], ({ window }, visit) => tourEveryScreen(window, visit));
const recording = await tourIn(withMicrophone, tourRecording);
process.stdout.write(`${everywhere + recording} screens, each light, dark, in high contrast and at 200 %, are in ${out}.\n`);
