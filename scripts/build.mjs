// @ts-check
import { setUp } from "./setup.mjs";
import { tell } from "./setup/say.mjs";

/** Makes everything ready and builds. */
await tell(async () => {
  await setUp();
  return 0;
});
