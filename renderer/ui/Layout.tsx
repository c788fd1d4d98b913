import { type ReactElement, type ReactNode, useEffect, useRef } from "react";

type Gap = 1 | 2 | 3 | 4 | 5 | 6;

/** Things under one another. */
export function Stack({ gap, children }: { readonly gap?: Gap | undefined; readonly children: ReactNode }): ReactElement {
  return (
    <div className="ui-stack" data-gap={gap ?? 4}>
      {children}
    </div>
  );
}

export interface RowProps {
  readonly gap?: Gap | undefined;
  readonly align?: "start" | "center" | "end" | "baseline" | undefined;
  readonly justify?: "start" | "between" | "end" | undefined;
  readonly children: ReactNode;
}

/** Things beside one another, wrapping where the window is narrow. */
export function Row({ gap, align, justify, children }: RowProps): ReactElement {
  return (
    <div className="ui-row" data-gap={gap ?? 3} data-align={align ?? "center"} data-justify={justify ?? "start"}>
      {children}
    </div>
  );
}

export interface PanelProps {
  readonly title?: string | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a screen, set off by a hairline and space. */
export function Panel({ title, actions, children }: PanelProps): ReactElement {
  return (
    <section className="ui-panel" {...(title === undefined ? {} : { "aria-label": title })}>
      {title === undefined ? null : (
        <div className="ui-panel-head">
          <h2>{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

/** The heading of a screen. It takes the focus when the screen appears, so that it is spoken. */
export function ScreenTitle({ children, lead }: { readonly children: ReactNode; readonly lead?: ReactNode }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="ui-title">
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {lead === undefined || lead === null ? null : <p>{lead}</p>}
    </div>
  );
}

export interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing here yet: why, and what would bring the first thing. */
export function EmptyState({ title, children, action }: EmptyStateProps): ReactElement {
  return (
    <div className="ui-empty">
      <span className="ui-empty-rule" aria-hidden="true" />
      <p className="ui-empty-title">{title}</p>
      {children === undefined || children === null ? null : <p>{children}</p>}
      {action}
    </div>
  );
}

/** The keys that do the same, as "Ctrl+K". */
export function KeyHint({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className="ui-keys" aria-hidden="true">
      {keys.split("+").map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
