import { join } from "node:path";
import type { AppError } from "../shared/errors.ts";
import type { Result } from "../shared/result.ts";
import type { App, Machine } from "./app.ts";
import type { Handlers } from "./ipc/guard.ts";
import { defaultPolicy, type PolicyInForce } from "./policy/index.ts";
import { locatePack } from "./speech/open-listener.ts";
import type { RecordDoor } from "./vault/record-door.ts";
import { createKeepCurrent, type KeepCurrent } from "./workflows/keep-current.ts";
import { createLeakTest } from "./workflows/run-leak-test.ts";
import { readInventory, saveInventory } from "./workflows/save-inventory.ts";
import { showPolicy } from "./workflows/show-policy.ts";

interface UpkeepParts {
  readonly machine: Machine;
  readonly door: RecordDoor;
  readonly policy: Result<PolicyInForce, AppError>;
  /** Builds a program of its own over a machine of its own, for the leak test. */
  compose(machine: Machine): App;
}

/** The part of the composition root that serves IT: what is fixed, what there is, whether anything leaks, which version runs. */
export function composeUpkeep({ machine, door, policy, compose }: UpkeepParts) {
  const { clock, delivery, appVersion, runtime, profile, speechPacks } = machine;
  const { vault } = door;
  const rules = policy.ok ? policy.value.rules : defaultPolicy;
  const canListen = () => locatePack({ packsFolder: speechPacks, wanted: rules.sound.pack }) !== null;
  const listing = { listServers: () => door.describePlace(), listStations: () => machine.host?.list() ?? [] };
  const inventory = { vault, clock, delivery, policy: rules, appVersion, runtime, profile, canListen, ...listing };
  const leakTest = createLeakTest({
    vault,
    delivery,
    run: async () => {
      // A certificate maker and a server: not loaded before somebody asks for the test.
      const { runCanary } = await import("./canary/index.ts");
      return runCanary({ machine, compose, logs: join(profile, "logs") });
    },
  });
  const current: KeepCurrent = createKeepCurrent({
    ...{ door, clock, appVersion, policy: rules.updates, news: machine.startNews },
    check: async (updates) => {
      const { checkForUpdate } = await import("./updates/index.ts");
      const system = `${process.platform}-${process.arch}`;
      return checkForUpdate({ policy: updates, current: appVersion, install: machine.install, system, work: join(profile, "updates") });
    },
  });
  const handlers = {
    "policy.read": showPolicy({ policy }),
    "inventory.read": readInventory(inventory),
    "inventory.save": saveInventory(inventory),
    "leakTest.run": leakTest.run,
    "leakTest.save": leakTest.save,
    "updates.status": current.status,
    "updates.check": current.check,
  } satisfies Partial<Handlers>;
  return { handlers, runIfDue: current.runIfDue, noteStart: current.noteStart };
}
