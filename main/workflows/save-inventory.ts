import type { Inventory } from "../../shared/domain/inventory.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { writeInventory } from "../documents/index.ts";
import { nameActor } from "../session.ts";
import { type Delivery, type NamedFile, writeAll } from "./delivery.ts";
import { type InventoryParts, takeInventory } from "./take-inventory.ts";
import type { Workflow } from "./workflow.ts";

/** Shows the inventory as it stands. */
export function readInventory(parts: InventoryParts): Workflow<"inventory.read"> {
  return (_input, { session }) => takeInventory(parts, nameActor(session));
}

/** Writes it as a page with the map and as JSON, into a folder the person chooses. */
export function saveInventory(parts: InventoryParts & { readonly delivery: Delivery }): Workflow<"inventory.save"> {
  const { delivery } = parts;
  return async (_input, { session }) => {
    const folder = await delivery.chooseFolder();
    if (folder === null) return err(failure("export.cancelled"));
    const taken = await takeInventory(parts, nameActor(session));
    if (!taken.ok) return taken;
    const written = await writeAll(delivery, folder, listInventoryFiles(taken.value));
    return written.ok ? ok({ files: written.value }) : written;
  };
}

/** The page with the map, and the same as JSON. */
export function listInventoryFiles(inventory: Inventory): NamedFile[] {
  const encode = (text: string) => new TextEncoder().encode(text);
  const name = `chartwell-inventory-${inventory.madeAt.slice(0, 10)}`;
  return [
    { name: `${name}.html`, bytes: encode(writeInventory(inventory).toString()) },
    { name: `${name}.json`, bytes: encode(`${JSON.stringify(inventory, null, 2)}\n`) },
  ];
}
