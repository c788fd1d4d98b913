import type { MouseEvent, ReactElement, ReactNode } from "react";
import { t } from "../words/language.ts";

export interface Column<R> {
  readonly id: string;
  readonly header: string;
  readonly numeric?: boolean | undefined;
  readonly render: (row: R) => ReactNode;
}

export interface DataTableProps<R> {
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  /** Opens a row: by its first cell for the keyboard, anywhere on it for the mouse. */
  readonly onRowAction?: ((row: R) => void) | undefined;
  readonly empty: ReactNode;
  readonly label?: string | undefined;
}

/** So many columns have no room side by side in a narrow window; there each row stands as a short list, its headers beside it. */
const wideFrom = 5;

/** A real table, so that a screen reader can walk it by row and column. */
export function DataTable<R>({ columns, rows, rowKey, onRowAction, empty, label }: DataTableProps<R>): ReactElement {
  if (rows.length === 0) return <>{empty}</>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className="ui-table-frame" role="group" aria-label={label ?? t("Table")} tabIndex={0}>
      <table className="ui-table" data-wide={columns.length >= wideFrom || undefined} aria-label={label ?? t("Table")}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-numeric={column.numeric || undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)} row={row} columns={columns} onRowAction={onRowAction} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableRow<R>({ row, columns, onRowAction }: Pick<DataTableProps<R>, "columns" | "onRowAction"> & { readonly row: R }): ReactElement {
  if (onRowAction === undefined) return <tr>{columns.map((column) => renderCell(column, column.render(row)))}</tr>;
  function openByMouse(event: MouseEvent): void {
    // A button inside the row does its own work.
    if (event.target instanceof Element && event.target.closest("button, a, input") === null) onRowAction?.(row);
  }
  return (
    // The first cell's button is the keyboard's way in.
    <tr data-pressable onClick={openByMouse}>
      {columns.map((column, index) =>
        renderCell(
          column,
          index > 0 ? (
            column.render(row)
          ) : (
            <button type="button" className="ui-row-opener" onClick={() => onRowAction(row)}>
              {column.render(row)}
            </button>
          ),
        ),
      )}
    </tr>
  );
}

function renderCell<R>(column: Column<R>, content: ReactNode): ReactElement {
  return (
    <td key={column.id} data-header={column.header} data-numeric={column.numeric || undefined}>
      {content}
    </td>
  );
}
