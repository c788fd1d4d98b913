import type { CallOutput, CallParsed } from "../../shared/contract/index.ts";
import { NoteIdSchema } from "../../shared/domain/ids.ts";
import { type Drafter, listUnresolved, type Note, type Section } from "../../shared/domain/note.ts";
import type { ReleaseReason } from "../../shared/domain/privacy.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { checkEvidence, draftOnDevice, extractiveMethod } from "../drafting/index.ts";
import type { Announce } from "../ipc/announce.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { setDraftState } from "../vault/stores/encounters.ts";
import { keepVersion } from "../vault/stores/note-versions.ts";
import { insertNote, isAwaiting, readNoteOfEncounter } from "../vault/stores/notes.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import { chooseTemplate } from "./choose-template.ts";
import type { DraftByVendor } from "./draft-by-vendor.ts";
import { gatherSession, type SessionMaterial } from "./gather-session.ts";
import type { RunningDrafts } from "./running-drafts.ts";
import type { ChosenTemplate } from "./send-session.ts";
import type { Workflow } from "./workflow.ts";

type RoundTrip = NonNullable<CallOutput<"drafts.create">["roundTrip"]>;

interface DraftParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly running: RunningDrafts;
  readonly announce: Announce;
  readonly draftByVendor: DraftByVendor;
}

/** What a draft begins with. */
interface Begun {
  readonly chosen: ChosenTemplate;
  readonly material: SessionMaterial;
}

/** A draft as either drafter hands it over. */
export interface Drafted {
  readonly sections: Section[];
  readonly drafter: Drafter;
  readonly roundTrip: RoundTrip | null;
}

/**
 * Drafts a note from a session: begin on record, draft on the device or through the gate, check
 * every sentence against its lines, keep the note. Whatever fails leaves the session as it was.
 */
export function draftNote(parts: DraftParts): Workflow<"drafts.create"> {
  const { running } = parts;
  return async (input, asking) => {
    const signal = running.begin(input.draftId, input.encounterId);
    if (signal === null) return err(failure("draft.already-running"));
    try {
      const begun = await begin(parts, input, asking);
      if (!begun.ok) return begun;
      const noted = await recordReleases(parts, input, asking);
      if (!noted.ok) return await giveUp(parts, input, asking, noted.error);
      const drafted = await make(parts, input, asking, begun.value, signal).catch(async (bug: unknown) => {
        // A bug must not leave the session "drafting" for ever, nor go by without an entry.
        await giveUp(parts, input, asking, failure("app.unexpected"));
        throw bug;
      });
      return await (drafted.ok ? keep(parts, input, asking, begun.value, drafted.value) : giveUp(parts, input, asking, drafted.error));
    } finally {
      running.end(input.draftId);
    }
  };
}

/** Puts the start on record, and refuses where a signed note or a missing consent stands in the way. */
function begin({ vault }: DraftParts, input: CallParsed<"drafts.create">, { session }: SignedIn): Outcome<Begun> {
  const { encounterId, draftId, via, templateId } = input;
  const started = event("draft.started", { encounterId, draftId, via, template: templateId });
  return vault.write(nameActor(session), started, async (tx) => {
    const chosen = await chooseTemplate(tx, templateId);
    if (chosen === null) return err(failure("template.not-found"));
    const material = await gatherSession(tx, encounterId);
    if (!material.ok) return material;
    const earlier = await readNoteOfEncounter(tx, encounterId);
    if (earlier?.state === "signed") return err(failure("encounter.has-signed-note"));
    if (earlier !== null && (await isAwaiting(tx, earlier.id))) return err(failure("note.awaiting-cosign"));
    if (via === "vendor" && !material.value.draftingConsent) return err(failure("consent.missing"));
    await setDraftState(tx, encounterId, "drafting");
    return ok({ chosen, material: material.value });
  });
}

