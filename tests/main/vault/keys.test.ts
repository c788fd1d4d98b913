import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createAuthorKey, openAuthorKey, openAuthorKeyByWords, renewAuthorKey } from "../../../main/vault/author-keys.ts";
import { type Keybag, openKeybag } from "../../../main/vault/keybag.ts";
import { keepSpoolKey, openSpoolKey } from "../../../main/vault/keys/kept-keys.ts";
import { drawWords, readRecoveryWords, spellRecoveryKey } from "../../../main/vault/keys/recovery-words.ts";
import { createKey, deriveKey, seal, unseal } from "../../../main/vault/keys/seal.ts";
import { openSealedTo, sealTo } from "../../../main/vault/keys/seal-to.ts";
import { createSealingKeys, derivePatientWrappingKey, unwrapPatientKey } from "../../../main/vault/keys/sealing-keys.ts";
import { locateRecord } from "../../../main/vault/record-files.ts";
import { switchKeybag, writeNextKeybag } from "../../../main/vault/rewrite-keybag.ts";

const text = (value: string) => Buffer.from(value, "utf8");

describe("sealing", () => {
  it("opens only with its key and its binding, and not after a single flipped bit", () => {
    const key = createKey();
    const sealed = seal(key, "a|b", text("hello"));
    expect(unseal(key, "a|b", sealed)?.toString()).toBe("hello");
    expect(unseal(createKey(), "a|b", sealed)).toBeNull();
    expect(unseal(key, "a|c", sealed)).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      const flipped = Buffer.from(sealed);
      flipped[at] = (flipped[at] as number) ^ 1;
      expect(unseal(key, "a|b", flipped)).toBeNull();
    }
  });

  it("never seals the same text to the same bytes", () => {
    const key = createKey();
    expect(seal(key, "x", text("same")).equals(seal(key, "x", text("same")))).toBe(false);
  });

  it("derives a different key for every purpose", () => {
    const key = createKey();
    expect(deriveKey(key, "database/v1").equals(deriveKey(key, "patient-keys/v1"))).toBe(false);
  });
});

describe("patient keys", () => {
  let folder: string;
  let keybag: Keybag;
  let keys: ReturnType<typeof createSealingKeys>;
  const keybagKey = createKey();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chartwell-keybag-"));
    const opened = openKeybag(join(folder, "keybag-1.db"), keybagKey, { create: true });
    if (typeof opened === "string") throw new Error(opened);
    keybag = opened;
    keys = createSealingKeys({ keybag, keybagKey, clinicKey: createKey(), now: () => "2026-11-02T09:00:00.000Z" });
    keys.createForPatient("pat_a");
    keys.createForPatient("pat_b");
    keys.commit();
  });
  afterEach(() => {
    keys.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("bind a payload to its patient, purpose and row", () => {
    const binding = { patientId: "pat_a", purpose: "note", rowId: "1" };
    const sealed = keys.seal(binding, { words: "kept" });
    const schema = z.strictObject({ words: z.string() });
    expect(keys.unseal(binding, sealed, schema)).toEqual({ words: "kept" });
    for (const moved of [
      { ...binding, patientId: "pat_b" },
      { ...binding, purpose: "transcript" },
      { ...binding, rowId: "2" },
    ]) {
      expect(() => keys.unseal(moved, sealed, schema)).toThrow();
    }
  });

  it("are bound to patient, purpose and their own id: a key put in another's place opens nothing", () => {
    const wrapping = derivePatientWrappingKey(keybagKey);
    const own = keybag.find("pat_a", "record");
    if (own === null) throw new Error("no key");
    expect(unwrapPatientKey(wrapping, { ...own, patientId: "pat_a", purpose: "record" })).toHaveLength(32);
    for (const moved of [
      { ...own, patientId: "pat_b", purpose: "record" as const },
      { ...own, patientId: "pat_a", purpose: "accounting" as const },
      { ...own, patientId: "pat_a", purpose: "record" as const, keyId: "k_0000000000000000" },
    ]) {
      expect(() => unwrapPatientKey(wrapping, moved)).toThrow();
    }
  });

  it("open nothing once the keybag was written anew without them; every other patient's still do", () => {
    const binding = (patientId: string) => ({ patientId, purpose: "note", rowId: "1" });
    const [gone, kept] = [keys.seal(binding("pat_a"), {}), keys.seal(binding("pat_b"), {})];
    const files = locateRecord(folder);
    const next = writeNextKeybag(
      files,
      { keybag, key: keybagKey, file: "keybag-1.db" },
      createKey(),
      "2026-11-02T09:00:00.000Z",
      (patientId, purpose) => patientId === "pat_a" && purpose === "record",
    );
    keys.replaceKeybag(switchKeybag(files, next, "keybag-1.db"), next.key);
    expect(existsSync(join(folder, "keybag-1.db"))).toBe(false);
    expect(() => keys.unseal(binding("pat_a"), gone, z.unknown())).toThrow();
    expect(keys.unseal(binding("pat_b"), kept, z.unknown())).toEqual({});
    expect(keys.keybag().count()).toEqual({ record: 1, accounting: 2 });
  });

  it("are not kept when the act that made them is undone", () => {
    keys.createForPatient("pat_c");
    keys.rollback();
    expect(keybag.find("pat_c", "record")).toBeNull();
  });
});

