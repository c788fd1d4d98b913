import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { RunningApp } from "../../tests/support/app/launch-app.ts";
import { launchApp, prepareWorkplace } from "../../tests/support/app/launch-app.ts";
import { tourEveryScreen } from "./tour.ts";

const { values } = parseArgs({ options: { out: { type: "string" }, only: { type: "string" } } });
const out = values.out ?? "out/screens";

/** The window at 200 %, as a person gets it by Ctrl and plus, in the smallest window there is. */
async function takeZoomed(run: RunningApp, path: string): Promise<void> {
  const png = await run.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return "";
    const [width = 0, height = 0] = window.getContentSize();
    window.setContentSize(1280, 720);
    window.webContents.setZoomFactor(2);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const picture = await window.webContents.capturePage();
    window.webContents.setZoomFactor(1);
    window.setContentSize(width, height);
    return picture.toPNG().toString("base64");
  });
  writeFileSync(path, Buffer.from(png, "base64"));
}

/** Takes a picture of every screen in every state: light, dark, at 200 %. */
async function takePictures(): Promise<number> {
  for (const look of ["light", "dark", "zoomed"]) mkdirSync(join(out, look), { recursive: true });
  const run = await launchApp(prepareWorkplace(join(out, "work")));
  const { window } = run;
  let taken = 0;
  const take = (look: string, name: string) => window.screenshot({ animations: "disabled", path: join(out, look, `${name}.png`) });
  try {
    await tourEveryScreen(window, async ({ name }) => {
      if (values.only !== undefined && !name.includes(values.only)) return;
      await take("light", name);
      await window.emulateMedia({ colorScheme: "dark" });
      await take("dark", name);
      await window.emulateMedia({ colorScheme: "light" });
      await takeZoomed(run, join(out, "zoomed", `${name}.png`));
      taken += 1;
    });
  } catch (error) {
    await window.screenshot({ path: join(out, "stopped-here.png") }).catch(() => undefined);
    throw error;
  } finally {
    await run.close();
  }
  process.stdout.write(`${taken} screens, each light, dark and at 200 %, are in ${out}.\n`);
  return 0;
}

process.exitCode = await takePictures();
