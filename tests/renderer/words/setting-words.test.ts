import { expect, it } from "vitest";
import { listSettings } from "../../../main/policy/index.ts";
import { settingWords } from "../../../renderer/screens/security/setting-words.ts";

it("every setting a policy can fix has words, and no words are left of one that is gone", () => {
  const shown = listSettings()
    .map(({ path }) => path)
    .filter((path) => !["owner", "issuedOn", "expiresOn"].includes(path));
  expect(Object.keys(settingWords).sort()).toEqual(shown.sort());
});