describe("an author's key for psychotherapy notes", () => {
  const userId = "usr_00000000000000000000000001" as never;

  it("opens with the author's password or the author's words, and with nothing else", async () => {
    const { kept, words } = await createAuthorKey(userId, "an invented long password", "2026-11-02T09:00:00.000Z");
    const key = await openAuthorKey(kept, "an invented long password");
    expect(key).not.toBeNull();
    expect(openAuthorKeyByWords(kept, words)?.equals(key as Uint8Array)).toBe(true);
    expect(await openAuthorKey(kept, "the owner's long password")).toBeNull();
    expect(openAuthorKeyByWords(kept, spellRecoveryKey(createKey()))).toBeNull();
    const renewed = await renewAuthorKey(kept, key as never, "another invented password");
    expect(await openAuthorKey(renewed, "an invented long password")).toBeNull();
    expect((await openAuthorKey(renewed, "another invented password"))?.equals(key as Uint8Array)).toBe(true);
  });
});

describe("what a locked program writes", () => {
  it("opens only with the private key, under its binding, unchanged", () => {
    const masterKey = createKey();
    const spool = keepSpoolKey(masterKey, "2026-11-02T09:00:00.000Z");
    const sealed = sealTo(spool.publicKey, "b", text("held"));
    const secret = openSpoolKey(masterKey, spool);
    if (secret === null) throw new Error("no key");
    expect(openSealedTo(secret, "b", sealed)?.toString()).toBe("held");
    expect(openSealedTo(secret, "c", sealed)).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      const flipped = Buffer.from(sealed);
      flipped[at] = (flipped[at] as number) ^ 1;
      expect(openSealedTo(secret, "b", flipped)).toBeNull();
    }
    expect(openSpoolKey(createKey(), spool)).toBeNull();
  });
});

describe("recovery words", () => {
  it("spell a key as 24 words and read it back, however they are typed", () => {
    const key = createKey();
    const words = spellRecoveryKey(key);
    expect(words).toHaveLength(24);
    expect(readRecoveryWords(words)?.equals(key)).toBe(true);
    expect(readRecoveryWords(words.map((word) => ` ${word.toUpperCase()} `))?.equals(key)).toBe(true);
  });

  it("refuse a wrong word, a missing word and, mostly, two swapped words", () => {
    const words = spellRecoveryKey(createKey());
    expect(readRecoveryWords(["zzzz", ...words.slice(1)])).toBeNull();
    expect(readRecoveryWords(words.slice(1))).toBeNull();
    let caught = 0;
    for (let at = 0; at < 23; at += 1) {
      const swapped = [...words];
      [swapped[at], swapped[at + 1]] = [swapped[at + 1] as string, swapped[at] as string];
      if (swapped[at] === words[at] || readRecoveryWords(swapped) === null) caught += 1;
    }
    expect(caught).toBeGreaterThanOrEqual(21);
  });

  it("draw passphrase words from the whole list", () => {
    expect(drawWords(Uint8Array.of(0, 0, 7, 255, 255, 255))).toEqual(["abandon", "zoo", "zoo"]);
  });
});
