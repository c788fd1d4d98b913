import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { proveByShare } from "./find-record.ts";
import type { Envelope } from "./keys/envelope.ts";
import { openKeptKey } from "./keys/kept-keys.ts";
import { wipe } from "./keys/seal.ts";
import { wrapShare } from "./keys/wraps.ts";
import type { OpenRecord } from "./open.ts";
import type { Outcome } from "./vault.ts";

/** People's secrets in the key envelope. The record says which of them counts; the envelope may hold one more for a moment. */
export interface PeopleSecrets {
  /** Adds a secret for a person; the record must be open. Gives the key's id. */
  enrol(username: string, password: string): Outcome<string>;
  /** The id of the key a name and password open, or null. */
  prove(username: string, password: string): Promise<string | null>;
  /** Removes every secret but those the record names. */
  keepOnly(keyIds: readonly string[]): void;
}

/** Makes the book of people's secrets over an envelope that somebody else holds. */
export function createPeople(parts: {
  current(): { envelope: Envelope; record: OpenRecord } | null;
  adopt(envelope: Envelope): Envelope;
  now(): string;
}): PeopleSecrets {
  return {
    async enrol(username, password) {
      const held = parts.current();
      if (held === null) return err(failure("vault.locked"));
      const share = openKeptKey(held.record.masterKey, "share", held.envelope.share);
      if (share === null) return err(failure("vault.damaged-keys"));
      const wrap = await wrapShare(held.envelope, { username, password }, parts.now(), share);
      wipe(share);
      // Stretching takes a while; the envelope as it is now counts, not as it was then.
      const latest = parts.current();
      if (latest === null) return err(failure("vault.locked"));
      parts.adopt({ ...latest.envelope, people: [...latest.envelope.people, wrap] });
      return ok(wrap.keyId);
    },
    async prove(username, password) {
      const held = parts.current();
      if (held === null) return null;
      const proof = await proveByShare(held.envelope, username, password);
      wipe(proof?.share ?? null);
      return proof?.wrap.keyId ?? null;
    },
    keepOnly(keyIds) {
      const held = parts.current();
      if (held === null) return;
      const people = held.envelope.people.filter((wrap) => keyIds.includes(wrap.keyId));
      if (people.length !== held.envelope.people.length) parts.adopt({ ...held.envelope, people });
    },
  };
}
