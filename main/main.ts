import { join } from "node:path";
import { app } from "electron";
import { readFuses } from "./doctor/fuses.ts";
import { confineSockets } from "./egress.ts";
import { muteConsole } from "./phi-context.ts";
import { findForbiddenSwitch, readArguments } from "./shell/arguments.ts";
import { createCarrier } from "./shell/carrier.ts";
import { needsHeadless, runHeadless } from "./shell/headless.ts";
import { openWindowLanguage } from "./shell/language.ts";
import { declareScheme } from "./shell/protocol.ts";
import { openWindow, prepareSession } from "./shell/window.ts";

const distFolder = join(__dirname, "..");

const forbidden = __DEVELOPMENT_BUILD__ ? null : findForbiddenSwitch(process.argv.slice(1));
// A copy whose own inspect fuse somebody opened is for trying out; whoever can write it could as well change what it runs.
if (forbidden !== null && readFuses(process.execPath)?.["nodeCliInspect"] !== "on") {
  process.stderr.write("Chartwell does not start with switches that open it to other programs.\n");
  app.exit(3);
}

const started = readArguments(process.argv.slice(1));
if (started.profile !== null) app.setPath("userData", started.profile);
if (started.cli !== null && needsHeadless(process.argv)) process.exit(runHeadless(process.argv));
app.commandLine.appendSwitch("disable-background-networking");
app.commandLine.appendSwitch("disable-component-update");
app.commandLine.appendSwitch("disable-features", "SpareRendererForSitePerProcess,MediaRouter,OptimizationHints");
declareScheme();
muteConsole();
let noteRefused: (host: string, port: number) => void = () => undefined;
confineSockets((host, port) => noteRefused(host, port));

const { cli } = started;
if (cli !== null) void import("./cli-commands.ts").then(async ({ runCli }) => app.exit(await runCli(cli)));
else if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(openFirst);

/**
 * The window first, then the house behind it: once the page has its files it begins in a process of
 * its own, while this one reads the rest of the program. What the page asks meanwhile waits for an answer.
 */
async function openFirst(): Promise<void> {
  const served = prepareSession(distFolder);
  const language = openWindowLanguage(app.getPath("userData"));
  const window = openWindow(distFolder, language.read());
  const opening = readInPieces(served).then(({ openHouse }) => openHouse({ distFolder, window, language, deliver }));
  const carrier = createCarrier(async (...asked) => (await opening).guard(...asked));
  function deliver(...told: Parameters<typeof carrier.deliver>): void {
    carrier.deliver(...told);
  }
  carrier.admit(window);
  noteRefused = (await opening).noteRefusedConnection;
}

/**
 * In two pieces, each in a pause of the page's: the contract while its process starts, the house once
 * it has its files, so that no file waits for us.
 */
async function readInPieces(files: Promise<void>): Promise<typeof import("./open-house.ts")> {
  await import("../shared/contract/index.ts");
  await files;
  return import("./open-house.ts");
}
