import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate with its key, as files and as text. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

const openssl = (folder: string, ...words: string[]) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });

/** Makes an invented certificate authority in a folder. */
export function makeAuthority(folder: string, name: string): Issued {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", `${name}.key`];
  const extensions = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign"];
  openssl(folder, "req", "-x509", ...key, "-out", `${name}.pem`, "-days", "3650", "-subj", `/CN=Invented ${name}`, ...extensions);
  return load(folder, name);
}

/** Issues a certificate under an authority, with the given extensions, one a line. */
export function issue(folder: string, authority: Issued, name: string, extensions: readonly string[]): Issued {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", `${name}.key`];
  openssl(folder, "req", ...key, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
  writeFileSync(join(folder, `${name}.ext`), `${["basicConstraints=CA:FALSE", ...extensions].join("\n")}\n`);
  const signer = ["-CA", authority.certificateFile, "-CAkey", authority.keyFile, "-CAcreateserial"];
  openssl(folder, "x509", "-req", "-in", `${name}.csr`, ...signer, "-out", `${name}.pem`, "-days", "365", "-extfile", `${name}.ext`);
  return load(folder, name);
}

function load(folder: string, name: string): Issued {
  const [certificateFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  return { certificate: readFileSync(certificateFile, "utf8"), key: readFileSync(keyFile, "utf8"), certificateFile, keyFile };
}
