import type { ReactElement } from "react";

/**
 * The product's mark: a bound ledger, its label ruled in two columns, one line underlined the way a
 * sentence is when somebody said it, and a ribbon that keeps the place. Drawn on a 40-unit grid so
 * that every stroke falls on a whole pixel at 20, 40 and 80.
 */
export function LedgerMark({ size }: { readonly size?: number | undefined }): ReactElement {
  const side = size ?? 28;
  return (
    <svg className="ui-mark" viewBox="0 0 40 40" width={side} height={side} aria-hidden="true" focusable="false">
      <path d="M25 33h5v7l-2.5-2.2L25 40z" fill="var(--refused-mark)" />
      <path d="M8 2h23a3 3 0 0 1 3 3v28a3 3 0 0 1-3 3H8a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z" fill="var(--mark-cover)" />
      <path d="M6 8h6M6 11h6M6 27h6M6 30h6" stroke="var(--mark-label)" strokeWidth="1" opacity="0.72" />
      <path d="M12 2v34" stroke="var(--mark-label)" strokeWidth="1" opacity="0.4" />
      <path d="M16 8h14v18H16z" fill="var(--mark-label)" />
      <path d="M18 12h7M18 22h7" stroke="var(--mark-cover)" strokeWidth="1.4" />
      <path d="M18 16h7" stroke="var(--mark-cover)" strokeWidth="1.4" />
      <path d="M18 18.6h7" stroke="var(--said-mark)" strokeWidth="1.8" />
      <path d="M26.7 8v18" stroke="var(--mark-cover)" strokeWidth="0.8" opacity="0.7" />
    </svg>
  );
}

/** The mark with the name beside it. */
export function NamePlate({ size }: { readonly size?: "plain" | "large" | undefined }): ReactElement {
  const isLarge = size === "large";
  return (
    <span className="ui-plate" data-size={size ?? "plain"}>
      <LedgerMark size={isLarge ? 48 : 28} />
      <span className="ui-plate-name">Chartwell</span>
    </span>
  );
}
