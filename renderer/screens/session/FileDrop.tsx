import { type DragEvent, type ReactElement, useState } from "react";
import { ProgressLine } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** A place to choose or drop one file. */
export function FileDrop({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => void }): ReactElement {
  const [over, setOver] = useState(false);
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onFile(file);
  }
  if (busy) return <ProgressLine label={t("Reading the transcript")} />;
  return (
    <label
      className="drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{t("Choose a transcript, or drop it here")}</strong>
      <span className="quiet">{t("TXT, VTT, SRT, DOCX or JSON, up to 10 MB")}</span>
      <input
        type="file"
        aria-label={t("Choose a transcript")}
        accept=".txt,.vtt,.srt,.docx,.json,text/plain"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          event.target.value = "";
        }}
      />
    </label>
  );
}
