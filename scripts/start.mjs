// @ts-check
import { liveDay } from "./day.mjs";
import { hasDisplay, runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { say, tell } from "./setup/say.mjs";
import { setUpApp } from "./setup.mjs";

/** Opens the app; where there is no screen, lives the guided day on a virtual one. */
await tell(async () => {
  if (!hasDisplay()) {
    say("There is no display here: a virtual one is started and the guided day runs on it.");
    return liveDay(process.argv.slice(2));
  }
  const { runtime, env } = await setUpApp();
  const unsandboxed = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return runOnDesktop(runtime.path, [...unsandboxed, root, ...process.argv.slice(2)], { env });
});
