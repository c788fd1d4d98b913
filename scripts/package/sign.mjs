// @ts-check
import { existsSync } from "node:fs";
import { capture } from "../setup/run.mjs";
import { SetUpError } from "../setup/say.mjs";

/**
 * The key that signs packages: named by CHARTWELL_GPG_KEY (a fingerprint), lying in GNUPGHOME, its
 * passphrase in the file CHARTWELL_GPG_PASSPHRASE_FILE where it has one. None: nothing is signed.
 */
export function readSigningKey() {
  return process.env["CHARTWELL_GPG_KEY"] || null;
}

const passphrase = () => {
  const file = process.env["CHARTWELL_GPG_PASSPHRASE_FILE"];
  return file ? ["--passphrase-file", file] : [];
};

/** @param {readonly string[]} args */
async function gpg(args) {
  const { code, output } = await capture("gpg", ["--batch", "--yes", "--pinentry-mode", "loopback", ...passphrase(), ...args]);
  if (code !== 0) throw new SetUpError(`gpg could not sign: ${output.trim().split("\n").at(-1)}`);
}

/** Writes FILE.asc beside a file. @param {string} path @param {string} key */
export function signDetached(path, key) {
  return gpg(["--local-user", key, "--armor", "--detach-sign", "--output", `${path}.asc`, path]);
}

/** Writes a clear-signed copy of a file. @param {string} path @param {string} to @param {string} key */
export function signClear(path, to, key) {
  return gpg(["--local-user", key, "--clearsign", "--output", to, path]);
}

/** Writes the key's public half. @param {string} to @param {string} key @param {boolean} [armored] */
export function exportPublicKey(to, key, armored = true) {
  return gpg([...(armored ? ["--armor"] : []), "--output", to, "--export", key]);
}

/** Signs an rpm in place. @param {string} path @param {string} key */
export async function signRpm(path, key) {
  const extra = ["--batch", "--pinentry-mode", "loopback", ...passphrase()].join(" ");
  const { code, output } = await capture("rpmsign", [
    "--define",
    `_gpg_name ${key}`,
    "--define",
    "__gpg /usr/bin/gpg",
    "--define",
    `_gpg_sign_cmd_extra_args ${extra}`,
    "--addsign",
    path,
  ]);
  if (code !== 0) throw new SetUpError(`rpmsign could not sign: ${output.trim().split("\n").at(-1)}`);
}

/** Whether a detached signature is good under exactly this public key. @param {string} path @param {string} keyFile @returns {Promise<boolean>} */
export async function isSignedBy(path, keyFile) {
  if (!existsSync(`${path}.asc`) || !existsSync(keyFile)) return false;
  const dearmored = await capture("bash", ["-c", 'gpg --batch --yes --dearmor < "$0" > "$1"', keyFile, `${keyFile}.ring`]);
  if (dearmored.code !== 0) return false;
  const { code } = await capture("gpgv", ["--keyring", `${keyFile}.ring`, `${path}.asc`, path]);
  await capture("rm", ["-f", `${keyFile}.ring`]);
  return code === 0;
}
