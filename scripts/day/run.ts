import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { scanBytes, scanFolders } from "../../main/canary/scan.ts";
import type { Demographics } from "../../shared/domain/patient.ts";
import { launchApp, prepareWorkplace } from "../../tests/support/app/launch-app.ts";
import { makeCertificates } from "../../tests/support/vendor/certificates.ts";
import { startVendor } from "../../tests/support/vendor/start-vendor.ts";
import { beRefused, checkNote, draftByVendor, draftOnDevice, reviewPrivacy, signNote } from "./chapters/note.ts";
import { exportRecord, readSends, recordAgreement, verifyAudit } from "./chapters/office.ts";
import { importTranscript, openChart, recordConsent, registerPatient } from "./chapters/patient.ts";
import { backUp, readKeys } from "./chapters/security.ts";
import { changePerson, setUpClinic, signIn } from "./chapters/set-up.ts";
import { client, clinician, createPictures, type Day, manager } from "./day.ts";
import { openPackage } from "./open-package.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/** A second patient, of a primary-care visit, for the sample encounters. */
const visitor: Demographics = {
  familyName: "Lindqvist",
  givenName: "Sophia",
  preferredName: "",
  pronouns: "she/her",
  bornOn: "1984-03-02",
  mrn: "00977",
  phone: "928-555-0161",
  email: "sophia.lindqvist@example.org",
  address: "88 Juniper Lane, Sedona, AZ",
  stateCode: "AZ",
  alerts: "",
  relatedPersons: [],
};

/** Lives one day in the real app, from first run to the canary scan; status 0 when every step held. */
async function liveDay(out: string): Promise<number> {
  const work = join(out, "work");
  const place = prepareWorkplace(work);
  const certificates = makeCertificates(work);
  prepareWorkplace(work, { extraCertificateAuthorities: [certificates.caPem] });
  const vendor = await startVendor(certificates, "slow-answer");
  const run = await launchApp(place);
  const { window } = run;
  const day: Day = { run, window, place, vendor, picture: createPictures(join(out, "pictures"), window) };

  window.on("pageerror", (error) => say(`The window reported: ${error.message}`));
  try {
    await live(day, out);
  } catch (error) {
    await day.picture("stopped-here").catch(() => undefined);
    await run.close();
    throw error;
  } finally {
    await vendor.close();
  }
  return scan(out, place.folder, vendor.requests, run.output());
}

/** The day itself, chapter by chapter. */
async function live(day: Day, out: string): Promise<void> {
  const { run, window } = day;
  say("Morning: the clinic is set up and the recovery key printed.");
  await setUpClinic(day);
  await signIn(day, clinician.username);
  await day.picture("today-empty");
  await registerPatient(day, client.demographics);
  await recordConsent(day);
  await importTranscript(day, "therapy.txt");
  say("The session is in; nothing may leave yet.");
  await reviewPrivacy(day);
  await beRefused(day);
  await changePerson(day, manager.username);
  await recordAgreement(day);
  await changePerson(day, clinician.username);
  await day.picture("today");
  await window.getByRole("button", { name: "Draft", exact: true }).first().click();
  await reviewPrivacy(day);
  await draftByVendor(day);
  say("Drafted through the gate; every sentence is checked against its lines.");
  await checkNote(day);
  await signNote(day);
  for (const file of ["aci-1.txt", "aci-2.txt"]) {
    if (file === "aci-1.txt") await registerPatient(day, visitor);
    else await openChart(window, visitor.familyName);
    await importTranscript(day, file);
    await draftOnDevice(day);
    await checkNote(day);
    await signNote(day);
  }
  say("Two visits were drafted on this computer, without any vendor.");
  await changePerson(day, manager.username);
  say(await verifyAudit(day));
  const exported = await exportRecord(day, client.demographics.familyName);
  await readSends(day);
  const contents = await openPackage(exported, join(out, "exported"));
  say(`The exported package opens with its passphrase and holds ${contents.length} files, each with the SHA-256 of its manifest.`);
  const backups = join(day.place.folder, "backups");
  mkdirSync(backups);
  await backUp(day, backups);
  await readKeys(day);
  say("Evening: a backup was made, read back and restored beside the record; every key is listed.");
  await window.emulateMedia({ colorScheme: "dark" });
  await day.picture("security-keys-dark");
  await window.getByRole("button", { name: "What left" }).click();
  await day.picture("what-left-dark");
  await run.close();
}

/** The canary scan: planted identifiers in everything the app wrote, printed or put on the wire. */
function scan(out: string, folder: string, requests: unknown, output: string): number {
  const disk = scanFolders(
    [join(folder, "profile"), join(folder, "home"), join(folder, "tmp"), join(folder, "exports"), join(folder, "backups")],
    [...client.planted, visitor.familyName, visitor.email],
  );
  const wire = scanBytes(Buffer.from(JSON.stringify(requests)), client.planted, "wire");
  const printed = scanBytes(Buffer.from(output), client.planted, "output");
  const found = disk.hits.length + wire.length + printed.length;
  writeFileSync(
    join(out, "canary.json"),
    `${JSON.stringify({ planted: client.planted.length, files: disk.files, bytes: disk.bytes, hits: [...disk.hits, ...wire, ...printed] }, null, 2)}\n`,
  );
  say(
    `Canary scan: ${client.planted.length} planted identifiers, ${disk.files} files, ${disk.bytes} bytes, the wire and the output searched in all encodings: ${found} found.`,
  );
  say(`Pictures and files: ${out}`);
  return found === 0 ? 0 : 1;
}

const { values } = parseArgs({ options: { out: { type: "string" } } });
liveDay(values.out ?? "out/day").then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
