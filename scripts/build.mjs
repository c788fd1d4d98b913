// @ts-check

import { tell } from "./setup/say.mjs";
import { setUp } from "./setup.mjs";

/** Makes everything ready and builds. */
await tell(async () => {
  await setUp();
  return 0;
});
