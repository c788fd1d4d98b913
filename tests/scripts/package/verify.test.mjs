import { appendFileSync, copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyPackages } from "../../../scripts/package/verify.mjs";
import { installSystemPackages } from "../../../scripts/setup/system-packages.mjs";
import { buildSmallRelease } from "../../support/build-small-release.mjs";

let release = { folder: "", key: "" };
let copies = 0;

beforeAll(async () => {
  process.env.CHARTWELL_TRIAL = "1";
  await installSystemPackages(["packaging"]);
  release = await buildSmallRelease();
}, 240_000);
afterAll(() => rmSync(dirname(release.folder), { recursive: true, force: true }));

/** Verifies a copy of the release with something done to it; gives the subjects that failed. */
async function verifyTampered(tamper) {
  copies += 1;
  const folder = `${release.folder}-${copies}`;
  cpSync(release.folder, folder, { recursive: true });
  await tamper(folder);
  const findings = await verifyPackages(folder, { publicKey: release.key });
  return findings.filter(({ state }) => state === "failed").map(({ subject }) => subject);
}

const rewrite = (name, change) => (folder) => writeFileSync(join(folder, name), change(readFileSync(join(folder, name), "utf8")));

it("finds nothing wrong with a release as it was built", async () => {
  expect(await verifyTampered(() => undefined)).toEqual([]);
});

it.each([
  ["a package with one more byte", (folder) => appendFileSync(join(folder, "chartwell-0.0.1.tar.gz"), "x"), ["sums", "provenance"]],
  ["an rpm with one more byte", (folder) => appendFileSync(join(folder, "chartwell-0.0.1.x86_64.rpm"), "x"), ["sums", "provenance"]],
  ["a package under another's name", (folder) => copyFileSync(join(folder, "chartwell-0.0.1.tar.gz"), join(folder, "more.tar.gz")), ["sums"]],
  ["a missing package", (folder) => rmSync(join(folder, "chartwell-0.0.1.tar.gz")), ["sums"]],
  ["a changed sum", rewrite("SHA256SUMS", (text) => text.replace(/^./, (digit) => (digit === "0" ? "1" : "0"))), ["sums", "signature"]],
  ["a signature taken away", (folder) => rmSync(join(folder, "SHA256SUMS.asc")), ["signature"]],
  ["a licence left out", rewrite("licences.json", (text) => JSON.stringify(JSON.parse(text).slice(1))), ["sums", "licences"]],
  [
    "a changed hash in the bill of materials",
    rewrite("sbom.cdx.json", (text) => text.replace(/"content": "./, '"content": "-')),
    ["sums", "bill of materials"],
  ],
  [
    "a provenance of another package",
    rewrite("provenance.intoto.json", (text) => text.replace(/"sha256": "./, '"sha256": "-')),
    ["sums", "provenance"],
  ],
  [
    "a stated content that is not there",
    rewrite("contents.json", (text) => text.replace("opt/Chartwell/chartwell", "opt/Chartwell/other")),
    ["sums", "chartwell-0.0.1.x86_64.rpm: contents"],
  ],
])("notices %s", async (_name, tamper, expected) => {
  const failed = await verifyTampered(tamper);
  for (const subject of expected) expect(failed).toContain(subject);
});

it("refuses a signature by somebody else's key", async () => {
  const others = await buildSmallRelease();
  const findings = await verifyPackages(release.folder, { publicKey: others.key });
  rmSync(dirname(others.folder), { recursive: true, force: true });
  const failed = findings.filter(({ state }) => state === "failed").map(({ subject }) => subject);
  expect(failed).toEqual(["signature", "chartwell-0.0.1.x86_64.rpm: signature"]);
}, 120_000);

it("reads the fuses from the program itself, whatever the statements say", async () => {
  const open = await buildSmallRelease(Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000811011100", "latin1"));
  const findings = await verifyPackages(open.folder, { publicKey: open.key });
  rmSync(dirname(open.folder), { recursive: true, force: true });
  const failed = findings.filter(({ state }) => state === "failed");
  expect(failed.map(({ subject }) => subject)).toEqual(
    ["chartwell-0.0.1.tar.gz", "chartwell-0.0.1.x86_64.rpm", "chartwell_0.0.1_amd64.deb"].map((name) => `${name}: fuses`),
  );
  expect(failed[0]?.said).toContain("runAsNode is on");
}, 120_000);

it("does not call packages from the development runtime a release", async () => {
  process.env.CHARTWELL_TRIAL = "0";
  const findings = await verifyPackages(release.folder, { publicKey: release.key });
  process.env.CHARTWELL_TRIAL = "1";
  expect(findings.filter(({ state }) => state === "failed").map(({ said }) => said)).toEqual([
    "built from the development runtime: not fit for release",
  ]);
});
