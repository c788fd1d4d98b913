// Runs the app in the folder named on the command line, as Electron's own starter does. Errors go to
// standard error and end the program: a dialog would wait for somebody nobody has put there.
const { app } = require("electron");
const { existsSync, readFileSync, statSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const { modules, target, asked } = readWords(process.argv.slice(1));

function readWords(words) {
  const modules = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === "--version" || word === "-v" || word === "--abi" || word === "-a") return { modules, asked: word };
    if (word === "-r" || word === "--require") modules.push(words[++at]);
    else if (!word.startsWith("-")) return { modules, target: path.resolve(word) };
  }
  return { modules };
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** The file to run; what its package says of the app is set before any of its code runs. */
function prepare(folder) {
  if (!existsSync(folder)) fail(`There is no app at ${folder}.`);
  if (statSync(folder).isFile() && !folder.endsWith(".asar")) return folder;
  const card = path.join(folder, "package.json");
  const about = existsSync(card) ? JSON.parse(readFileSync(card, "utf8")) : {};
  const name = about.productName || about.name;
  if (about.version) app.setVersion(about.version);
  if (about.desktopName) app.setDesktopName(about.desktopName);
  if (about.v8Flags) require("node:v8").setFlagsFromString(about.v8Flags);
  if (name) {
    app.name = name;
    app.setPath("userData", path.join(app.getPath("appData"), name));
  }
  app.setAppPath(folder);
  return require.resolve(path.join(folder, about.main || "index.js"));
}

async function start() {
  process.defaultApp = true;
  if (modules.length > 0) Module._preloadModules(modules);
  const entry = prepare(target);
  try {
    Module._load(entry, Module, true);
  } catch (error) {
    if (error.code !== "ERR_REQUIRE_ESM") throw error;
    await import(pathToFileURL(entry).href);
  }
}

if (asked !== undefined) {
  process.stdout.write(`${asked.includes("v") ? `v${process.versions.electron}` : process.versions.modules}\n`);
  process.exit(0);
} else if (target === undefined) fail("Name the folder of an app to run.");
else start().catch((error) => fail(error?.stack ?? String(error)));
