import type { AuthorKey } from "./author-keys.ts";
import { openAuthorKey } from "./author-keys.ts";
import { seal, unseal, wipe } from "./keys/seal.ts";

/** Seals words so that only their author's password or printed words open them; null when the password is not theirs. */
export async function sealPrivateText(kept: AuthorKey, password: string, about: string, text: string): Promise<Uint8Array | null> {
  const key = await openAuthorKey(kept, password);
  if (key === null) return null;
  const sealed = seal(key, bind(kept, about), Buffer.from(text, "utf8"));
  wipe(key);
  return sealed;
}

/** Opens them again; null when the password or the key is another. */
export async function openPrivateText(kept: AuthorKey, password: string, about: string, sealed: Uint8Array): Promise<string | null> {
  const key = await openAuthorKey(kept, password);
  if (key === null) return null;
  const opened = unseal(key, bind(kept, about), sealed);
  wipe(key);
  return opened === null ? null : Buffer.from(opened).toString("utf8");
}

function bind({ userId, keyId }: AuthorKey, about: string): string {
  return `private-note/v1|${userId}|${keyId}|${about}`;
}
