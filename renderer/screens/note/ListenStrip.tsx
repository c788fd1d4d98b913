import { type ReactElement, useEffect, useEffectEvent, useRef, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { SoundLine } from "../../../shared/domain/sound.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { AskError, useConfirmTranscript, useSoundOf } from "../../api/index.ts";
import { FailureNotice, usePlayer } from "../../parts/index.ts";
import { Badge, Button, Dialog } from "../../ui/index.ts";
import { soundScreenWords as say } from "../../words/index.ts";
import { LineCorrection } from "./LineCorrection.tsx";
import { belongsToFocus } from "./use-note-keys.ts";

interface ListenProps {
  readonly encounterId: EncounterId;
  readonly turns: readonly Turn[];
  readonly selectedLine: number | null;
  readonly isReadOnly: boolean;
  readonly onSelectLine: (line: number) => void;
}

/** A breath before and after a line, so that its first and last sound is heard. */
const breathMs = 150;

/** The session's sound beside its transcript: a chosen line is played, doubtful ones are pointed out. */
export function ListenStrip(props: ListenProps): ReactElement | null {
  const { data } = useSoundOf(props.encounterId);
  if (data === undefined || data === null) return null;
  if (data.recording.state === "destroyed") return <p className="listen-strip">{say.gone}</p>;
  return <Listening {...props} recordingId={data.recording.id} lines={data.lines} />;
}

function Listening(props: ListenProps & { recordingId: Parameters<typeof usePlayer>[0]; lines: readonly SoundLine[] }): ReactElement {
  const { encounterId, turns, lines, selectedLine, isReadOnly, onSelectLine, recordingId } = props;
  const [error, setError] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const player = usePlayer(recordingId, setError);
  const following = useRef<number | null>(null);
  const chosen = lines.find(({ line }) => line === selectedLine);
  const turn = turns.find(({ line }) => line === selectedLine);
  const toCheck = lines.filter(({ marks, suggestions }) => marks.length > 0 || suggestions.length > 0);
  const play = useRef(player.play);
  useEffect(() => {
    play.current = player.play;
  });
  useEffect(() => {
    // A line reached by playing on is heard already.
    if (chosen === undefined || following.current === chosen.line) return;
    following.current = null;
    play.current(Math.max(0, chosen.startMs - breathMs), chosen.endMs + breathMs);
  }, [chosen]);
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "p" || chosen === undefined || event.ctrlKey || event.altKey || event.metaKey || belongsToFocus(event)) return;
    event.preventDefault();
    if (player.isPlaying) player.stop();
    else playLine(chosen);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  function playLine({ startMs, endMs }: SoundLine): void {
    player.play(Math.max(0, startMs - breathMs), endMs + breathMs);
  }

  function playOn(from: SoundLine): void {
    const next = lines.find(({ line }) => line > from.line);
    player.play(from.startMs, next?.startMs ?? from.endMs + breathMs, () => {
      if (next === undefined) return;
      following.current = next.line;
      onSelectLine(next.line);
      playOn(next);
    });
  }

  function goToNext(): void {
    const next = toCheck.find(({ line }) => line > (selectedLine ?? 0)) ?? toCheck[0];
    if (next !== undefined) onSelectLine(next.line);
  }

  return (
    <section className="listen-strip" aria-label={say.listen}>
      <div className="listen-acts">
        {chosen === undefined ? <span>{say.chooseLine}</span> : <Button onPress={() => playLine(chosen)}>{say.play(chosen.line)}</Button>}
        {chosen !== undefined && (
          <Button variant="quiet" onPress={() => playOn(chosen)}>
            {say.playOn}
          </Button>
        )}
        {player.isPlaying && (
          <Button variant="quiet" onPress={player.stop}>
            {say.stopPlaying}
          </Button>
        )}
        {toCheck.length > 0 && (
          <Button variant="quiet" onPress={goToNext}>
            {say.toCheck(toCheck.length)}
          </Button>
        )}
        {!isReadOnly && (
          <Button variant="quiet" onPress={() => setAsking(true)}>
            {say.confirm}
          </Button>
        )}
      </div>
      {error instanceof AskError && <FailureNotice error={error} />}
      {chosen?.marks.map((mark) => (
        <Badge key={mark} tone="caution">
          {say.marks[mark]}
        </Badge>
      ))}
      {chosen !== undefined && turn !== undefined && !isReadOnly && (
        <LineCorrection key={turn.line} encounterId={encounterId} turn={turn} said={chosen} />
      )}
      {asking && <ConfirmDialog encounterId={encounterId} onClose={() => setAsking(false)} />}
    </section>
  );
}

function ConfirmDialog({ encounterId, onClose }: { readonly encounterId: EncounterId; readonly onClose: () => void }): ReactElement {
  const confirm = useConfirmTranscript();
  const footer = (
    <>
      <Button variant="primary" busy={confirm.isPending} onPress={() => confirm.mutate({ encounterId }, { onSuccess: onClose })}>
        {say.confirmYes}
      </Button>
      <Button variant="quiet" onPress={onClose}>
        {say.notYet}
      </Button>
    </>
  );
  return (
    <Dialog title={say.confirmTitle} isOpen onClose={onClose} footer={footer}>
      {say.confirmBody}
    </Dialog>
  );
}
