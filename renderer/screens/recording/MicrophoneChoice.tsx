import { type ReactElement, useEffect, useState } from "react";
import { AskError, useMicrophones } from "../../api/index.ts";
import { Button, Notice, RadioCards, SelectField } from "../../ui/index.ts";
import { soundScreenWords as say, wordsFor } from "../../words/index.ts";

interface ChoiceProps {
  readonly busy: boolean;
  readonly onChange: (ids: readonly string[]) => void;
  readonly onBegin: (ids: readonly string[]) => void;
}

/** Which microphones hear the session: one for the room, or one for each person. */
export function MicrophoneChoice({ busy, onChange, onBegin }: ChoiceProps): ReactElement {
  const { data, error, isFetching, isPending, refetch } = useMicrophones();
  const [count, setCount] = useState<"one" | "two">("one");
  const [first, setFirst] = useState<string | null>(null);
  const [second, setSecond] = useState<string | null>(null);
  const options = (data?.microphones ?? []).map(({ id, label }) => ({ id, label }));
  const yours = first ?? options[0]?.id ?? null;
  const theirs = second ?? options.find(({ id }) => id !== yours)?.id ?? null;
  const chosen = count === "one" ? [yours] : [yours, theirs];
  const ids = chosen.every((id) => id !== null) && new Set(chosen).size === chosen.length ? (chosen as string[]) : [];
  const key = ids.join("\n");
  useEffect(() => onChange(key === "" ? [] : key.split("\n")), [key, onChange]);

  if (!isFetching && options.length === 0) {
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
        ]}
        value={count}
        onChange={(value) => setCount(value === "two" ? "two" : "one")}
      />
      <SelectField label={count === "one" ? say.room : say.yours} options={options} value={yours} onChange={setFirst} isDisabled={isPending} />
      {count === "two" && <SelectField label={say.theirs} options={options} value={theirs} onChange={setSecond} isDisabled={isPending} />}
      {count === "two" && ids.length === 0 && !isPending && <p className="quiet">{say.differ}</p>}
      <div className="form-foot">
        <Button variant="primary" busy={busy} isDisabled={ids.length === 0} onPress={() => onBegin(ids)}>
          {say.begin}
        </Button>
      </div>
    </section>
  );
}
