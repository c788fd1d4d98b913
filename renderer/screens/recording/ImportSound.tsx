import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { AskError, keepSound } from "../../api/index.ts";
import { Checkbox, Notice, ProgressLine, TextField } from "../../ui/index.ts";
import { localDay, soundScreenWords as say, wordsFor } from "../../words/index.ts";
import { countChannels, readSoundFile, UnreadableSound } from "./read-sound-file.ts";

/** Takes in a sound file made elsewhere: decoded here, piece by piece, and sealed as it comes. */
export function ImportSound({ patientId, onDone }: { readonly patientId: PatientId; readonly onDone: () => void }): ReactElement {
  const [day, setDay] = useState(localDay(new Date()));
  const [starts, setStarts] = useState("");
  const [apart, setApart] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const [code, setCode] = useState<ErrorCode | null>(null);

  async function bring(file: File): Promise<void> {
    setCode(null);
    setDone(0);
    try {
      const channels = apart && (await countChannels(file)) === 2 ? 2 : 1;
      const startedAt = new Date(`${day}T${starts}`).toISOString();
      await keepSound({ patientId, channels, startedAt }, (append) =>
        readSoundFile(file, apart, async (sound, share) => {
          setDone(share);
          await append(sound);
        }),
      );
      onDone();
    } catch (error) {
      setCode(error instanceof AskError ? error.code : error instanceof UnreadableSound ? "sound.unreadable" : "app.unexpected");
    } finally {
      setDone(null);
    }
  }

  return (
    <section className="recording-set-up" aria-label={say.bring}>
      <h2 className="section-title">{say.bring}</h2>
      <div className="form-grid-short">
        <TextField label={say.day} type="date" value={day} onChange={setDay} />
        <TextField label={say.started} type="time" value={starts} onChange={setStarts} />
      </div>
      <Checkbox isSelected={apart} onChange={setApart}>
        {say.apart}
      </Checkbox>
      {done !== null && <ProgressLine label={say.bringing} value={done} />}
      {done === null && (day === "" || starts === "") && <p className="quiet">{say.whenFirst}</p>}
      {done === null && day !== "" && starts !== "" && (
        <label className="drop">
          <strong>{say.chooseFile}</strong>
          <span className="quiet">{say.kinds}</span>
          <input
            type="file"
            aria-label={say.chooseFile}
            accept="audio/*,.wav,.mp3,.m4a,.ogg,.opus,.flac,.webm"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) void bring(file);
              event.target.value = "";
            }}
          />
        </label>
      )}
      {code !== null && (
        <Notice tone="refused" title={wordsFor(code).title} code={code}>
          {wordsFor(code).body} {wordsFor(code).next}
        </Notice>
      )}
    </section>
  );
}
