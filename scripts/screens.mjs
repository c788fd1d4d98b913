// @ts-check
import { rmSync } from "node:fs";
import { join } from "node:path";
import { runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { tell } from "./setup/say.mjs";
import { setUp } from "./setup.mjs";

/** Takes a picture of every screen of the real app: `npm run screens`. */
await tell(async () => {
  const { env } = await setUp();
  const out = join(root, "out", "screens");
  rmSync(out, { recursive: true, force: true });
  const story = join(root, "scripts", "tour", "run.ts");
  return runOnDesktop(process.execPath, ["--import", "tsx", story, "--out", out, ...process.argv.slice(2)], {
    env,
    keyringDir: join(out, "keyring"),
  });
});
