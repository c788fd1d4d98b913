import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { draftByVendor, reviewPrivacy } from "../../scripts/day/chapters/note.ts";
import { recordAgreement, verifyAudit } from "../../scripts/day/chapters/office.ts";
import { importTranscript, openChart, recordConsent, registerPatient } from "../../scripts/day/chapters/patient.ts";
import { changePerson, setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, clinician, createPictures, type Day, manager } from "../../scripts/day/day.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";
import { launchApp, prepareWorkplace } from "../support/app/launch-app.ts";
import { listProcesses } from "../support/app/scan-memory.ts";
import { makeCertificates } from "../support/vendor/certificates.ts";
import { startTrap, startVendor } from "../support/vendor/start-vendor.ts";

let folder: string;
let day: Day;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-egress-"));
  const certificates = makeCertificates(folder);
  const place = prepareWorkplace(folder, { extraCertificateAuthorities: [certificates.caPem] });
  const vendor = await startVendor(certificates, "slow-answer");
  const run = await launchApp(place);
  const pictures = process.env["CHARTWELL_PICTURES"] ?? join(folder, "pictures");
  day = { run, window: run.window, place, vendor, picture: createPictures(pictures, run.window) };
});
test.afterAll(async () => {
  await day.run.close();
  await day.vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every connection the program's processes hold: local and remote end, as the kernel tells them. */
function listConnections(): { local: string; remote: string }[] {
  const inodes = new Set(listProcesses(day.run.app.process().pid ?? 0).flatMap(({ pid }) => listSockets(pid)));
  return ["/proc/net/tcp", "/proc/net/tcp6", "/proc/net/udp", "/proc/net/udp6"]
    .flatMap((table) => readFileSync(table, "utf8").trim().split("\n").slice(1))
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => inodes.has(columns[9] ?? ""))
    .map((columns) => ({ local: readPort(columns[1] ?? ""), remote: readPort(columns[2] ?? "") }));
}

function listSockets(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

/** "loopback:443" or "elsewhere:443" out of the kernel's hexadecimal. */
function readPort(end: string): string {
  const [address = "", port = "0"] = end.split(":");
  const isLoopback = address === "0100007F" || /^0{24}01000000$/.test(address) || /^0{16}FFFF00000100007F$/.test(address) || /^0+$/.test(address);
  return `${isLoopback ? "loopback" : "elsewhere"}:${Number.parseInt(port, 16)}`;
}

test("while a draft is made, every socket of the program leads to the vendor of the agreement", async () => {
  test.setTimeout(120_000);
  await setUpClinic(day);
  await signIn(day, clinician.username);
  await registerPatient(day, client.demographics);
  await recordConsent(day);
  await changePerson(day, manager.username);
  await recordAgreement(day);
  await expectAccessible(day.window);
  await changePerson(day, clinician.username);
  await openChart(day.window, client.demographics.familyName);
  await importTranscript(day, "therapy.txt");
  await reviewPrivacy(day);
  const listening = new Set(
    listConnections()
      .filter(({ remote }) => remote.endsWith(":0"))
      .map(({ local }) => local),
  );
  const seen = new Set<string>();
  let watching = true;
  const watch = (async () => {
    while (watching) {
      for (const { local, remote } of listConnections()) if (!remote.endsWith(":0") && !listening.has(local)) seen.add(remote);
      await wait(40);
    }
  })();
  await draftByVendor(day);
  watching = false;
  await watch;
  expect([...seen]).toEqual([`loopback:${new URL(day.vendor.origin).port}`]);
});

test("a connection nobody agreed to never leaves, and stands in the log", async () => {
  const trap = await startTrap();
  const outcome = await day.run.app.evaluate(
    (_electron, origin) =>
      fetch(origin).then(
        () => "went through",
        (error: { cause?: { code?: string } }) => error.cause?.code,
      ),
    trap.origin,
  );
  expect(outcome).toBe("EGRESS_REFUSED");
  expect(trap.hits()).toBe(0);
  await trap.close();
  await changePerson(day, manager.username);
  await verifyAudit(day);
  await day.window.getByRole("button", { name: /What they did/ }).click();
  await day.window.getByRole("option", { name: "A connection nobody agreed to was refused" }).click();
  await expect(day.window.getByRole("table", { name: "Audit log" }).getByText("A connection nobody agreed to was refused").first()).toBeVisible();
});

test("codes, a summary and a section drafted again are asked from the note, with the same look at what leaves", async () => {
  test.setTimeout(120_000);
  day.vendor.behave("answer");
  const { window, picture } = day;
  await changePerson(day, clinician.username);
  await window.getByRole("navigation").getByRole("button", { name: "Today" }).click();
  await window.getByRole("button", { name: "Review" }).first().click();
  await window.getByRole("tab", { name: "Codes" }).click();
  await expect(window.getByText(/CPT 90\d{3}|No procedure code/)).toBeVisible();
  await window.getByRole("button", { name: "Ask for suggestions" }).click();
  const dialog = window.getByRole("dialog", { name: "Ask for diagnoses spoken of" });
  await expect(dialog.getByText("What will be sent")).toBeVisible();
  await reviewPrivacy(day);
  await picture("ask-for-codes");
  await expectAccessible(window);
  await dialog.getByRole("button", { name: "Send and suggest" }).click();
  await expect(window.getByRole("list", { name: "Diagnoses" }).getByText("F41.1")).toBeVisible();
  await window.getByRole("button", { name: "Keep codes" }).click();
  await picture("codes");
  await expectAccessible(window);
  await window.getByRole("tab", { name: "Summary" }).click();
  await window.getByRole("button", { name: "Sum the session up" }).click();
  await reviewPrivacy(day);
  await window.getByRole("dialog").getByRole("button", { name: "Send and ask" }).click();
  await expect(window.getByRole("list", { name: "Summary" })).toBeVisible();
  await picture("summary");
  await expectAccessible(window);
  await window.getByRole("button", { name: "Draft again" }).first().click();
  await reviewPrivacy(day);
  await picture("draft-section-again");
  await window.getByRole("dialog").getByRole("button", { name: "Send and draft" }).click();
  await expect(window.getByRole("dialog")).toBeHidden();
});

test("what a person adds is replaced, what they let stand is let stand with a reason, in what leaves and in the log", async () => {
  test.setTimeout(120_000);
  const { window, picture, vendor } = day;
  await openChart(window, client.demographics.familyName);
  await importTranscript(day, "therapy.txt");
  await reviewPrivacy(day);
  await window.getByLabel("Also replace").fill("toast");
  await window.getByRole("button", { name: "Replace in 1 place" }).click();
  await expect(window.getByRole("list", { name: "Added by you" })).toContainText("toast");
  await window.getByText(/placeholders, and why/).click();
  const guess = window.locator(".replaced li", { hasText: "Delgado" }).first();
  await guess.getByText("Let it stand …").click();
  await guess.getByRole("button", { name: "The note needs it" }).click();
  await reviewPrivacy(day);
  await picture("added-and-let-stand");
  await expectAccessible(window);
  const before = vendor.requests.length;
  await draftByVendor(day);
  const sent = vendor.requests
    .slice(before)
    .map(({ body }) => body)
    .join("\n");
  expect(sent).toContain("Delgado");
  expect(sent).not.toContain("toast");
  await changePerson(day, manager.username);
  await window.getByRole("navigation").getByRole("button", { name: "Audit log" }).click();
  await window.getByRole("button", { name: /What they did/ }).click();
  await window.getByRole("option", { name: "Replaced places were let stand" }).click();
  await expect(window.getByRole("table", { name: "Audit log" }).getByText("Replaced places were let stand").first()).toBeVisible();
  await changePerson(day, clinician.username);
});

test("a format of the clinic's own is written by one person and approved by another", async () => {
  const { window, picture } = day;
  await window.getByRole("navigation").getByRole("button", { name: "Note formats" }).click();
  await picture("formats-none");
  await window.getByRole("button", { name: "New format" }).click();
  const dialog = window.getByRole("dialog", { name: "New format" });
  await dialog.getByLabel("Name of the format").fill("Couples note");
  await dialog.getByLabel("Title").fill("Themes");
  await dialog.getByLabel("What belongs in it").fill("What the couple worked on.");
  await dialog.getByLabel("A note you like").fill("Both partners named the same worry and agreed on one evening a week.");
  await expectAccessible(window);
  await picture("new-format");
  await dialog.getByRole("button", { name: "Save for approval" }).click();
  await expect(window.getByText("Waits for approval")).toBeVisible();
  await changePerson(day, manager.username);
  await window.getByRole("navigation").getByRole("button", { name: "Note formats" }).click();
  await window.getByRole("button", { name: "Approve" }).click();
  await expect(window.getByText("In use, version 1")).toBeVisible();
  await picture("formats");
  await expectAccessible(window);
});
