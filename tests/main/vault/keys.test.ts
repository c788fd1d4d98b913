import { describe, expect, it } from "vitest";
import { z } from "zod";
import { drawWords, readRecoveryWords, spellRecoveryKey } from "../../../main/vault/keys/recovery-words.ts";
import { createKey, deriveKey, seal, unseal } from "../../../main/vault/keys/seal.ts";
import { createSealingKeys } from "../../../main/vault/keys/sealing-keys.ts";

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
  it("bind a payload to its patient, purpose and row", () => {
    const keys = createSealingKeys(createKey());
    const { recordKey } = keys.createForPatient("pat_a");
    const binding = { patientId: "pat_a", purpose: "note", rowId: "1" };
    const sealed = keys.seal(recordKey, binding, { words: "kept" });
    const schema = z.strictObject({ words: z.string() });
    expect(keys.unseal(recordKey, binding, sealed, schema)).toEqual({ words: "kept" });
    for (const moved of [
      { ...binding, patientId: "pat_b" },
      { ...binding, purpose: "transcript" },
      { ...binding, rowId: "2" },
    ]) {
      expect(() => keys.unseal(recordKey, moved, sealed, schema)).toThrow();
    }
  });

  it("open nothing once the record key is gone, whatever else is known", () => {
    const keys = createSealingKeys(createKey());
    const { recordKey, accountingKey } = keys.createForPatient("pat_a");
    const binding = { patientId: "pat_a", purpose: "note", rowId: "1" };
    const sealed = keys.seal(recordKey, binding, {});
    expect(() => keys.unseal(accountingKey, binding, sealed, z.unknown())).toThrow();
    const { recordKey: another } = keys.createForPatient("pat_a");
    expect(() => keys.unseal(another, binding, sealed, z.unknown())).toThrow();
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
