import { type ReactElement, useState } from "react";
import { formatCount } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const largestBytes = 10 * 1024 * 1024;

interface DocumentFieldProps {
  readonly document: Uint8Array | null;
  readonly onChoose: (bytes: Uint8Array<ArrayBuffer> | null) => void;
}

/** The signed document, kept sealed in the record; its name is never looked at. */
export function DocumentField({ document, onChoose }: DocumentFieldProps): ReactElement {
  const [tooLarge, setTooLarge] = useState(false);
  async function choose(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setTooLarge(file.size > largestBytes);
    onChoose(file.size > largestBytes ? null : new Uint8Array(await file.arrayBuffer()));
  }
  return (
    <label className="drop">
      <strong>
        {document === null ? t("Add the signed document") : t("Signed document, {document} bytes", { document: formatCount(document.byteLength) })}
      </strong>
      <span className="quiet">{tooLarge ? t("That file is over 10 MB.") : t("A sealed copy is kept with its SHA-256. Optional.")}</span>
      <input type="file" aria-label={t("Signed document")} accept=".pdf,.png,.jpg,.tif" onChange={(event) => void choose(event.target.files?.[0])} />
    </label>
  );
}
