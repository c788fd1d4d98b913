import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { app } from "electron";
import type { App } from "./app.ts";
import { readFuses } from "./doctor/fuses.ts";
import { confineSockets } from "./egress.ts";
import { muteConsole } from "./phi-context.ts";
import { findForbiddenSwitch, readArguments } from "./shell/arguments.ts";
import { createCarrier } from "./shell/carrier.ts";
import { needsHeadless, runHeadless, stayHeadless } from "./shell/headless.ts";
import { declareScheme } from "./shell/protocol.ts";
import { awaitDrawn, awaitFiles, openWindow, type PageNews, prepareSession } from "./shell/window.ts";
import { openWindowSettings } from "./shell/window-settings.ts";
import { hasStationSettings } from "./station/locate-settings.ts";
import { hasDatabase, locateRecord, locateRecordFolder } from "./vault/record-files.ts";

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
if (started.host && needsHeadless(process.argv)) stayHeadless(process.argv);
else if (cli !== null) void import("./cli-commands.ts").then(async ({ runCli }) => app.exit(await runCli(cli)));
else if (!app.requestSingleInstanceLock()) leave();
else void app.whenReady().then(started.host ? openHostFirst : openFirst);

/** Somebody runs this program over the same files already: a window comes to the front by itself, a host has to be told. */
function leave(): void {
  if (started.host) process.stderr.write("Chartwell runs on these files already (host.already-running).\n");
  app.exit(started.host ? 1 : 0);
}

async function openHostFirst(): Promise<void> {
  const { openHostProcess } = await import("./open-host-process.ts");
  noteRefused = (await openHostProcess(distFolder)) ?? noteRefused;
}

/**
 * The window first, then the house behind it: this process serves the page its files and otherwise
 * keeps out of its way until it stands. What the page asks meanwhile waits for an answer.
 */
async function openFirst(): Promise<void> {
  prepareSession(distFolder);
  const profile = app.getPath("userData");
  const settings = openWindowSettings(profile);
  const record = locateRecord(locateRecordFolder(profile));
  const isStation = hasStationSettings(profile);
  const namePage = (locked: boolean): PageNews => ({ ...settings.read(), locked, signInFirst: isStation || hasDatabase(record) });
  const news = namePage(false);
  const window = openWindow(distFolder, news);
  // A page that shows the sign-in needs this process to draw it; one that waits for an answer needs the answer.
  const clear = news.signInFirst ? awaitDrawn(window) : awaitFiles(distFolder);
  const door = { distFolder, window, settings, namePage, deliver };
  const opening: Promise<Pick<App, "guard" | "noteRefusedConnection">> = isStation
    ? readStationInPieces(clear).then(({ openStation }) => openStation(door))
    : readInPieces(clear).then(({ openHouse }) => openHouse(door));
  const carrier = createCarrier(async (...asked) => (await opening).guard(...asked));
  function deliver(...told: Parameters<typeof carrier.deliver>): void {
    carrier.deliver(...told);
  }
  carrier.admit(window);
  noteRefused = (await opening).noteRefusedConnection;
}

/** The rest of the program, in three pieces with a breath between them: whoever types already is heard in between. */
async function readInPieces(clear: Promise<void>): Promise<typeof import("./open-house.ts")> {
  await clear;
  await import("../shared/contract/index.ts");
  await breathe();
  await import("./vault/record-door.ts");
  await breathe();
  return import("./open-house.ts");
}

/** A workstation has no house of its own to read: the contract, then what speaks with the host. */
async function readStationInPieces(clear: Promise<void>): Promise<typeof import("./open-station.ts")> {
  await clear;
  await import("../shared/contract/index.ts");
  await breathe();
  return import("./open-station.ts");
}
