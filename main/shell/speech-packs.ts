import { join } from "node:path";

/** Where the packs are: in a package beside the app, in development where the set-up put them. */
export function locateSpeechPacks(packaged: boolean): string | null {
  return packaged ? join(process.resourcesPath, "models") : (process.env["CHARTWELL_SPEECH_PACKS"] ?? null);
}
