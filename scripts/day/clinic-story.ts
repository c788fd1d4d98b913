import { readdirSync } from "node:fs";
import { join } from "node:path";
import { prepareWorkplace } from "../../tests/support/app/launch-app.ts";
import { launchHost } from "../../tests/support/app/launch-host.ts";
import { openTcpRelay } from "../../tests/support/postgres/tcp-relay.ts";
import { seedClinic, seedDay, seedSupervision, staff } from "../tour/seed.ts";
import { comeBack, comeBackAlone, goOnWithoutHost, readInEmergency, reviewEmergency, sendNothing } from "./chapters/away.ts";
import { draftOnDevice } from "./chapters/note.ts";
import { importTranscript, openChart } from "./chapters/patient.ts";
import { changePerson, signIn } from "./chapters/set-up.ts";
import { letIn, putOut, readStations } from "./chapters/stations.ts";
import { settleConflict, signAcross, writeInTurn } from "./chapters/together.ts";
import { client } from "./day.ts";
import { type Clinic, expect, joinByLine, joinByWizard, offerCode, openDesk, type TakePicture } from "./desk.ts";

/** What people may read here without the host has come: it is fetched behind their backs after they sign in. */
async function awaitKept({ place }: Clinic["room"], people: number): Promise<void> {
  const listKept = () => readdirSync(join(place.profile, "shelter")).filter((name) => name.endsWith(".kept"));
  await expect.poll(() => listKept().length).toBe(people);
}

/** Whose session the trainee writes up; she has no note from the day before. */
const seen = "Kowalczyk";

/** One part of the clinic's day; each begins where the one before it ended. */
export interface Part {
  readonly title: string;
  live(clinic: Clinic): Promise<void>;
}

/** A clinic that was put up, and how everything of it is ended. */
export type OpenClinic = Clinic & { close(): Promise<void> };

/** Puts a host, a front desk and a room up, each with files of its own, and a day's work on the record. */
export async function openClinic(folder: string, take: TakePicture): Promise<OpenClinic> {
  const host = await launchHost(prepareWorkplace(join(folder, "host"), { away: { emergencyCopies: "recent-patients" } }));
  try {
    return await joinDesks(folder, host, take);
  } catch (error) {
    await host.stop();
    throw error;
  }
}

async function joinDesks(folder: string, host: Clinic["host"], take: TakePicture): Promise<OpenClinic> {
  const front = await openFront(join(folder, "front"), host, take);
  await expect(front.window.getByRole("heading", { name: "Set up your clinic" })).toBeVisible();
  await seedClinic(front.window);
  await front.window.reload();
  await signIn(front, staff.manager);
  await seedSupervision(front.window);
  await changePerson(front, staff.clinician);
  await seedDay(front.window);
  await changePerson(front, staff.manager);
  const code = await letIn(front);
  let relay = await openTcpRelay(host.port);
  const cable = {
    pull: () => relay.close(),
    async plugIn() {
      relay = await openTcpRelay(host.port, relay.port);
    },
  };
  const roomPlace = prepareWorkplace(join(folder, "room"));
  await joinByLine(roomPlace, host, relay.port, code, "Room 2");
  const room = await openDesk("room", roomPlace, take);
  await signIn(room, staff.trainee);
  await readStations(front);
  return {
    ...{ host, front, room, cable },
    async close() {
      for (const desk of [front, room]) await desk.run.close().catch(() => undefined);
      await relay.close();
      await host.stop();
    },
  };
}

async function openFront(folder: string, host: Clinic["host"], take: TakePicture): Promise<Clinic["front"]> {
  const place = prepareWorkplace(folder);
  const code = await offerCode(host);
  await joinByWizard(await openDesk("front", place, take), host, code, "Front desk");
  return openDesk("front", place, take);
}

/** The day after that. */
export const parts: readonly Part[] = [
  {
    title: "two people at one note: one writes, the other reads along and takes the pen",
    async live(clinic) {
      await changePerson(clinic.front, staff.supervisor);
      await openChart(clinic.room.window, seen);
      await importTranscript(clinic.room, "aci-2.txt");
      await draftOnDevice(clinic.room);
      await writeInTurn(clinic, seen);
    },
  },
  { title: "a cable is pulled, both go on, and a person chooses between the two versions", live: settleConflict },
  {
    title: "a note is handed in in one room and co-signed at the next desk",
    live: (clinic) => signAcross(clinic, seen),
  },
  {
    title: "the host dies: the day stays readable, typing goes on, nothing is sent",
    async live(clinic) {
      await changePerson(clinic.room, staff.clinician);
      await awaitKept(clinic.room, 2);
      await goOnWithoutHost(clinic);
      await sendNothing(clinic.room);
    },
  },
  {
    title: "somebody signs in without the host, and reads a chart in an emergency",
    async live({ room }) {
      await comeBackAlone(room);
      await readInEmergency(room, client.demographics.familyName);
    },
  },
  {
    title: "the host is back: everything is delivered once, and the emergency waits for a colleague",
    async live(clinic) {
      await comeBack(clinic);
      await changePerson(clinic.front, staff.officer);
      await reviewEmergency(clinic.front);
    },
  },
  {
    title: "a lost workstation is put out in one action",
    async live({ front, room }) {
      await changePerson(front, staff.manager);
      await putOut(front, room);
    },
  },
];
