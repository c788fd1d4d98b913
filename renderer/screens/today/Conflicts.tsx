import { type ReactElement, useState } from "react";
import type { ConflictId } from "../../../shared/domain/ids.ts";
import type { Section } from "../../../shared/domain/note.ts";
import { useConflict, useConflicts, useSettleConflict } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, Notice, ProgressLine } from "../../ui/index.ts";
import { formatMoment, formatTime } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** Notes this person wrote while the host was away and somebody else changed meanwhile: each waits to be compared. */
export function Conflicts(): ReactElement | null {
  const conflicts = useConflicts(true).data?.conflicts ?? [];
  const [open, setOpen] = useState<ConflictId | null>(null);
  if (conflicts.length === 0) return null;
  return (
    <section aria-label={t("Written in two places")}>
      <h2 className="section-title">{t("Written in two places")}</h2>
      <ul className="work-list">
        {conflicts.map((conflict) => (
          <li key={conflict.id} className="work-row">
            <div>
              <p className="work-who">{conflict.patientName}</p>
              <p className="work-when">
                {t("You wrote one version on {moment}, while the host was away.", { moment: formatMoment(conflict.madeAt) })}
              </p>
            </div>
            <Button onPress={() => setOpen(conflict.id)}>{t("Compare")}</Button>
          </li>
        ))}
      </ul>
      {open !== null && <CompareDialog conflictId={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function CompareDialog({ conflictId, onClose }: { readonly conflictId: ConflictId; readonly onClose: () => void }): ReactElement {
  const { data, error } = useConflict(conflictId);
  const settle = useSettleConflict();
  const isSigned = data?.note.state === "signed";
  const choose = (choice: "record" | "away") => {
    if (data !== undefined) settle.mutate({ conflictId, choice, revision: data.note.revision }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t("Two versions of one note")}
      size="full"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button
            variant={isSigned ? "primary" : "secondary"}
            busy={settle.isPending}
            isDisabled={data === undefined}
            onPress={() => choose("record")}
          >
            {t("Keep the record's version")}
          </Button>
          {!isSigned && (
            <Button variant="primary" busy={settle.isPending} isDisabled={data === undefined} onPress={() => choose("away")}>
              {t("Put mine in its place")}
            </Button>
          )}
        </>
      }
    >
      <p>{t("Whichever you choose, the other stays under History.")}</p>
      {isSigned && (
        <Notice tone="caution" title={t("The note was signed meanwhile")}>
          {t("A signed note stays as it is. What is missing from it can be added as an addendum.")}
        </Notice>
      )}
      <FailureNotice error={error ?? settle.error} />
      {data === undefined ? (
        error === null && <ProgressLine label={t("Opening both versions")} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        <div className="two-versions" role="group" aria-label={t("Both versions")} tabIndex={0}>
          <Version
            title={t("In the record, saved {time}", { time: formatTime(data.note.savedAt) })}
            sections={data.note.sections}
            others={data.away}
          />
          <Version title={t("Yours, written {time}", { time: formatTime(data.conflict.madeAt) })} sections={data.away} others={data.note.sections} />
        </div>
      )}
    </Dialog>
  );
}

/** One version; a sentence that the other does not have is marked, with a word beside the colour. */
function Version(props: { readonly title: string; readonly sections: readonly Section[]; readonly others: readonly Section[] }): ReactElement {
  const known = new Set(props.others.flatMap(({ sentences }) => sentences.map(({ text }) => text)));
  return (
    <article className="paper">
      <h3>{props.title}</h3>
      {props.sections.map((section) => (
        <section key={section.id}>
          <h4>{section.title}</h4>
          {section.sentences.map(({ key, text }) => (
            <p key={key} className={known.has(text) ? undefined : "only-here"}>
              {!known.has(text) && <span className="only-here-mark">{t("Only here")}</span>} {text}
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}
