import { createOsKeychain } from "../../main/shell/keychain.ts";
import { runFaults, writeTable } from "./faults.ts";

/** The whole run: real files, this session's keychain, two hundred kills. */
const kills = Number(process.argv[2] ?? 200);
const keychain = createOsKeychain();
const rows = await runFaults({
  kills,
  flipsPerFile: 25,
  cuts: 20,
  keychain: (await keychain.probe()) === null ? null : keychain,
  said: (line) => void console.log(line),
});
console.log(writeTable(rows));
process.exit(rows.some((row) => row.broken.length > 0) ? 1 : 0);
