import { type ReactElement, useRef, useState } from "react";
import { type DateOrder, type IntakeField, intakeFields, type Mapping, type RowFault } from "../../../shared/domain/intake.ts";
import { useRunImport } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, DataTable, Notice, ProgressLine, SelectField } from "../../ui/index.ts";
import { formatCount, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { describeFault, fieldWords } from "./import-words.ts";

interface Table {
  readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[];
  readonly mapping: Mapping;
  readonly dateOrder: DateOrder;
}

interface Progress {
  readonly dryRun: boolean;
  readonly upTo: number;
  readonly taken: number;
  readonly faults: readonly RowFault[];
  readonly ended: boolean;
}

const slice = 200;
const shown = 200;
const required: ReadonlySet<IntakeField> = new Set(["familyName", "givenName", "bornOn", "mrn"]);
const orders = [
  { id: "year-first", label: t("Year first: 1970-01-31") },
  { id: "month-first", label: t("Month first: 01/31/1970") },
  { id: "day-first", label: t("Day first: 31/01/1970") },
];

/** Maps a table's columns, tries the rows without taking anybody, and takes them. */
export function ImportRows({ rows, table }: { readonly rows: number; readonly table: Table | null }): ReactElement {
  const [mapping, setMapping] = useState<Mapping>(table?.mapping ?? {});
  const [dateOrder, setDateOrder] = useState<DateOrder>(table?.dateOrder ?? "year-first");
  const [progress, setProgress] = useState<Progress | null>(null);
  const stopped = useRef(false);
  const run = useRunImport();
  const missing = table === null ? [] : [...required].filter((field) => mapping[field] === undefined);
  const busy = progress !== null && !progress.ended;

  async function go(dryRun: boolean): Promise<void> {
    stopped.current = false;
    let state: Progress = { dryRun, upTo: 0, taken: 0, faults: [], ended: false };
    setProgress(state);
    try {
      while (state.upTo < rows && !stopped.current) {
        const report = await run.mutateAsync({ mapping, dateOrder, from: state.upTo, count: slice, dryRun });
        state = { ...state, upTo: report.upTo, taken: state.taken + report.taken, faults: [...state.faults, ...report.faults] };
        setProgress(state);
      }
    } catch {
      // The notice below tells what happened; what was taken before it stays.
    }
    setProgress({ ...state, ended: true });
  }

  return (
    <section aria-label={t("Import")} className="form-stack">
      <h2 className="section-title">{formatSome(rows, t("row"))}</h2>
      {table !== null && (
        <div className="form-grid">
          {intakeFields.map((field) => (
            <SelectField
              key={field}
              label={fieldWords[field]}
              isDisabled={busy}
              value={String(mapping[field] ?? "none")}
              onChange={(column) => setMapping(column === "none" ? omit(mapping, field) : { ...mapping, [field]: Number(column) })}
              options={[
                { id: "none", label: required.has(field) ? t("Choose its column") : t("Not in the file") },
                ...table.columns.map(({ name, samples }, column) => ({
                  id: String(column),
                  label: name,
                  description: samples.filter(Boolean).join(", "),
                })),
              ]}
            />
          ))}
          <SelectField
            label={t("How dates are written")}
            isDisabled={busy}
            value={dateOrder}
            onChange={(order) => setDateOrder(order as DateOrder)}
            options={orders}
          />
        </div>
      )}
      <div className="form-foot">
        <Button variant="secondary" isDisabled={busy || missing.length > 0} onPress={() => void go(true)}>
          {t("Try it without taking anybody in")}
        </Button>
        <Button variant="primary" isDisabled={busy || progress?.dryRun !== true || progress.taken === 0} onPress={() => void go(false)}>
          {progress?.dryRun === true && progress.ended
            ? t("Take in {people}", { people: formatSome(progress.taken, t("patient")) })
            : t("Take them in")}
        </Button>
        {busy && (
          <Button
            variant="quiet"
            onPress={() => {
              stopped.current = true;
            }}
          >
            {t("Stop")}
          </Button>
        )}
      </div>
      {missing.length > 0 && (
        <p className="quiet">{t("Still without a column: {fields}.", { fields: missing.map((field) => fieldWords[field]).join(", ") })}</p>
      )}
      {busy && (
        <ProgressLine label={t("{done} of {total}", { done: formatCount(progress.upTo), total: formatCount(rows) })} value={progress.upTo / rows} />
      )}
      <FailureNotice error={run.error} />
      {progress?.ended === true && <Report progress={progress} />}
    </section>
  );
}

function Report({ progress: { dryRun, taken, faults } }: { readonly progress: Progress }): ReactElement {
  const people = formatSome(taken, t("patient"));
  return (
    <>
      <Notice
        tone={faults.length > 0 ? "caution" : "done"}
        title={dryRun ? t("Would be taken in: {people}.", { people }) : t("Taken in: {people}.", { people })}
      >
        {faults.length > 0 &&
          t("Not taken: {rows}. Put them right in the file and bring it again; who is here already is not taken twice.", {
            rows: formatSome(faults.length, t("row")),
          })}
      </Notice>
      {faults.length > 0 && (
        <DataTable
          label={t("Rows not taken")}
          rows={faults.slice(0, shown)}
          rowKey={(fault) => String(fault.row)}
          empty={null}
          columns={[
            { id: "row", header: t("Row"), numeric: true, render: (fault) => formatCount(fault.row) },
            { id: "why", header: t("Why"), render: describeFault },
          ]}
        />
      )}
      {faults.length > shown && <p className="quiet">{t("The first {count} are shown.", { count: formatCount(shown) })}</p>}
    </>
  );
}

function omit(mapping: Mapping, field: IntakeField): Mapping {
  const { [field]: _gone, ...rest } = mapping;
  return rest;
}
