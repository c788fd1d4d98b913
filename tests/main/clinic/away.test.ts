import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Note } from "../../../shared/domain/note.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { draftSession, readWords, typeInto } from "../../support/clinic/draft-session.ts";
import { type HostSetUp, startTestHost, type TestHost } from "../../support/clinic/start-host.ts";
import { startTestStation, type TestStation } from "../../support/clinic/start-station.ts";

let host: TestHost | null = null;
let stations: TestStation[] = [];
afterEach(async () => {
  for (const station of stations) station.remove();
  stations = [];
  await host?.remove();
  host = null;
});

async function open(name: string, settings: HostSetUp = {}): Promise<TestStation> {
  host ??= await startTestHost(settings);
  const station = await startTestStation(host, name);
  stations.push(station);
  await station.until("linked");
  return station;
}

/** A clinician at a workstation with a draft open, everything kept that may be kept. */
async function openDraft(settings: HostSetUp = {}): Promise<{ room: TestStation; note: Note }> {
  const room = await open("Room 2", settings);
  await room.signIn("whitcombe");
  const patient = await room.ask("patients.register", buildDemographics());
  const note = await draftSession(room, patient.id);
  if (settings.policy?.away?.keep !== "nothing") await settle(room);
  else await expect.poll(() => readFolder(room, "shelter/people").length, { timeout: 10_000 }).toBe(1);
  return { room, note };
}

