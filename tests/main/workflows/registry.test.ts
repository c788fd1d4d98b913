import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scanFolders } from "../../../main/canary/scan.ts";
import type { CallInput } from "../../../shared/contract/index.ts";
import { buildTerms } from "../../support/build-agreement.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { type Certificates, makeCertificates } from "../../support/vendor/certificates.ts";
import { startVendor, type VendorStandIn } from "../../support/vendor/start-vendor.ts";

let certificates: Certificates;
let folder: string;
let vendor: VendorStandIn;
let clinic: TestApp;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-registry-"));
  certificates = makeCertificates(folder);
});
beforeEach(async () => {
  vendor = await startVendor(certificates, "answer");
});
afterEach(async () => {
  await clinic.remove();
  await vendor.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const begin = async (agreementChanges: "one-person" | "two-person" = "one-person") => {
  clinic = await startTestClinic({ policy: { extraCertificateAuthorities: [certificates.caPem], agreementChanges } });
  await clinic.signIn("abara");
};
const draft = (changes: Partial<CallInput<"agreements.record">> = {}): CallInput<"agreements.record"> => ({
  terms: buildTerms({ endpoint: vendor.origin, retentionVerifiedOn: "2026-11-01" }),
  credential: { apiKey: "sk-invented-credential" },
  password,
  ...changes,
});
const list = async () => (await clinic.ask("agreements.list", {})).agreements;

describe("the registry", () => {
  it("keeps a sealed copy of the paper with its hash, and never the key in the clear", async () => {
    await begin();
    const paper = new TextEncoder().encode("%PDF-1.7 signed by Dana Ferreira-Holt");
    const { id, terms } = await clinic.ask("agreements.record", draft({ document: paper }));
    expect(terms.documentSha256).toBe(createHash("sha256").update(paper).digest("hex"));
    expect(await clinic.ask("agreements.saveDocument", { agreementId: id })).toEqual({ byteCount: paper.byteLength });
    expect(Buffer.from(clinic.exports.get("chosen") ?? [])).toEqual(Buffer.from(paper));
    expect(await clinic.codeOf("agreements.record", draft({ document: paper, terms: { ...draft().terms, documentSha256: "0".repeat(64) } }))).toBe(
      "agreement.document-mismatch",
    );
    await clinic.app.stop();
    const report = scanFolders([clinic.folder], ["sk-invented-credential", "Ferreira-Holt"]);
    expect(report.files).toBeGreaterThan(2);
    expect(report.hits).toEqual([]);
  });

  it("asks the vendor whose key it is, on record before and after, and notes a key of somebody else's", async () => {
    await begin();
    const { id } = await clinic.ask("agreements.record", draft());
    const asked = await clinic.ask("agreements.ask", { agreementId: id });
    expect(asked.proof).toMatchObject({ organizationId: "org-larkspur", retentionMode: null });
    vendor.behave("other-organization");
    expect((await clinic.ask("agreements.ask", { agreementId: id })).proof?.organizationId).toBe("org-elsewhere");
    vendor.behave("401");
    expect(await clinic.codeOf("agreements.ask", { agreementId: id })).toBe("vendor.refused");
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 50 });
    const told = rows.map(({ event }) => event).filter((name) => name.startsWith("vendor."));
    expect(told).toEqual(["vendor.unproven", "vendor.asked", "vendor.proven", "vendor.asked", "vendor.proven", "vendor.asked"]);
    expect(rows.filter(({ event }) => event === "vendor.proven").map(({ fields }) => fields["bound"])).toEqual([false, true]);
  });

  it("lets a renewed agreement take the place of the one before, and a review say what was seen", async () => {
    await begin();
    const first = await clinic.ask("agreements.record", draft());
    const second = await clinic.ask("agreements.record", draft({ terms: { ...draft().terms, expiresOn: "2028-06-30" } }));
    expect((await list()).map(({ id, state }) => [id, state])).toEqual([
      [second.id, "active"],
      [first.id, "superseded"],
    ]);
    const reviewed = await clinic.ask("agreements.review", { agreementId: second.id, sawRetention: true, password });
    expect(reviewed.terms.retentionVerifiedOn).toBe(clinic.clock.today());
  });

  it("refuses half a key, and an agreement that names no account", async () => {
    await begin();
    expect(await clinic.codeOf("agreements.record", draft({ credential: {} }))).toBe("agreement.credential-incomplete");
    expect(await clinic.codeOf("agreements.record", draft({ terms: { ...draft().terms, organizationId: "" } }))).toBe(
      "agreement.credential-incomplete",
    );
    const aws = { ...draft().terms, vendorId: "bedrock" as const, cloudRegions: ["us-east-1"] };
    expect(await clinic.codeOf("agreements.record", draft({ terms: aws, credential: { accessKeyId: "AKIAQNZGKIQY56JQ7WML" } }))).toBe(
      "agreement.credential-incomplete",
    );
  });
});

describe("where the clinic asks for two people", () => {
  it("a change waits for somebody else; stopping does not", async () => {
    await begin("two-person");
    const { id: agreementId, state } = await clinic.ask("agreements.record", draft());
    expect(state).toBe("proposed");
    expect(await clinic.codeOf("agreements.approve", { agreementId, password })).toBe("agreement.own-approval");
    await clinic.signIn("lindqvist");
    expect((await clinic.ask("agreements.approve", { agreementId, password })).state).toBe("active");
    expect(await clinic.codeOf("agreements.approve", { agreementId, password })).toBe("agreement.not-proposed");
    expect((await clinic.ask("agreements.suspend", { agreementId })).state).toBe("suspended");
    expect(await clinic.ask("agreements.resume", { agreementId })).toMatchObject({ state: "suspended", proposedBy: expect.any(String) as unknown });
    expect(await clinic.codeOf("agreements.approve", { agreementId, password })).toBe("agreement.own-approval");
    expect((await clinic.ask("agreements.withdraw", { agreementId })).state).toBe("suspended");
    await clinic.ask("agreements.resume", { agreementId });
    await clinic.signIn("abara");
    expect((await clinic.ask("agreements.approve", { agreementId, password })).state).toBe("active");
  });

  it("a renewal leaves the agreement in force until it is approved", async () => {
    await begin("two-person");
    const first = await clinic.ask("agreements.record", draft());
    await clinic.signIn("lindqvist");
    await clinic.ask("agreements.approve", { agreementId: first.id, password });
    const second = await clinic.ask("agreements.record", draft());
    expect((await list()).map(({ state }) => state)).toEqual(["proposed", "active"]);
    await clinic.ask("agreements.withdraw", { agreementId: second.id });
    expect((await list()).map(({ state }) => state)).toEqual(["superseded", "active"]);
  });
});
