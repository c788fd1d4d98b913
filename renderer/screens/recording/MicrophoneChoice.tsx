import { type ReactElement, useEffect, useState } from "react";
import { type Microphone, systemAudioId } from "../../../shared/domain/sound.ts";
import { AskError, useMicrophones } from "../../api/index.ts";
import { Button, Notice, RadioCards, SelectField } from "../../ui/index.ts";
import { soundScreenWords as say, wordsFor } from "../../words/index.ts";
import { TriedMicrophones } from "./TriedMicrophones.tsx";

interface ChoiceProps {
  readonly busy: boolean;
  readonly onChange: (ids: readonly string[]) => void;
  readonly onBegin: (ids: readonly string[]) => void;
}

type Kind = "one" | "two" | "video";
/** The system's own choice, whichever it is at the moment. */
const usualId = "default";

/** What was chosen last: whoever records one session after another chooses once. */
let last: { readonly kind: Kind; readonly first: string | null; readonly second: string | null } = { kind: "one", first: null, second: null };

/** Which microphones hear the session: one for the room, one for each person, or this computer's own sound for the far side. */
export function MicrophoneChoice({ busy, onChange, onBegin }: ChoiceProps): ReactElement {
  const { data, error, isFetching, isPending, refetch } = useMicrophones();
  const [kind, setKind] = useState<Kind>(last.kind);
  const [first, setFirst] = useState<string | null>(last.first);
  const [second, setSecond] = useState<string | null>(last.second);
  const all = data?.microphones ?? [];
  const options = listOptions(all, kind);
  const givesOwnSound = all.some(({ id }) => id === systemAudioId);
  const offered = (id: string | null) => (options.some((option) => option.id === id) ? id : null);
  const yours = offered(first) ?? options[0]?.id ?? null;
  const theirs = kind === "video" ? systemAudioId : (offered(second) ?? options.find(({ id }) => id !== yours)?.id ?? null);
  const chosen = kind === "one" ? [yours] : [yours, theirs];
  const ids = chosen.every((id) => id !== null) && new Set(chosen).size === chosen.length ? (chosen as string[]) : [];
  const key = ids.join("\n");
  useEffect(() => onChange(key === "" ? [] : key.split("\n")), [key, onChange]);
  useEffect(() => {
    last = { kind, first, second };
  }, [kind, first, second]);

  if (!isFetching && data !== undefined && options.length === 0) {
    const words = wordsFor(error instanceof AskError ? error.code : "sound.no-microphone");
    const again = <Button onPress={() => void refetch()}>{say.lookAgain}</Button>;
    return (
      <Notice tone="caution" title={words.title} action={again}>
        {words.body} {words.next}
      </Notice>
    );
  }
  return (
    <section className="recording-set-up" aria-label={say.setUp}>
      <RadioCards
        label={say.howMany}
        options={[
          { id: "one", label: say.one, description: say.oneHint },
          { id: "two", label: say.two, description: say.twoHint },
          ...(givesOwnSound ? [{ id: "video", label: say.video, description: say.videoHint }] : []),
        ]}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
      />
      {data !== undefined && !givesOwnSound && <p className="quiet">{say.noOwnSound}</p>}
      <SelectField label={kind === "one" ? say.room : say.yours} options={options} value={yours} onChange={setFirst} isDisabled={isPending} />
      {kind === "two" && <SelectField label={say.theirs} options={options} value={theirs} onChange={setSecond} isDisabled={isPending} />}
      {kind === "two" && ids.length === 0 && !isPending && <p className="quiet">{say.differ}</p>}
      {ids.length > 0 && !busy && <TriedMicrophones key={key} ids={ids} />}
      <div className="form-foot">
        <Button variant="primary" busy={busy} isDisabled={ids.length === 0} onPress={() => onBegin(ids)}>
          {say.begin}
        </Button>
      </div>
    </section>
  );
}

/** The system's own choice is one of the others under another name: two persons are not told apart by it. */
function listOptions(all: readonly Microphone[], kind: Kind): { id: string; label: string }[] {
  const heard = all.filter(({ id }) => id !== systemAudioId);
  const named = heard.filter(({ id }) => id !== usualId);
  return (kind === "two" && named.length > 0 ? named : heard).map(({ id, label }) => ({ id, label }));
}