/** What a person may do without the host is fetched behind their back; this waits until their day is kept, draft and all. */
async function settle(room: TestStation): Promise<void> {
  const measure = () =>
    readFolder(room, "shelter")
      .filter((name) => name.endsWith(".kept"))
      .map((name) => statSync(join(room.folder, "shelter", name)).size)[0] ?? 0;
  await expect.poll(() => readFolder(room, "shelter/people").length, { timeout: 10_000 }).toBe(1);
  for (let before = -1; before !== measure() || before < 4_000; ) {
    before = measure();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const readFolder = (room: TestStation, folder: string) => {
  try {
    return readdirSync(join(room.folder, folder));
  } catch {
    return [];
  }
};

async function cutHost(room: TestStation): Promise<void> {
  await host?.host.stopListening();
  await room.until("away");
}

async function bringHostBack(room: TestStation, how: "orderly" | "hard" = "hard"): Promise<void> {
  host = (await host?.restart(how)) ?? null;
  await room.until("linked");
}

describe("while the host is away", () => {
  it("the day's charts are read and a note is written, and it comes in once when the host is back", async () => {
    const { room, note } = await openDraft();
    await cutHost(room);
    expect((await room.ask("worklist.list", {})).encounters.map(({ id }) => id)).toEqual([note.encounterId]);
    expect((await room.ask("encounters.open", { encounterId: note.encounterId })).turns.length).toBeGreaterThan(3);
    const sections = typeInto(note, "Written without the host.");
    const first = await room.ask("notes.save", { noteId: note.id, revision: note.revision, sections });
    const more = typeInto({ sections }, "And more.");
    const second = await room.ask("notes.save", { noteId: note.id, revision: first.revision, sections: more });
    expect((await room.standing()).waiting.notes).toBe(1);
    expect(readWords((await room.ask("notes.openForEncounter", { encounterId: note.encounterId })).note?.sections ?? [])).toContain("And more.");
    expect(await room.codeOf("patients.search", { query: "", limit: 5 })).toBe("station.not-kept");
    await bringHostBack(room);
    const kept = await room.ask("notes.open", { noteId: note.id });
    expect(readWords(kept.sections)).toContain("Written without the host. And more.");
    expect(kept.revision).toBe(note.revision + 1);
    expect((await room.standing()).waiting.notes).toBe(0);
    // The window goes on from what it knows; the workstation knows what that is called by the host.
    const third = await room.ask("notes.save", { noteId: note.id, revision: second.revision, sections: typeInto({ sections: more }, "Third.") });
    expect(third.revision).toBe(kept.revision + 1);
  });

  it("again and again, in the middle of a save or between two: one person who types has no conflict with themselves", async () => {
    const { room, note } = await openDraft();
    let { revision, sections } = note;
    const type = async (word: string) => {
      sections = typeInto({ sections }, word);
      ({ revision, sections } = await room.ask("notes.save", { noteId: note.id, revision, sections }));
    };
    const words: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const inFlight = type(`flight${round}`);
      // From before the question is out until after it is answered.
      await new Promise((resolve) => setTimeout(resolve, round * 4));
      await cutHost(room);
      await inFlight;
      await type(`away${round}`);
      words.push(`flight${round}`, `away${round}`);
      await bringHostBack(room);
    }
    await expect.poll(async () => (await room.standing()).waiting.notes).toBe(0);
    expect((await room.ask("conflicts.list", {})).conflicts).toEqual([]);
    const kept = readWords((await room.ask("notes.open", { noteId: note.id })).sections);
    for (const word of words) expect(kept).toContain(word);
  }, 60_000);

  it("what was typed with the host is in the kept day too, which is not written anew with every save", async () => {
    const { room, note } = await openDraft();
    const name = readFolder(room, "shelter").find((each) => each.endsWith(".kept")) ?? "";
    const readKept = () => readFileSync(join(room.folder, "shelter", name));
    const before = readKept();
    let { revision, sections } = note;
    for (let word = 0; word < 5; word += 1) {
      const asked = { noteId: note.id, revision, sections: typeInto({ sections }, `followed${word}`) };
      ({ revision, sections } = await room.ask("notes.save", asked));
    }
    expect(readKept().equals(before)).toBe(true);
    await cutHost(room);
    expect(readWords((await room.ask("notes.open", { noteId: note.id })).sections)).toContain("followed4");
    await room.ask("session.signOut", {});
    expect(readKept().equals(before)).toBe(false);
    await room.signIn("whitcombe");
    expect(readWords((await room.ask("notes.open", { noteId: note.id })).sections)).toContain("followed4");
  });

  it("and while it answers in another version: what is typed is kept, and delivered once both are the same again", async () => {
    const { room, note } = await openDraft();
    const { folder, keychain, clock, port } = host as TestHost;
    await host?.host.stopListening();
    host = await startTestHost({ folder, keychain, clock: clock as never, port: port(), contractMark: "newer" });
    await room.until("refused");
    const sections = typeInto(note, "Typed before the update.");
    await room.ask("notes.save", { noteId: note.id, revision: note.revision, sections });
    expect((await room.standing()).code).toBe("station.version-skew");
    expect((await room.ask("app.status", {})).state).toBe("refused");
    await host.host.stopListening();
    host = await startTestHost({ folder, keychain, clock: clock as never, port: port() });
    await room.until("linked");
    await expect.poll(async () => readWords((await room.ask("notes.open", { noteId: note.id })).sections)).toContain("Typed before the update.");
  });

  it("nothing of it lies readable on the workstation's disk", async () => {
    const { room, note } = await openDraft();
    await cutHost(room);
    await room.ask("notes.save", { noteId: note.id, revision: note.revision, sections: typeInto(note, "Lavendelgarten") });
    const files = readdirSync(room.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name)).toString("latin1");
      for (const planted of ["Okonkwo", "Adaeze", "Lavendelgarten", "1987-07-14", "Whitcombe", "whitcombe"])
        expect(bytes, file.name).not.toContain(planted);
    }
  });

  it("a person signs in with what the host gave them, and nobody else does", async () => {
    const { room, note } = await openDraft();
    await room.ask("session.signOut", {});
    await cutHost(room);
    expect(await room.codeOf("worklist.list", {})).toBe("station.host-away");
    expect(await room.codeOf("session.signIn", { username: "whitcombe", password: "not the right password" })).toBe("station.never-here");
    expect(await room.codeOf("session.signIn", { username: "okafor", password: "an invented long password" })).toBe("station.never-here");
    await room.signIn("whitcombe");
    expect((await room.ask("session.current", {})).session?.user.username).toBe("whitcombe");
    expect((await room.ask("notes.open", { noteId: note.id })).id).toBe(note.id);
  });

  it("a person locks, and the window is told so though the host cannot say it", async () => {
    const { room } = await openDraft();
    await cutHost(room);
    room.told.length = 0;
    await room.ask("session.signOut", {});
    expect(room.told).toContainEqual({ name: "session.locked", payload: { reason: "signed-out" } });
    expect(await room.codeOf("worklist.list", {})).toBe("station.host-away");
  });

  it("what was opened and done there stands in the log afterwards, under its own time and workstation", async () => {
    const { room, note } = await openDraft();
    await room.ask("session.signOut", {});
    await cutHost(room);
    await room.signIn("whitcombe");
    await room.ask("notes.open", { noteId: note.id });
    await bringHostBack(room, "orderly");
    // Whoever sits there has to be known to the host again.
    await expect.poll(async () => (await room.ask("session.current", {})).session).toBeNull();
    await room.signIn("abara");
    const { rows } = await room.ask("audit.list", { beforeSeq: null, limit: 50 });
    const names = rows.map((row) => row.event);
    expect(names).toContain("away.signed-in");
    expect(names).toContain("away.chart-opened");
  });

  it("a note somebody else changed meanwhile stands beside what was written here, until a person has chosen", async () => {
    const { room, note } = await openDraft();
    await cutHost(room);
    await room.ask("notes.save", { noteId: note.id, revision: note.revision, sections: typeInto(note, "Away version.") });
    // The host comes back first for another desk, where the same note goes on.
    room.close();
    host = (await host?.restart("hard")) ?? null;
    const other = await open("Front desk");
    await other.signIn("whitcombe");
    await other.ask("notes.save", { noteId: note.id, revision: note.revision, sections: typeInto(note, "Desk version.") });
    stations.push(await room.restart());
    await expect.poll(async () => (await other.ask("conflicts.list", {})).conflicts.length).toBe(1);
    const { conflicts } = await other.ask("conflicts.list", {});
    const [conflict] = conflicts;
    if (conflict === undefined) return;
    const both = await other.ask("conflicts.open", { conflictId: conflict.id });
    expect(readWords(both.away)).toContain("Away version.");
    expect(readWords(both.note.sections)).toContain("Desk version.");
    const settled = await other.ask("conflicts.settle", { conflictId: conflict.id, choice: "away", revision: both.note.revision });
    expect(readWords(settled.sections)).toContain("Away version.");
    expect((await other.ask("conflicts.list", {})).conflicts).toEqual([]);
    const { versions } = await other.ask("notes.versions", { noteId: note.id });
    expect(versions.map(({ reason }) => reason)).toContain("away");
  });

  it("what was written survives the workstation's own power cut", async () => {
    const { room, note } = await openDraft();
    await cutHost(room);
    await room.ask("notes.save", { noteId: note.id, revision: note.revision, sections: typeInto(note, "Before the power cut.") });
    const again = await room.restart();
    stations.push(again);
    await again.until("away");
    await again.signIn("whitcombe");
    expect(readWords((await again.ask("notes.open", { noteId: note.id })).sections)).toContain("Before the power cut.");
    await bringHostBack(again);
    await again.signIn("whitcombe");
    expect(readWords((await again.ask("notes.open", { noteId: note.id })).sections)).toContain("Before the power cut.");
  });

  it("keeps no chart where policy says so, and typing goes on all the same", async () => {
    const { room, note } = await openDraft({ policy: { away: { keep: "nothing", hours: 24, emergencyCopies: "none" } } });
    await cutHost(room);
    expect(await room.codeOf("encounters.open", { encounterId: note.encounterId })).toBe("station.not-kept");
    await room.ask("notes.save", { noteId: note.id, revision: note.revision, sections: typeInto(note, "Typed on.") });
    await bringHostBack(room);
    expect(readWords((await room.ask("notes.open", { noteId: note.id })).sections)).toContain("Typed on.");
  });
});

