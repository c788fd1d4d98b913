import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSystemClock } from "../../../../main/clock.ts";
import { compose } from "../../../../main/compose.ts";
import { openHost } from "../../../../main/host/open-host.ts";
import { writeChosenPlace } from "../../../../main/vault/chosen-place.ts";
import { type ChosenPlace } from "../../../../main/vault/place.ts";
import type { CallInput, CallName, CallOutput } from "../../../../shared/contract/index.ts";
import { clinic, createTestMachine, password } from "../../../../tests/support/compose-test-app.ts";
import { answerWith } from "./channel.ts";
import { openFileKeychain } from "./file-keychain.ts";
import { fillRecord } from "./fill.ts";
import { buildClinician, firstPeople } from "./people.ts";

/**
 * The clinic's host, without Electron around it: the real house, record, door and front door.
 * host.ts FOLDER ADDRESS PORT [PLACE.json with the database password]
 */
const [folder = "", address = "", port = "0", placeFile] = process.argv.slice(2);
const keychain = openFileKeychain(join(folder, "keychain.json"));
const clock = createSystemClock();
if (placeFile !== undefined) {
  const { chosen, secret } = JSON.parse(readFileSync(placeFile, "utf8")) as { chosen: ChosenPlace; secret: string };
  await keychain.set(chosen.account, Buffer.from(secret, "utf8"));
  writeChosenPlace(folder, chosen);
}
const machine = createTestMachine({}, { folder, clock: clock as never, keychain, events: [], exports: new Map() });
const opened = await openHost({
  machine,
  settings: { address, port: Number(port), backupFolder: null },
  contractMark: "bench",
  renderPdf: async () => null,
  compose,
});
if (!opened.ok) throw new Error(opened.error.code);
const host = opened.value;
const sweepEveryMs = 5_000;
setInterval(() => {
  host.app.sweepSessions();
  void host.app.runDue().then(host.runDue);
}, sweepEveryMs).unref();

async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answered = await host.app.guard({ id: "console", trusted: true }, name, input);
  if (!answered.ok) throw new Error(`${name}: ${answered.error.code}`);
  return answered.value as CallOutput<typeof name>;
}

/** Where many notes came in, what is joined only when it is still is waited for too. */
const many = 50_000;
const [glanceMs, stillMs] = [3_000, 66_000];

/** Waits until the host has nothing left to do for itself, as after many a quiet night. */
async function rest(notes: number): Promise<void> {
  for (let idleMs = 0; idleMs < (notes < many ? glanceMs : stillMs); ) {
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, glanceMs));
    const { user, system } = process.cpuUsage(before);
    idleMs = (user + system) / 1_000 < glanceMs / 10 ? idleMs + glanceMs : 0;
  }
}

answerWith({
  /** Lays the clinic's record down with its people. */
  async found({ desks }: { desks: number }) {
    const [first, rest] = [Math.min(desks, 20 - firstPeople.length), desks];
    const users = [...firstPeople, ...Array.from({ length: first }, (_none, at) => buildClinician(at))];
    await ask("setup.createClinic", { clinic, users, passphrase: null });
    await ask("session.signIn", { username: "abara", password });
    for (let at = first; at < rest; at += 1) await ask("users.add", buildClinician(at));
  },
  async fill({ notes }: { notes: number }) {
    const { users } = await ask("users.list", {});
    const clinicians = users.filter(({ role }) => role === "clinician").map(({ id }) => id);
    await fillRecord(host.app.vault, { notes, clinicians, keepAwake: () => ask("session.touch", {}) });
    await rest(notes);
  },
  offer: async () => ({ address, port: host.port.port(), code: host.port.offer().code, fingerprint: host.port.fingerprint }),
  port: async () => host.port.port(),
  memory: async () => process.memoryUsage().rss,
  cpu: async () => process.cpuUsage(),
  async stop() {
    await host.close();
    setImmediate(() => process.exit(0));
  },
});
process.send?.({ value: "up" });
