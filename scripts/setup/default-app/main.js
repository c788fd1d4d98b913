// Runs the app in the folder named on the command line, as Electron's own starter does.
const { app } = require("electron");
const { existsSync, readFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const words = process.argv.slice(1);
const modules = [];
let target;
for (let at = 0; at < words.length; at += 1) {
  if (words[at] === "--version" || words[at] === "-v") {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  } else if (words[at] === "-r" || words[at] === "--require") {
    at += 1;
    modules.push(words[at]);
  } else if (!words[at].startsWith("-")) {
    target = words[at];
    break;
  }
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  app.exit(1);
}

function start(folder) {
  const about = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  if (about.version) app.setVersion(about.version);
  app.name = about.productName || about.name;
  app.setPath("userData", path.join(app.getPath("appData"), app.name));
  app.setAppPath(folder);
  process.defaultApp = true;
  Module._load(path.join(folder, about.main || "index.js"), Module, true);
}

if (modules.length > 0) Module._preloadModules(modules);
if (target === undefined) fail("Name the folder of an app to run.");
else if (!existsSync(path.join(path.resolve(target), "package.json"))) fail("There is no app in that folder.");
else start(path.resolve(target));
