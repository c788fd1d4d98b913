import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { checkTarball } from "../../scripts/setup/fallback-runtime.mjs";

const folder = mkdtempSync(join(tmpdir(), "chartwell-tarball-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("refuses a runtime package whose hash is not the pinned one", async () => {
  const path = join(folder, "package.tgz");
  writeFileSync(path, "not what was pinned");
  await expect(checkTarball(path, "bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==")).rejects.toThrow(
    /not the one pinned|hash differs/,
  );
});
