import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { writeInventory } from "../documents/index.ts";
import { nameActor } from "../session.ts";
import type { Delivery } from "./delivery.ts";
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
    const encode = (text: string) => new TextEncoder().encode(text);
    const day = taken.value.madeAt.slice(0, 10);
    const files = [
      { name: `chartwell-inventory-${day}.html`, bytes: encode(writeInventory(taken.value).toString()) },
      { name: `chartwell-inventory-${day}.json`, bytes: encode(`${JSON.stringify(taken.value, null, 2)}\n`) },
    ];
    for (const { name, bytes } of files) {
      const written = await delivery.writeInto(folder, name, bytes);
      if (!written.ok) return written;
    }
    return ok({ files: files.length });
  };
}
