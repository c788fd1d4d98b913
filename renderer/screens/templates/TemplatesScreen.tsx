import { type ReactElement, useState } from "react";
import type { ClinicTemplate } from "../../../shared/domain/note.ts";
import type { User } from "../../../shared/domain/people.ts";
import { useApproveTemplate, useRetireTemplate, useTemplates, useUsers } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, EmptyState, ScreenTitle } from "../../ui/index.ts";
import { formatMoment, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { describeStyle } from "./style-words.ts";
import { TemplateDialog } from "./TemplateDialog.tsx";

/** The clinic's own note formats, who wrote and who approved them, beside those the program brings. */
export function TemplatesScreen({ self }: { readonly self: User }): ReactElement {
  const { data, error } = useTemplates();
  const [editing, setEditing] = useState<{ readonly from: ClinicTemplate | null } | null>(null);
  const own = data?.own ?? [];
  const built = data?.templates.filter(({ id }) => own.every(({ template }) => template.id !== id)) ?? [];
  return (
    <div className="screen">
      <ScreenTitle
        lead={t("{built} with Chartwell; {own} the clinic's own.", {
          built: formatSome(built.length, t("format comes"), t("formats come")),
          own: formatSome(own.length, t("is"), t("are")),
        })}
      >
        {t("Note formats")}
      </ScreenTitle>
      <FailureNotice error={error} />
      <div className="form-foot">
        <Button variant="primary" onPress={() => setEditing({ from: null })}>
          {t("New format")}
        </Button>
      </div>
      {data !== undefined && own.length === 0 && (
        <EmptyState title={t("None of your own yet")}>
          {t(
            "Give a format your own sections, length and voice, and show it a note you like, with invented people. A colleague approves it before it is used.",
          )}
        </EmptyState>
      )}
      {own.map((found) => (
        <OwnTemplate key={`${found.template.id}-${found.template.version}`} found={found} self={self} onEdit={() => setEditing({ from: found })} />
      ))}
      <section aria-labelledby="built-in">
        <h2 id="built-in" className="section-title">
          {t("With Chartwell")}
        </h2>
        <ul className="plain-list">
          {built.map(({ id, name, sections }) => (
            <li key={id}>
              <strong>{name}</strong> <span className="quiet">{sections.map(({ title }) => title).join(" · ")}</span>
            </li>
          ))}
        </ul>
      </section>
      {editing !== null && <TemplateDialog from={editing.from} onClose={() => setEditing(null)} />}
    </div>
  );
}

function OwnTemplate({ found, self, onEdit }: { readonly found: ClinicTemplate; readonly self: User; readonly onEdit: () => void }): ReactElement {
  const approve = useApproveTemplate();
  const retire = useRetireTemplate();
  const people = useUsers().data?.users ?? [];
  const { template, state, proposedBy, proposedAt, example } = found;
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.displayName ?? t("a colleague");
  const mayDecide = self.role !== "clinician";
  return (
    <section className="agreement" aria-label={template.name}>
      <h2 className="section-title">
        {template.name}{" "}
        {state === "approved" ? (
          <Badge tone="done">{t("In use, version {template}", { template: String(template.version) })}</Badge>
        ) : (
          <Badge tone="caution">{t("Waits for approval")}</Badge>
        )}
      </h2>
      <FailureNotice error={approve.error ?? retire.error} />
      <ol className="plain-list">
        {template.sections.map(({ id, title, guidance }) => (
          <li key={id}>
            <strong>{title}</strong> <span className="quiet">{guidance}</span>
          </li>
        ))}
      </ol>
      <p className="quiet">
        {t("{describeStyle} {note} Written by {nameOf}, {proposedAt}{approvedBy}.", {
          describeStyle: describeStyle(template.style),
          note: example === "" ? t("No example.") : t("With an example note."),
          nameOf: nameOf(proposedBy),
          proposedAt: formatMoment(proposedAt),
          approvedBy: found.approvedBy === null ? "" : t("; approved by {nameOf}", { nameOf: nameOf(found.approvedBy) }),
        })}
      </p>
      <div className="row-actions">
        {state === "proposed" && mayDecide && proposedBy !== self.id && (
          <Button variant="primary" busy={approve.isPending} onPress={() => approve.mutate({ templateId: template.id })}>
            {t("Approve")}
          </Button>
        )}
        <Button variant="quiet" onPress={onEdit}>
          {t("Change")}
        </Button>
        {mayDecide && (
          <Button variant="quiet" busy={retire.isPending} onPress={() => retire.mutate({ templateId: template.id })}>
            {t("Take out of use")}
          </Button>
        )}
      </div>
    </section>
  );
}
