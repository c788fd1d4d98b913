import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scanFolders } from "../../../main/canary/scan.ts";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { destroyPatient } from "../../support/destroy-patient.ts";

let clinic: TestApp;
beforeEach(async () => {
  clinic = await startTestClinic();
});
afterEach(() => clinic.remove());

const words = "countertransference quokka-lantern";

async function begin(): Promise<{ patientId: PatientId; encounterId: EncounterId }> {
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
  const { encounterId } = await clinic.ask("transcripts.import", {
    ...{ patientId, bytes: new TextEncoder().encode("Client: I slept badly."), kindHint: "txt" },
    ...{ startedAt: "2026-11-23T09:02:00.000Z", endedAt: null },
  });
  return { patientId, encounterId };
}

describe("a private note", () => {
  it("needs a key of its author's own, opens with the author's password, and is nobody else's to ask for", async () => {
    const { encounterId } = await begin();
    expect(await clinic.codeOf("privateNotes.save", { encounterId, password, text: words })).toBe("private.no-key");
    await clinic.ask("authorKey.create", { password });
    await clinic.ask("privateNotes.save", { encounterId, password, text: words });
    expect(await clinic.ask("privateNotes.open", { encounterId, password })).toEqual({ text: words });
    expect(await clinic.codeOf("privateNotes.open", { encounterId, password: "not the password at all" })).toBe("session.reauthentication-failed");
    await clinic.signIn("vasquez");
    await clinic.ask("authorKey.create", { password });
    expect(await clinic.ask("privateNotes.open", { encounterId, password })).toEqual({ text: "" });
    await clinic.signIn("lindqvist");
    expect(await clinic.codeOf("privateNotes.state", { encounterId })).toBe("session.not-permitted");
  });

  it("lies nowhere in clear, is in no search and no export, and goes with the patient's record", async () => {
    const { encounterId, patientId } = await begin();
    await clinic.ask("authorKey.create", { password });
    await clinic.ask("privateNotes.save", { encounterId, password, text: words });
    expect((await clinic.ask("notes.search", { query: "quokka" })).notes).toEqual([]);
    await clinic.signIn("abara");
    await clinic.ask("records.export", { patientId, password, format: "zip", warned: false, requestId: null });
    expect(Buffer.from(clinic.exports.get("chosen") ?? []).includes("quokka")).toBe(false);
    expect(scanFolders([clinic.folder], ["quokka", Buffer.from("quokka").toString("base64").slice(0, 7)]).hits).toEqual([]);
    await destroyPatient(clinic, patientId);
    await clinic.signIn("whitcombe");
    expect(await clinic.codeOf("privateNotes.open", { encounterId, password })).toBe("encounter.not-found");
  });

  it("goes away with its words", async () => {
    const { encounterId } = await begin();
    await clinic.ask("authorKey.create", { password });
    await clinic.ask("privateNotes.save", { encounterId, password, text: words });
    expect(await clinic.ask("privateNotes.save", { encounterId, password, text: " " })).toEqual({ savedAt: null });
    expect(await clinic.ask("privateNotes.state", { encounterId })).toEqual({ savedAt: null, hasKey: true });
  });

  it("has a store that one workflow knows and nothing else: no send, export or search can come upon it", () => {
    const root = fileURLToPath(new URL("../../../main/", import.meta.url));
    const users = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .filter((file) => /stores\/private-notes|private_notes/.test(readFileSync(join(root, file), "utf8")));
    expect(users.sort()).toEqual([
      "vault/migrations/0011-private-notes.ts",
      "vault/migrations/postgres-baseline.ts",
      "vault/stores/private-notes.ts",
      "workflows/keep-private-note.ts",
    ]);
  });
});
