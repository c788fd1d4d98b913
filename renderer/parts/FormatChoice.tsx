import type { ReactElement } from "react";
import type { ExportFormat } from "../../shared/domain/export.ts";
import { Checkbox, Notice, RadioCards } from "../ui/index.ts";
import { formatWords } from "../words/index.ts";
import { t } from "../words/language.ts";
import { PolicyMark } from "./PolicyMark.tsx";

interface FormatChoiceProps {
  readonly formats: readonly ExportFormat[];
  readonly format: ExportFormat;
  readonly onFormat: (format: ExportFormat) => void;
  readonly warned: boolean;
  readonly onWarned: (warned: boolean) => void;
}

/** How a package is closed; in the clear only after the warning, which goes on record. */
export function FormatChoice({ formats, format, onFormat, warned, onWarned }: FormatChoiceProps): ReactElement {
  return (
    <>
      <RadioCards
        label={t("How it is closed")}
        value={format}
        onChange={(chosen) => onFormat(chosen as ExportFormat)}
        options={formats.map((id) => ({ id, ...formatWords[id] }))}
      />
      <PolicyMark settings={["exportFormats"]} />
      {format === "plain" && (
        <Notice tone="caution" title={t("Tell the patient first")}>
          <Checkbox isSelected={warned} onChange={onWarned}>
            {t(
              "The patient was told that an unencrypted copy can be read by whoever finds it, and asked for it all the same. This goes on record under my name.",
            )}
          </Checkbox>
        </Notice>
      )}
    </>
  );
}
