/**
 * The allow-list of the bridge: names only, so that the preload carries no schema. Kept equal to
 * the contract by the types below and by a test.
 */
export const callNames = [
  "app.status",
  "setup.createClinic",
  "setup.recover",
  "setup.unlock",
  "session.signIn",
  "session.current",
  "session.signOut",
  "session.touch",
  "users.list",
  "users.add",
  "users.deactivate",
  "patients.register",
  "patients.update",
  "patients.search",
  "patients.open",
  "consents.record",
  "consents.revoke",
  "worklist.list",
  "transcripts.import",
  "transcripts.assignSpeaker",
  "encounters.open",
  "templates.list",
  "drafts.preview",
  "drafts.create",
  "drafts.cancel",
  "notes.open",
  "notes.openForEncounter",
  "notes.save",
  "notes.sign",
  "notes.addAddendum",
  "notes.discard",
  "agreements.list",
  "agreements.record",
  "agreements.suspend",
  "agreements.resume",
  "sends.list",
  "audit.list",
  "audit.verify",
  "records.export",
] as const;

export const eventNames = ["draft.sentence", "draft.progress", "draft.failed", "session.locked", "note.changed"] as const;

export const callChannel = "chartwell:call";
export const eventChannel = "chartwell:event";