/** What a person lets stand is on record, by reason, before anything is sent. */
async function recordReleases({ vault }: DraftParts, input: CallParsed<"drafts.create">, { session }: SignedIn): Outcome<null> {
  const { encounterId, draftId, released, via } = input;
  if (via !== "vendor" || released.length === 0) return ok(null);
  const countOf = (reason: ReleaseReason) => released.filter((place) => place.reason === reason).length;
  const counts = {
    notAnIdentifier: countOf("not-an-identifier"),
    publicKnowledge: countOf("public-knowledge"),
    neededForCare: countOf("needed-for-care"),
  };
  return vault.record(nameActor(session), event("redactions.released", { encounterId, draftId, ...counts }));
}

async function make(
  { announce, draftByVendor }: DraftParts,
  input: CallParsed<"drafts.create">,
  asking: SignedIn,
  { chosen, material }: Begun,
  signal: AbortSignal,
): Promise<Result<Drafted, AppError>> {
  if (input.via === "vendor") return draftByVendor({ input, asking, chosen, material, signal });
  const turns = [...material.encounter.turns];
  const sections = checkEvidence({ sections: draftOnDevice({ turns, template: chosen.template }), turns });
  for (const section of sections) {
    for (const sentence of section.sentences)
      announce(asking.callerId, "draft.sentence", { draftId: input.draftId, sectionId: section.id, sentence });
  }
  return ok({ sections, drafter: { kind: "device", method: extractiveMethod }, roundTrip: null });
}

/** Keeps the note and ends the draft, together. */
async function keep(
  { vault, clock }: DraftParts,
  input: CallParsed<"drafts.create">,
  { session }: SignedIn,
  { chosen: { template }, material: { encounter } }: Begun,
  drafted: Drafted,
): Promise<Result<{ note: Note; roundTrip: RoundTrip | null }, AppError>> {
  const { sections, drafter, roundTrip } = drafted;
  const note: Note = {
    id: mintId("not", NoteIdSchema),
    patientId: encounter.patientId,
    encounterId: encounter.id,
    templateId: template.id,
    templateName: template.name,
    state: "draft",
    revision: 1,
    sections,
    drafter,
    savedAt: clock.now(),
    signature: null,
    addenda: [],
  };
  const counts = {
    sentences: sections.reduce((sum, section) => sum + section.sentences.length, 0),
    unresolved: listUnresolved(note).length,
    restored: roundTrip?.restored ?? 0,
    invented: roundTrip?.invented ?? 0,
  };
  const kept = event("note.drafted", { noteId: note.id, encounterId: encounter.id, via: input.via, ...counts });
  return vault.write(nameActor(session), kept, async (tx) => {
    const earlier = await readNoteOfEncounter(tx, encounter.id);
    if (!(await insertNote(tx, note))) return err(failure("patient.not-found"));
    // The draft this one replaces can be gone back to.
    if (earlier !== null) await keepVersion(tx, { ...earlier, id: note.id, revision: 1 }, "redrafted");
    await setDraftState(tx, encounter.id, "none");
    return ok({ note, roundTrip });
  });
}

/** Ends a failed draft on record; the session waits to be drafted again. */
async function giveUp(
  { vault }: DraftParts,
  input: CallParsed<"drafts.create">,
  { session }: SignedIn,
  error: AppError,
): Promise<Result<never, AppError>> {
  const { encounterId, draftId } = input;
  const ended = await vault.write(nameActor(session), event("draft.ended", { encounterId, draftId, code: error.code }), async (tx) => {
    await setDraftState(tx, encounterId, "none");
    return ok(null);
  });
  return ended.ok ? err(error) : ended;
}

/** Cancels a running draft; one that has just ended is left alone. */
export function cancelDraft({ running }: Pick<DraftParts, "running">): Workflow<"drafts.cancel"> {
  return async ({ draftId }) => {
    running.cancel(draftId);
    return ok({});
  };
}
