// @ts-check
const { rmSync } = require("node:fs");
const { join } = require("node:path");

/**
 * Before the fuses are set: takes out what a runtime's folder brings and a product must not have. A
 * default app left behind would make the program a launcher for any folder.
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
module.exports = async ({ appOutDir, electronPlatformName }) => {
  if (electronPlatformName === "darwin") return;
  for (const name of ["resources/default_app.asar", "version"]) rmSync(join(appOutDir, name), { force: true });
};
