import { readFileSync } from "node:fs";
import { createSystemClock } from "../../main/clock.ts";
import { PolicySchema } from "../../main/policy/index.ts";
import { carryLog } from "../../main/shipping/index.ts";
import { createRecordDoor } from "../../main/vault/record-door.ts";
import { readShippingKey, type ShippingKey } from "../../main/vault/stores/shipping-key.ts";
import { createShipping } from "../../main/workflows/ship-log.ts";
import { createMemoryKeychain } from "./memory-keychain.ts";
import { person } from "./open-test-record.ts";

/** Ships a record's log and is killed between the arrival and the mark that says so. */
const [folder = "", keychainFile = "", policyFile = ""] = process.argv.slice(2);
const keychain = createMemoryKeychain();
for (const [account, key] of JSON.parse(readFileSync(keychainFile, "utf8")) as [string, string][])
  keychain.items.set(account, Buffer.from(key, "base64"));
const { siem } = PolicySchema.parse(JSON.parse(readFileSync(policyFile, "utf8"))).audit;
const clock = createSystemClock();
const open = { folder, keychain, clock, bootId: "boot-dying", passphraseAllowed: false, workstation: "personal", careTeamOnly: false } as const;
const door = createRecordDoor(open);
const entered = await door.enter(person.username, person.password);
if (!entered.ok) throw new Error(entered.error.code);
const shipping = createShipping({
  door,
  clock,
  random: () => 0,
  destination: {
    anchor: "siem",
    readSecret: readShippingKey,
    async carry(key: ShippingKey, shipment) {
      if (siem === null) throw new Error("no log server");
      const carried = await carryLog(siem, key, shipment);
      if (carried.ok) process.kill(process.pid, "SIGKILL");
      return carried;
    },
  },
});
await shipping.runIfDue();
throw new Error("the log server did not take it");
