// @ts-check
const { execFile } = require("node:child_process");
const { renameSync } = require("node:fs");
const { promisify } = require("node:util");

const run = promisify(execFile);

/**
 * Signs a Windows program (Authenticode) with osslsigncode, so that a Linux build machine can. The
 * certificate, its key and the time-stamping authority come from the environment alone:
 * CHARTWELL_AUTHENTICODE_PKCS12, CHARTWELL_AUTHENTICODE_PASSWORD_FILE, CHARTWELL_AUTHENTICODE_TSA.
 * Without a certificate nothing is signed, and `npm run package -- --verify` says so.
 * @param {{ path: string }} configuration
 */
module.exports.default = async ({ path }) => {
  const { CHARTWELL_AUTHENTICODE_PKCS12: pkcs12, CHARTWELL_AUTHENTICODE_PASSWORD_FILE: passwordFile, CHARTWELL_AUTHENTICODE_TSA: tsa } = process.env;
  if (!pkcs12) return;
  const signed = `${path}.signed`;
  const args = ["sign", "-pkcs12", pkcs12, ...(passwordFile ? ["-readpass", passwordFile] : []), "-h", "sha256", "-n", "Chartwell"];
  await run("osslsigncode", [...args, ...(tsa ? ["-ts", tsa] : []), "-in", path, "-out", signed]);
  renameSync(signed, path);
};
