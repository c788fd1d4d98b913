import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { currentCaller } from "../ipc/current-caller.ts";
import type { ErrandInput, ErrandName, ErrandOutput } from "../wire/errands.ts";
import type { CopyTarget } from "../workflows/copy-section.ts";
import type { Delivery, NewFolder } from "../workflows/delivery.ts";
import type { Stations } from "./serve.ts";

type Run = <N extends ErrandName>(name: N, input: ErrandInput<N>) => Promise<Result<ErrandOutput<N>, AppError>>;

/**
 * The part of a machine that belongs to whoever asked: dialogs, files and the clipboard are those of
 * the workstation the call came from. What the host does of itself has no such place.
 */
export function routeDelivery(stations: Pick<Stations, "run">, renderPdf: Delivery["renderPdf"]): Delivery {
  const run: Run = (name, input) => {
    const callerId = currentCaller();
    return callerId === null ? Promise.resolve(err(failure("export.destination-unwritable"))) : stations.run(callerId, name, input);
  };

  async function writeInto(folder: string, name: string, bytes: Uint8Array): Promise<Result<null, AppError>> {
    const { place, inner } = splitPlace(folder);
    const wrote = await run("place.writeInto", { place, name: join(inner, name), bytes });
    return judge(wrote);
  }

  async function removeFrom(folder: string, name: string): Promise<void> {
    const { place, inner } = splitPlace(folder);
    await run("place.removeFrom", { place, name: join(inner, name) });
  }

  return {
    renderPdf,
    async choosePlace(suggestedName) {
      const chosen = await run("place.chooseFile", { suggestedName });
      return chosen.ok ? chosen.value.place : null;
    },
    async chooseFolder() {
      const chosen = await run("place.chooseFolder", {});
      return chosen.ok ? chosen.value.place : null;
    },
    write: async (place, bytes) => judge(await run("place.write", { place, bytes })),
    writeInto,
    removeFrom,
    async sizeIn(folder, name) {
      const { place, inner } = splitPlace(folder);
      const looked = await run("place.sizeIn", { place, name: join(inner, name) });
      return looked.ok ? looked.value.bytes : null;
    },
    makeFolder: async (parent, name) => makeFolder({ writeInto, removeFrom }, parent, name),
  };
}

/** The clipboard of the workstation a call came from. */
export function routeClipboard(stations: Pick<Stations, "run">): CopyTarget & { clear(): void } {
  const here = <N extends ErrandName>(name: N, input: ErrandInput<N>): void => {
    const callerId = currentCaller();
    if (callerId !== null) void stations.run(callerId, name, input);
  };
  return { copy: (text) => here("clipboard.copy", { text }), clear: () => here("clipboard.clear", {}) };
}

/** A folder on the workstation; a file that cannot be written there is thrown, as a local one would be. */
function makeFolder(to: Pick<Delivery, "writeInto" | "removeFrom">, parent: string, name: string): NewFolder {
  const written: string[] = [];
  return {
    name,
    async put(file, text) {
      written.push(file);
      const wrote = await to.writeInto(parent, `${name}/${file}`, Buffer.from(text, "utf8"));
      if (!wrote.ok) throw new Error(wrote.error.code);
    },
    discard() {
      for (const file of written) void to.removeFrom(parent, `${name}/${file}`);
    },
  };
}

function judge(wrote: Result<ErrandOutput<"place.write">, AppError>): Result<null, AppError> {
  if (!wrote.ok) return err(failure("export.destination-unwritable"));
  return wrote.value.written ? ok(null) : err(failure(wrote.value.code ?? "export.destination-unwritable"));
}

/** A folder is a place with what was made inside it: "place:…/chartwell-export". */
function splitPlace(folder: string): { place: string; inner: string } {
  const [place = "", ...inner] = folder.split(/[/\\]/);
  return { place, inner: inner.join("/") };
}

function join(inner: string, name: string): string {
  return inner === "" ? name : `${inner}/${name}`;
}
