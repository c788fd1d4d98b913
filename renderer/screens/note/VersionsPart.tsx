import { diffWords } from "diff";
import { type ReactNode, useState } from "react";
import type { Note, Section } from "../../../shared/domain/note.ts";
import type { NoteVersion } from "../../../shared/domain/note-standing.ts";
import { useVersion, useVersions } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, Notice } from "../../ui/index.ts";
import { formatMoment } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const reasonWords: Readonly<Record<NoteVersion["reason"], string>> = {
  pause: t("before work went on"),
  redrafted: t("before it was drafted again"),
  submitted: t("as handed in"),
  "carried-forward": t("before sentences were carried forward"),
  away: t("before what was written away from the host"),
};

/** Earlier states of the note; each opens to be read, or compared with the note of today. */
export function VersionsPart({ note }: { readonly note: Note }): ReactNode {
  const { data, error } = useVersions(note.id, true);
  const [opened, setOpened] = useState<NoteVersion | null>(null);
  if (error !== null) return <FailureNotice error={error} />;
  const versions = data?.versions ?? [];
  return (
    <section aria-labelledby="versions-heading">
      <h3 id="versions-heading" className="panel-heading">
        {t("Earlier versions")}
      </h3>
      {versions.length === 0 && (
        <p className="quiet">{t("None yet. A version is kept when work is picked up again, and before a section is drafted anew.")}</p>
      )}
      <ul className="version-list">
        {versions.map((version) => (
          <li key={version.revision}>
            <button type="button" className="note-link" onClick={() => setOpened(version)}>
              {formatMoment(version.savedAt)}
            </button>
            <span className="quiet"> {reasonWords[version.reason]}</span>
          </li>
        ))}
      </ul>
      {opened !== null && <VersionDialog note={note} version={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

function VersionDialog({ note, version, onClose }: { readonly note: Note; readonly version: NoteVersion; readonly onClose: () => void }): ReactNode {
  const { data, error } = useVersion(note.id, version.revision);
  const [compared, setCompared] = useState(true);
  return (
    <Dialog
      title={t("Version of {version}", { version: formatMoment(version.savedAt) })}
      size="wide"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={() => setCompared(!compared)}>
            {compared ? t("Show it as it was") : t("Compare with today")}
          </Button>
          <Button onPress={onClose}>{t("Close")}</Button>
        </>
      }
    >
      <Notice tone="info" title={t("An earlier version, to be read only")}>
        {compared ? t("Struck words were taken out since; underlined words came in.") : t("This is how the note stood then.")}
      </Notice>
      {error !== null && <FailureNotice error={error} />}
      {data?.sections.map((section) => (
        <section key={section.id} className="note-section">
          <h3>{section.title}</h3>
          <p className="version-text">
            {compared ? <Compared before={section} after={note.sections.find(({ id }) => id === section.id)} /> : join(section)}
          </p>
        </section>
      ))}
    </Dialog>
  );
}

function Compared({ before, after }: { readonly before: Section; readonly after: Section | undefined }): ReactNode {
  let at = 0;
  return diffWords(join(before), after === undefined ? "" : join(after)).map((part) => {
    at += part.value.length;
    if (part.added) return <ins key={`+${at}`}>{part.value}</ins>;
    return part.removed ? <del key={`-${at}`}>{part.value}</del> : part.value;
  });
}

function join(section: Section): string {
  return section.sentences.map(({ text }) => text).join(" ");
}
