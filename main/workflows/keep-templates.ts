import { type ClinicTemplate, type NewTemplate, type Template } from "../../shared/domain/note.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { type Deidentifier, nothingKnown } from "../deid/index.ts";
import { buildDraftTask, listTemplates } from "../drafting/index.ts";
import { nameActor } from "../session.ts";
import {
  approveTemplate,
  findProposedTemplate,
  insertTemplate,
  listClinicTemplates,
  readNewestVersion,
  retireTemplate,
} from "../vault/stores/note-templates.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

interface TemplateParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly deidentifier: Deidentifier;
}

/** The note formats this clinic can draft with, and its own with their standing. */
export function offerTemplates({ vault }: Pick<TemplateParts, "vault">): Workflow<"templates.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("templates.listed", {}), async (tx) => {
      const own = await listClinicTemplates(tx);
      const approved = own.filter(({ state }) => state === "approved").map(({ template }) => template);
      return ok({ templates: [...listTemplates(), ...approved], own });
    });
}

/**
 * Proposes a format of the clinic's own. Its words leave with every draft, so they must name nobody:
 * the detector reads them, guidance and example alike, and what it finds is refused.
 */
export function proposeTemplate({ vault, clock, deidentifier }: TemplateParts): Workflow<"templates.propose"> {
  return async (input, { session }) => {
    const clean = await findIdentifiers(deidentifier, input);
    if (!clean.ok) return clean;
    const id = input.templateId ?? nameTemplate(input.name);
    if (listTemplates().some((built) => built.id === id)) return err(failure("template.name-taken"));
    const by = nameActor(session);
    const newest = await vault.read(by, event("templates.listed", {}), async (tx) => ok(await readNewestVersion(tx, id)));
    if (!newest.ok) return newest;
    if (input.templateId === null && newest.value > 0) return err(failure("template.name-taken"));
    const template = toTemplate(id, newest.value + 1, input);
    const { sha256 } = buildDraftTask(template);
    const proposed: ClinicTemplate = {
      template,
      example: input.example,
      state: "proposed",
      sha256,
      proposedBy: session.user.id,
      proposedAt: clock.now(),
      approvedBy: null,
    };
    return vault.write(by, event("template.proposed", { templateId: id, version: template.version, sha256 }), async (tx) => {
      await insertTemplate(tx, proposed);
      return ok(proposed);
    });
  };
}

async function findIdentifiers(deidentifier: Deidentifier, { name, sections, example }: NewTemplate): Promise<Result<null, AppError>> {
  const words = [name, ...sections.flatMap(({ title, guidance }) => [title, guidance]), example].join("\n");
  const found = await deidentifier.detect(words, nothingKnown);
  if (!found.ok) return found;
  return found.value.length === 0 ? ok(null) : err(failure("template.holds-identifiers", { count: found.value.length }));
}

function nameTemplate(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `own-${slug === "" ? "format" : slug}`.slice(0, 40);
}

function toTemplate(id: string, version: number, { name, sections, style }: NewTemplate): Template {
  return { id, version, name, style, sections: sections.map(({ title, guidance }, index) => ({ id: `part-${index + 1}`, title, guidance })) };
}

/** Lets a proposed version be used: by somebody other than who wrote it. */
export function approveProposedTemplate({ vault, clock }: Pick<TemplateParts, "vault" | "clock">): Workflow<"templates.approve"> {
  return async ({ templateId }, { session }) => {
    const by = nameActor(session);
    const found = await vault.read(by, event("templates.listed", {}), async (tx) => ok(await findProposedTemplate(tx, templateId)));
    if (!found.ok) return found;
    if (found.value === null) return err(failure("template.not-found"));
    const { template, sha256, proposedBy } = found.value;
    if (proposedBy === session.user.id) return err(failure("agreement.own-approval"));
    const approved = event("template.approved", { templateId, version: template.version, sha256, proposedBy });
    return vault.write(by, approved, async (tx) => {
      const kept = await approveTemplate(tx, templateId, session.user.id, clock.now());
      return kept === null ? err(failure("template.not-found")) : ok(kept);
    });
  };
}

/** Takes a format out of use; notes written with it stay as they are. */
export function retireOwnTemplate({ vault }: Pick<TemplateParts, "vault">): Workflow<"templates.retire"> {
  return ({ templateId }, { session }) =>
    vault.write(nameActor(session), event("template.retired", { templateId }), async (tx) =>
      (await retireTemplate(tx, templateId)) === 0 ? err(failure("template.not-found")) : ok({}),
    );
}
