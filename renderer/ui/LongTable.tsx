import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import type { Column } from "./DataTable.tsx";

export interface LongTableProps<R> {
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly empty: ReactNode;
  readonly label: string;
  /** Asked for more when the end comes near. */
  readonly onNearEnd?: (() => void) | undefined;
}

const rowHeight = 37;
const ahead = 12;

/**
 * A table that may be as long as it likes: only the rows in view are in the page, and more are asked
 * for as the end comes near. It stays a real table; the rows say their place among all of them.
 */
export function LongTable<R>({ columns, rows, rowKey, empty, label, onNearEnd }: LongTableProps<R>): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => frame.current, estimateSize: () => rowHeight, overscan: ahead });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - ahead) onNearEnd?.();
  }, [last, rows.length, onNearEnd]);
  if (rows.length === 0) return <>{empty}</>;
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className="ui-table-frame ui-long-frame" role="group" aria-label={label} tabIndex={0} ref={frame}>
      <table className="ui-table" aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-numeric={column.numeric || undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} />
          {items.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <tr key={rowKey(row)} aria-rowindex={index + 2} data-index={index} ref={virtual.measureElement}>
                {columns.map((column) => (
                  <td key={column.id} data-numeric={column.numeric || undefined}>
                    {column.render(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Gap height={after} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of the rows that are out of view. */
function Gap({ height }: { readonly height: number }): ReactElement | null {
  return height <= 0 ? null : <tr style={{ blockSize: height }} />;
}
