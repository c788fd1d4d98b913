import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { event, linkEntry, readEntry, systemActor } from "../../../main/audit/index.ts";
import { scanEntry } from "../../../main/audit/scan.ts";

const at = { ts: "2026-11-23T09:00:00.000Z", mono: 17, boot: "b1", inst: "i1" };
const pieces = [
  '"',
  "\\",
  "\\u0041",
  ",",
  "}",
  "0",
  "-1",
  "1.5",
  "é",
  "\u0000",
  " ",
  '"a":1,',
  '"zz":true',
  "null",
  "2026-02-29",
  "2026-02-30",
  "2026-11-31",
  "00",
  "9007199254740993",
];

/** Entries of every form, then a thousand small damages to each. */
function* spell(): Generator<string> {
  const events = [
    event("users.listed", {}),
    event("patients.searched", { queryLength: 3 }, "s_0123456789abcdef0123456789abcdef"),
    event("app.started", { appVersion: "1.0", runtime: "node", keychain: "none", recovered: false }),
    event("user.sign-in-refused", { code: "session.locked", heldSince: "2026-11-23T09:00:00.000Z" }),
  ];
  let drawn = 0;
  const draw = (below: number) => {
    drawn += 1;
    return createHash("sha256").update(String(drawn)).digest().readUInt32BE(0) % below;
  };
  for (const stated of events) {
    for (const reasonCode of [undefined, "vault.locked"]) {
      const statement = { event: stated, actor: systemActor, out: 0, ...(reasonCode === undefined ? {} : { reasonCode }) };
      const { canonical } = linkEntry(statement, null, at);
      yield canonical;
      for (let round = 0; round < 1_000; round += 1) {
        const [from, length] = [draw(canonical.length), draw(8)];
        yield canonical.slice(0, from) + (pieces[draw(pieces.length)] ?? "") + canonical.slice(from + length);
      }
    }
  }
  const plain = linkEntry({ event: event("patients.searched", { queryLength: 3 }), actor: systemActor, out: 0 }, null, at).canonical;
  yield plain.replace('"queryLength":3', '"b":1,"a":2');
  yield plain.replace('"queryLength":3', '"a":1,"a":2');
  yield plain.replace("2026-11-23", "2024-02-29");
  yield plain.replace("2026-11-23", "2026-02-29");
}

it("accepts what the long way accepts, and nothing else", () => {
  let accepted = 0;
  for (const canonical of spell()) {
    const [short, long] = [scanEntry(canonical), readEntry(canonical)];
    expect(short === null, canonical).toBe(long === null);
    if (short === null || long === null) continue;
    accepted += 1;
    expect({ seq: short.seq, prev: short.prev, ts: short.ts }).toEqual({ seq: long.seq, prev: long.prev, ts: long.ts });
  }
  expect(accepted).toBeGreaterThan(8);
});
