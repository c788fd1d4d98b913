import { createSystemClock } from "../../../../main/clock.ts";
import { usualPace } from "../../../../main/compose-station.ts";
import { enrolWith, type Offer, runStation, type TestStation } from "../../../../tests/support/clinic/start-station.ts";
import { password } from "../../../../tests/support/compose-test-app.ts";
import { answerWith } from "./channel.ts";
import { liveSessions, type Pace, type Timed } from "./live.ts";
import { nameClinician } from "./people.ts";
import { type Typing, typeOn } from "./type-on.ts";

/** The clinic's desks: workstations without their windows, each with its own certificate, link and shelter. */
const clock = createSystemClock();
const desks: TestStation[] = [];
let typing: Typing[] = [];
/** Set-up takes this many people with a password of their own; who came later replaces theirs at the first sign-in. */
const ownPassword = `${password} of my own`;
const passwords = new Map<number, string>();

async function signIn(at: number): Promise<void> {
  const desk = desks[at] as TestStation;
  const { duties } = await desk.ask("session.signIn", { username: nameClinician(at), password: passwords.get(at) ?? password });
  if (!duties.includes("password")) return;
  await desk.ask("session.changePassword", { current: password, next: ownPassword });
  passwords.set(at, ownPassword);
}

answerWith({
  async enrol(offer: Offer) {
    const desk = await runStation(await enrolWith(offer, `Desk ${desks.length + 1}`), clock, "bench", usualPace);
    await desk.until("linked");
    desks.push(desk);
    await signIn(desks.length - 1);
  },
  /** While a record was filled nobody was at a keyboard: every desk is linked and signed in again. */
  async gather() {
    for (const [at, desk] of desks.entries()) {
      await desk.until("linked");
      if ((await desk.ask("session.current", {})).session === null) await signIn(at);
    }
  },
  /** Lives sessions at the first so many desks for so long; every call's kind and milliseconds. */
  async live({ count, forMs, pace }: { count: number; forMs: number; pace: Pace }): Promise<Timed[]> {
    const until = performance.now() + forMs;
    const lived = desks.slice(0, count).map((desk, at) => liveSessions(desk, { pace, until, password: passwords.get(at) ?? password, at }));
    return (await Promise.all(lived)).flat();
  },
  /** The bare price of a question on an idle line. */
  async ping({ rounds }: { rounds: number }): Promise<number[]> {
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const startedMs = performance.now();
      await desks[0]?.ask("session.current", {});
      took.push(performance.now() - startedMs);
    }
    return took;
  },
  async beginTyping({ count, everyMs }: { count: number; everyMs: number }) {
    typing = await Promise.all(desks.slice(0, count).map((desk, at) => typeOn(desk, `${at}`, everyMs)));
  },
  async settle(): Promise<number> {
    const startedMs = performance.now();
    for (const { desk } of typing) await desk.until("linked");
    return performance.now() - startedMs;
  },
  /** Stops typing; how many acknowledged words there are, and how many of them the record lacks. */
  async endTyping(): Promise<{ acknowledged: number; lost: number }> {
    const counted = await Promise.all(typing.map((each) => each.end()));
    return { acknowledged: counted.reduce((sum, each) => sum + each.acknowledged, 0), lost: counted.reduce((sum, each) => sum + each.lost, 0) };
  },
  async verify() {
    const [desk] = desks;
    if (desk === undefined) throw new Error("no desk");
    await desk.ask("session.signOut", {});
    await desk.signIn("auden");
    return desk.ask("audit.verify", {});
  },
  async memory() {
    return process.memoryUsage().rss;
  },
  async leave() {
    for (const desk of desks) desk.remove();
    setImmediate(() => process.exit(0));
  },
});
process.send?.({ value: "up" });
