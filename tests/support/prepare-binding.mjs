// @ts-check
import { ensureNativeBinding } from "../../scripts/setup/native-binding.mjs";

/** Gives tests the compiled database module, also when they are run without the test command. */
export default async function prepareBinding() {
  const binding = await ensureNativeBinding({ napi: Number(process.versions["napi"]) });
  if (binding !== null) process.env["CHARTWELL_SQLITE_BINDING"] ??= binding;
}
