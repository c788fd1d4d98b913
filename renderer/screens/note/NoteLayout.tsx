import type { ReactNode } from "react";
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

/** The three columns between a head line and a foot line; every state of the workspace stands in it. */
export function NoteLayout({ head, left, middle, right, foot, said }: NoteLayoutProps): ReactNode {
  return (
    <div className="note-workspace" data-panel={right === null ? "closed" : "open"}>
      <div className="note-head">{head}</div>
      <div className="note-columns">
        {left}
        {middle}
        {right !== null && (
          <aside className="note-column note-panel" aria-label="Privacy, checks and history" data-own-arrows>
            {right}
          </aside>
        )}
      </div>
      <div className="note-foot" role="group" aria-label="What to do next">
        {foot}
      </div>
      <p className="note-hidden" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
