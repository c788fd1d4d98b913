import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { permitHost } from "../../egress.ts";
import { usualPatience, type Way } from "../../vault/engines/postgres/session.ts";
import { mintKeyId } from "../../vault/keys/wraps.ts";
import type { ChosenPlace, ServerPlace } from "../../vault/place.ts";
import type { CliMachine } from "../machine.ts";
import type { RecordCommand } from "./record-command.ts";

/**
 * What proves this computer to a server: the private key from the file named, or the role's password,
 * asked for or read from standard input. A string in an object says why there is none.
 */
export async function readSecret(
  place: ServerPlace,
  { options }: RecordCommand,
  ask: (prompt: string) => Promise<string>,
): Promise<{ secret: string } | { fault: string }> {
  if (place.certificate === null) {
    const secret = await ask(`Password of the role ${place.role}: `);
    return secret === "" ? { fault: "no password was given" } : { secret };
  }
  const file = options["private-key"];
  if (file === undefined) return { fault: "the place names a certificate: add --private-key FILE" };
  try {
    const key = createPrivateKey(readFileSync(file, "utf8"));
    if (!new X509Certificate(place.certificate).checkPrivateKey(key)) return { fault: "the private key does not belong to the certificate" };
    // PKCS #8, as small as it gets: keychains of some systems hold little.
    return { secret: key.export({ type: "pkcs8", format: "pem" }).toString() };
  } catch {
    return { fault: "the private key does not read; one that takes a passphrase has to be opened first" };
  }
}

/** The way to a place that is not the record's yet. */
export function makeWay(place: ServerPlace, secret: string): Way {
  return { place, secret, permit: permitHost, patience: usualPatience };
}

/** Puts a secret into the keychain under a name of its own; null where no keychain answers. */
export async function keepSecret(place: ServerPlace, secret: string, { keychain }: CliMachine): Promise<ChosenPlace | null> {
  const account = mintKeyId();
  const kept = await keychain.set(account, Buffer.from(secret, "utf8"));
  return kept === "kept" ? { place, account } : null;
}
