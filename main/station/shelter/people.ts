import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { GrantIdSchema } from "../../../shared/domain/ids.ts";
import { UserSchema } from "../../../shared/domain/people.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { KdfSchema } from "../../vault/keys/envelope.ts";
import { chooseCost, stretchPassphrase } from "../../vault/keys/passphrase.ts";
import { deriveKey, type Key, seal, unseal, wipe } from "../../vault/keys/seal.ts";
import { writeWhole } from "../../vault/write-whole.ts";

/** What a person has here while the host is away; their password and this computer's keychain open it together. */
const HolderSchema = z.strictObject({
  user: UserSchema,
  grantId: GrantIdSchema,
  secret: z.base64(),
  spoolKey: z.string(),
  keep: z.enum(["nothing", "today", "today-and-open-notes"]),
  idleLockMs: z.int(),
  clinicName: z.string(),
  until: InstantSchema,
  /** Opens this workstation's copies of charts for an emergency. */
  emergencySecret: z.base64().nullable(),
});
export type Holder = z.output<typeof HolderSchema>;

const StoredSchema = z.strictObject({ v: z.literal(1), kdf: KdfSchema, sealed: z.base64() });

export interface PeopleHere {
  /** Keeps what a person was just given, under the password they signed in with. */
  keep(username: string, password: string, holder: Holder): Promise<void>;
  /** Opens it again; null for a wrong password, or a person who was never here, in the same time. */
  open(username: string, password: string): Promise<Holder | null>;
  /** The name under which a person's own files lie; it tells nobody who they are. */
  tag(username: string): string;
  /** Forgets everybody whose time here is over. */
  forget(tags: ReadonlySet<string>): void;
}

/** Opens the folder of the people of this workstation. */
export function openPeopleHere(folder: string, shelterKey: Key): PeopleHere {
  const tag = (username: string) => createHmac("sha256", shelterKey).update(`person|${username}`).digest("hex").slice(0, 32);
  const locate = (username: string) => join(folder, `${tag(username)}.json`);

  async function derive(password: string, kdf: z.output<typeof KdfSchema>): Promise<Key> {
    const stretched = await stretchPassphrase(password, kdf);
    const key = deriveKey(stretched, "shelter/person/v1", shelterKey);
    wipe(stretched);
    return key;
  }

  return {
    tag,
    async keep(username, password, holder) {
      const kdf = chooseCost();
      const key = await derive(password, kdf);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const sealed = seal(key, bind(tag(username)), Buffer.from(JSON.stringify(holder), "utf8"));
      wipe(key);
      writeWhole(locate(username), JSON.stringify({ v: 1, kdf, sealed: sealed.toString("base64") }));
    },
    async open(username, password) {
      const stored = read(locate(username));
      const key = await derive(password, stored?.kdf ?? chooseCost());
      const opened = stored === null ? null : unseal(key, bind(tag(username)), Buffer.from(stored.sealed, "base64"));
      wipe(key);
      if (opened === null) return null;
      const holder = HolderSchema.parse(JSON.parse(opened.toString("utf8")));
      opened.fill(0);
      return holder;
    },
    forget(tags) {
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        if (tags.has(name.replace(/\.json$/, ""))) rmSync(join(folder, name), { force: true });
      }
    },
  };
}

function bind(tag: string): string {
  return `shelter/person|${tag}`;
}

function read(path: string): z.output<typeof StoredSchema> | null {
  try {
    return StoredSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    // Never written, cut off, changed: nobody signs in by it.
    return null;
  }
}
