import { availableParallelism } from "node:os";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type AskListener, askListener, type ListenerProcess } from "./ask-listener.ts";
import { choosePack, findPack } from "./find-pack.ts";
import type { PackSize } from "./pack.ts";

interface OpenParts {
  readonly packsFolder: string | null;
  readonly wanted: PackSize | "automatic";
  start(): ListenerProcess;
}

/** More cores make a step hardly faster, and the rest of the machine slower. */
const mostThreads = 4;

/** The folder of the pack this machine listens with, or null where there is none. */
export function locatePack({ packsFolder, wanted }: Pick<OpenParts, "packsFolder" | "wanted">): string | null {
  return findPack(packsFolder, wanted === "automatic" ? choosePack() : wanted);
}

/** Starts a listening process and has it load its pack; `speech.pack-missing`, `speech.pack-tampered` or `speech.failed` where it cannot. */
export async function openListener(parts: OpenParts): Promise<Result<{ listener: AskListener; packId: string }, AppError>> {
  const folder = locatePack(parts);
  if (folder === null) return err(failure("speech.pack-missing"));
  const listener = askListener(parts.start());
  const loaded = await listener.load(folder, Math.max(1, Math.min(mostThreads, availableParallelism())));
  if (loaded.ok) return ok({ listener, packId: loaded.value });
  listener.kill();
  return loaded;
}
