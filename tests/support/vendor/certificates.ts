import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate authority of one's own with a server certificate it signed. */
export interface Certificates {
  readonly caPem: string;
  readonly keyPem: string;
  readonly certPem: string;
}

/** Makes an authority and a certificate for localhost and 127.0.0.1 in a folder. */
export function makeCertificates(folder: string, name = "vendor"): Certificates {
  const file = (ending: string) => join(folder, `${name}-${ending}`);
  const openssl = (args: readonly string[]) => execFileSync("openssl", [...args], { stdio: "pipe" });
  const keyed = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl([
    "req",
    "-x509",
    ...keyed,
    "-keyout",
    file("ca.key"),
    "-out",
    file("ca.pem"),
    "-days",
    "2",
    "-subj",
    `/CN=Invented ${name} authority`,
    "-addext",
    "basicConstraints=critical,CA:TRUE",
  ]);
  openssl(["req", ...keyed, "-keyout", file("server.key"), "-out", file("server.csr"), "-subj", "/CN=localhost"]);
  writeFileSync(file("extensions"), "subjectAltName=DNS:localhost,DNS:vendor.test,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n");
  openssl([
    "x509",
    "-req",
    "-in",
    file("server.csr"),
    "-CA",
    file("ca.pem"),
    "-CAkey",
    file("ca.key"),
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    file("extensions"),
    "-out",
    file("server.pem"),
  ]);
  return {
    caPem: readFileSync(file("ca.pem"), "utf8"),
    keyPem: readFileSync(file("server.key"), "utf8"),
    certPem: readFileSync(file("server.pem"), "utf8"),
  };
}
