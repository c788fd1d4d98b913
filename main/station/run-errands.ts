import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type ErrandInput, type ErrandName, type ErrandOutput, errands, isErrandName } from "../wire/errands.ts";
import type { Delivery } from "../workflows/delivery.ts";

export interface ErrandParts {
  readonly delivery: Omit<Delivery, "renderPdf" | "makeFolder">;
  readonly clipboard: { copy(text: string): void; clear(): void };
}

type Errands = { [N in ErrandName]: (input: ErrandInput<N>) => Promise<ErrandOutput<N>> };

/** Places a person chose while this program runs; beyond this the oldest are forgotten. */
const mostPlaces = 200;

/**
 * Does for the host what only this computer can. The host names places by random names that stand for
 * what the person chose in a dialog; it can write nowhere else, and learns no path.
 */
export function createErrands({ delivery, clipboard }: ErrandParts): (name: string, input: unknown) => Promise<unknown> {
  const places = new Map<string, string>();

  function keepPlace(chosen: string | null): { place: string | null } {
    if (chosen === null) return { place: null };
    const place = `place:${randomBytes(16).toString("hex")}`;
    if (places.size >= mostPlaces) places.delete(places.keys().next().value as string);
    places.set(place, chosen);
    return { place };
  }

  async function write(place: string, act: (path: string) => ReturnType<Delivery["write"]>): Promise<ErrandOutput<"place.write">> {
    const path = places.get(place);
    const wrote = path === undefined ? null : await act(path);
    if (wrote?.ok === true) return { written: true, code: null };
    return { written: false, code: wrote?.error.code === "vault.disk-full" ? "vault.disk-full" : "export.destination-unwritable" };
  }

  const known: Errands = {
    "place.chooseFile": async ({ suggestedName }) => keepPlace(await delivery.choosePlace(suggestedName)),
    "place.chooseFolder": async () => keepPlace(await delivery.chooseFolder()),
    "place.write": ({ place, bytes }) => write(place, (path) => delivery.write(path, bytes)),
    "place.writeInto": ({ place, name, bytes }) => write(place, (folder) => writeInside(delivery, folder, name, bytes)),
    async "place.sizeIn"({ place, name }) {
      const folder = places.get(place);
      return { bytes: folder === undefined ? null : await delivery.sizeIn(folder, name) };
    },
    async "place.removeFrom"({ place, name }) {
      const folder = places.get(place);
      if (folder !== undefined) await delivery.removeFrom(folder, name);
      return {};
    },
    async "clipboard.copy"({ text }) {
      clipboard.copy(text);
      return {};
    },
    async "clipboard.clear"() {
      clipboard.clear();
      return {};
    },
  };

  return async (name, input) => {
    if (!isErrandName(name)) return null;
    const parsed = errands[name].input.safeParse(input);
    // One entry of the map fits its own errand; the compiler cannot follow a union of names.
    return parsed.success ? (known[name] as (input: unknown) => Promise<unknown>)(parsed.data) : null;
  };
}

/** A file may lie in a folder of its own inside the chosen one. */
function writeInside(delivery: Pick<Delivery, "writeInto">, folder: string, name: string, bytes: Uint8Array): ReturnType<Delivery["writeInto"]> {
  const parts = name.split("/");
  const file = parts.pop() ?? "";
  return delivery.writeInto(join(folder, ...parts), file, bytes);
}
