import { Ban, Check, Circle, Info, Quote, TriangleAlert } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { t } from "../words/language.ts";

export type NoticeTone = "info" | "said" | "caution" | "refused" | "done";
export type BadgeTone = "neutral" | "said" | "caution" | "refused" | "done";

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** For the person on the telephone; never instead of words. */
  readonly code?: string | undefined;
}

/** What happened and what to do next. Refusals interrupt a screen reader; the rest wait their turn. */
export function Notice({ tone, title, children, action, code }: NoticeProps): ReactElement {
  return (
    <div className="ui-notice" data-tone={tone} role={tone === "refused" ? "alert" : "status"}>
      <Sign tone={tone} size={16} />
      <div className="ui-notice-words">
        <p className="ui-notice-title">{title}</p>
        {children === undefined || children === null ? null : <div>{children}</div>}
        {action === undefined || action === null ? null : <div className="ui-notice-action">{action}</div>}
        {code === undefined ? null : <p className="ui-notice-code">{t("Support code: {code}", { code })}</p>}
      </div>
    </div>
  );
}

/** A state in one or two words, with a shape so that colour is never alone. */
export function Badge({ tone, children }: { readonly tone: BadgeTone; readonly children: ReactNode }): ReactElement {
  return (
    <span className="ui-badge" data-tone={tone}>
      <Sign tone={tone} size={12} />
      {children}
    </span>
  );
}

const signs = { info: Info, neutral: Circle, said: Quote, caution: TriangleAlert, refused: Ban, done: Check } as const;

function Sign({ tone, size }: { readonly tone: NoticeTone | BadgeTone; readonly size: number }): ReactElement {
  const Shape = signs[tone];
  return <Shape size={size} strokeWidth={2.25} aria-hidden="true" />;
}
