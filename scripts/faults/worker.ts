import { writeSync } from "node:fs";
import { createOsKeychain } from "../../main/shell/keychain.ts";
import { password, startHouse } from "./house.ts";
import { createFileKeychain } from "./keychain-file.ts";
import { workOn } from "./work.ts";

/** Works until it is killed; tells each acknowledged change on standard output, unbuffered, one JSON line each. */
const [profile = "", keychainFolder = "-", backups = "", from = "0"] = process.argv.slice(2);
const keychain = keychainFolder === "-" ? createOsKeychain() : createFileKeychain(keychainFolder);
const tell = (line: unknown) => void writeSync(1, `${JSON.stringify(line)}\n`);

const house = await startHouse(profile, keychain, backups);
const refused = await house.signIn("whitcombe");
if (refused !== null) tell({ refused });
else {
  tell({ ready: true });
  await workOn(house, password, Number(from), tell).catch((error: Error) => tell({ stopped: error.message }));
}
process.exit(0);
