import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** Every source file below some folders, parsed. @param {readonly string[]} folders */
function parse(folders) {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path, tree: ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true) };
      }),
  );
}

/** @param {ts.Node} node @param {(node: ts.Node) => void} look */
function walk(node, look) {
  look(node);
  ts.forEachChild(node, (child) => walk(child, look));
}

/** The settings an object literal writes out, as text. @param {ts.Node | undefined} node @returns {Record<string, string>} */
function readSettings(node) {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return {};
  return Object.fromEntries(
    node.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? [[property.name.getText(), property.initializer.getText()]] : [])),
  );
}

const sources = parse(["main", "renderer"]);

const windows = sources.flatMap(({ path, tree }) => {
  /** @type {{ path: string, settings: Record<string, string> }[]} */
  const found = [];
  walk(tree, (node) => {
    if (!ts.isNewExpression(node) || !["BrowserWindow", "WebContentsView", "BrowserView"].includes(node.expression.getText())) return;
    const [options] = node.arguments ?? [];
    const preferences =
      options !== undefined && ts.isObjectLiteralExpression(options)
        ? options.properties.find((property) => property.name?.getText() === "webPreferences")
        : undefined;
    found.push({
      path,
      settings: readSettings(preferences !== undefined && ts.isPropertyAssignment(preferences) ? preferences.initializer : undefined),
    });
  });
  return found;
});

/** What a name is called with, wherever it is called. @param {RegExp} name */
function findCalls(name) {
  return sources.flatMap(({ path, tree }) => {
    /** @type {string[]} */
    const found = [];
    walk(tree, (node) => {
      if (ts.isCallExpression(node) && name.test(node.expression.getText())) found.push(path);
    });
    return found;
  });
}

describe("the settings of every window (after Electron's security list and the rules of Electronegativity)", () => {
  it("knows them all", () => {
    expect(windows.map(({ path }) => path).sort()).toEqual(["main/shell/print-pdf.ts", "main/shell/recorder-page.ts", "main/shell/window.ts"]);
  });

  it.each(["sandbox", "contextIsolation"])("%s is on, written out", (name) => {
    for (const { path, settings } of windows) expect({ path, value: settings[name] }).toEqual({ path, value: "true" });
  });

  it.each([
    "nodeIntegration",
    "nodeIntegrationInWorker",
    "nodeIntegrationInSubFrames",
    "webviewTag",
    "allowRunningInsecureContent",
    "experimentalFeatures",
    "enableBlinkFeatures",
    "navigateOnDragDrop",
  ])("%s is nowhere on", (name) => {
    for (const { settings } of windows) expect(["false", undefined]).toContain(settings[name]);
  });

  it("web security is nowhere off, and no page of a release has developer tools", () => {
    for (const { path, settings } of windows) {
      expect(settings["webSecurity"] ?? "true").toBe("true");
      // The printer runs no script at all, so there is nothing to inspect.
      if (path !== "main/shell/print-pdf.ts") expect(["false", "__DEVELOPMENT_BUILD__"]).toContain(settings["devTools"]);
      else expect(settings["javascript"]).toBe("false");
    }
  });
});

describe("what the code asks of Electron", () => {
  /** Names that must not be called, with the files that may, each for a reason. @type {readonly (readonly [string, RegExp, readonly string[]])[]} */
  const closed = [
    ["a program of the system is opened by a page's wish", /openExternal$|shell\.openPath$/, []],
    ["code is run in a page from outside", /executeJavaScript|insertCSS$|eval$|^Function$/, []],
    ["a certificate's verdict is overruled", /setCertificateVerifyProc$/, []],
    ["developer tools are opened", /openDevTools$/, []],
    // Both are set there to say no, whatever is asked.
    ["a permission is given by device", /setDevicePermissionHandler$|setBluetoothPairingHandler$/, ["main/shell/confine.ts"]],
    // It switches features off that would speak to the network by themselves.
    ["a browser switch is set", /appendSwitch$|appendArgument$/, ["main/main.ts"]],
    [
      "another page is loaded",
      /\.loadURL$|\.loadFile$/,
      [
        "main/open-house.ts",
        "main/open-station.ts",
        "main/shell/forget.ts",
        "main/shell/print-pdf.ts",
        "main/shell/recorder-page.ts",
        "main/shell/window.ts",
      ],
    ],
    ["the bridge is widened", /exposeInMainWorld$/, ["main/shell/preload.ts", "main/shell/recorder-preload.ts"]],
    ["a call is answered beside the carrier", /ipcMain\.(on|handle|once)$/, ["main/shell/carrier.ts", "main/shell/recorder.ts"]],
  ];
  it.each(closed)("%s only where there is a reason", (_what, name, allowed) => {
    expect([...new Set(findCalls(name))].filter((path) => !allowed.includes(path))).toEqual([]);
  });

  it("says no to permissions, new windows, other pages and downloads", () => {
    for (const name of [/setPermissionRequestHandler$/, /setPermissionCheckHandler$/, /setWindowOpenHandler$/])
      expect(findCalls(name).length).toBeGreaterThan(0);
    const text = readFileSync("main/shell/confine.ts", "utf8");
    for (const event of ["will-navigate", "will-attach-webview", "will-download"]) expect(text).toContain(event);
  });

  it("writes no HTML past React, and no page loads a script from elsewhere", () => {
    const markup = sources.filter(({ tree }) => /dangerouslySetInnerHTML|\.innerHTML\s*=|document\.write\(/.test(tree.text)).map(({ path }) => path);
    expect(markup).toEqual([]);
    for (const page of globPages()) expect(readFileSync(page, "utf8")).not.toMatch(/<script[^>]+src="https?:/);
  });
});

const globPages = () =>
  readdirSync("renderer")
    .filter((name) => name.endsWith(".html"))
    .map((name) => join("renderer", name));