describe("an emergency while the host is away", () => {
  const copies = { policy: { away: { keep: "nothing" as const, hours: 24, emergencyCopies: "recent-patients" as const } } };

  it("opens the copy of a chart, with a reason and a password, and each stands for review afterwards", async () => {
    const { room, note } = await openDraft(copies);
    // A patient who came after the copy was made is copied at the next sign-in.
    await room.ask("session.signOut", {});
    await room.restart().then((again) => stations.push(again));
    const again = stations.at(-1) as TestStation;
    await again.until("linked");
    const readPeople = () => readFolder(again, "shelter/people").map((name) => readFileSync(join(again.folder, "shelter/people", name), "utf8"))[0];
    const before = readPeople();
    await again.signIn("whitcombe");
    await expect.poll(() => readFolder(again, "shelter/emergency").length, { timeout: 10_000 }).toBe(2);
    await expect.poll(readPeople, { timeout: 10_000 }).not.toBe(before);
    await host?.host.stopListening();
    await again.until("away");
    expect(await again.codeOf("emergency.find", { query: "Okonk" })).toBe("session.reauthentication-failed");
    expect(await again.codeOf("emergency.begin", { reason: "crisis-call", password: "not the right password" })).toBe(
      "session.reauthentication-failed",
    );
    expect((await again.ask("emergency.begin", { reason: "crisis-call", password: "an invented long password" })).patients).toBe(1);
    const { patients } = await again.ask("emergency.find", { query: "okonk" });
    expect(patients.map(({ mrn }) => mrn)).toEqual(["00412"]);
    const chart = await again.ask("emergency.open", { patientId: note.patientId });
    expect(chart.demographics.phone).toBe("602-555-0142");
    for (const file of readdirSync(again.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()))
      expect(readFileSync(join(file.parentPath, file.name)).toString("latin1")).not.toMatch(/Okonkwo|602-555-0142/);
    host = (await host?.restart("orderly")) ?? null;
    await again.until("linked");
    await again.signIn("lindqvist");
    const { reviews } = await again.ask("glass.list", {});
    expect(reviews.map(({ userName, reason, reviewedAt }) => [userName, reason, reviewedAt])).toEqual([["Rosalind Whitcombe", "crisis-call", null]]);
    expect(await again.codeOf("emergency.begin", { reason: "crisis-call", password: "an invented long password" })).toBe("station.host-here");
  });

  it("keeps no copies unless policy says so", async () => {
    const { room } = await openDraft();
    expect(readFolder(room, "shelter/emergency")).toEqual([]);
    await cutHost(room);
    expect(await room.codeOf("emergency.begin", { reason: "crisis-call", password: "an invented long password" })).toBe("station.not-kept");
  });
});
