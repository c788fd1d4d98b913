import { type ReactNode, useEffect, useState } from "react";
import { t } from "../../words/language.ts";
import { ChoiceBar } from "./ChoiceBar.tsx";
import { listenForPane, type Pane } from "./reveal.ts";
import "./note.css";

export interface NoteLayoutProps {
  /** The line under the patient banner: when, what kind, who drafted. */
  readonly head: ReactNode;
  readonly left: ReactNode;
  readonly middle: ReactNode;
  /** The right column; null when it is closed. */
  readonly right: ReactNode | null;
  readonly foot: ReactNode;
  /** What happened last, spoken to people who hear the page. */
  readonly said: string;
}

/**
 * The three columns between a head line and a foot line; every state of the workspace stands in it.
 * Where there is no room for three, one is shown, and a jump brings up the one it leads to.
 */
export function NoteLayout({ head, left, middle, right, foot, said }: NoteLayoutProps): ReactNode {
  const [pane, setPane] = useState<Pane>("note");
  useEffect(() => listenForPane(setPane), []);
  return (
    <div className="note-workspace" data-panel={right === null ? "closed" : "open"} data-pane={right === null && pane === "panel" ? "note" : pane}>
      <div className="note-head">{head}</div>
      <div className="note-panes">
        <ChoiceBar
          label={t("Part shown")}
          choices={[
            { id: "transcript", words: t("Transcript") },
            { id: "note", words: t("Note") },
            ...(right === null ? [] : [{ id: "panel" as const, words: t("Checks and history") }]),
          ]}
          value={pane}
          onChange={setPane}
        />
      </div>
      <div className="note-columns">
        {left}
        {middle}
        {right !== null && (
          <aside className="note-column note-panel" aria-label={t("Privacy, checks and history")} data-own-arrows>
            {right}
          </aside>
        )}
      </div>
      <div className="note-foot" role="group" aria-label={t("What to do next")}>
        {foot}
      </div>
      <p className="note-hidden" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
