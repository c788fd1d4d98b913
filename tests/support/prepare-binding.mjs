// @ts-check
import { ensureNativeBinding } from "../../scripts/setup/native-binding.mjs";
import { ensureSpeechPacks } from "../../scripts/setup/speech-packs.mjs";

/** Gives tests the compiled database module and the speech packs, also when they are run without the test command. */
export default async function prepareBinding() {
  const binding = await ensureNativeBinding({ napi: Number(process.versions["napi"]) });
  if (binding !== null) process.env["CHARTWELL_SQLITE_BINDING"] ??= binding;
  const packs = await ensureSpeechPacks();
  if (packs !== null) process.env["CHARTWELL_SPEECH_PACKS"] ??= packs;
}
