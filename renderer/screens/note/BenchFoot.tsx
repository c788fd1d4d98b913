import type { ReactNode } from "react";
import { Button, KeyHint } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

export interface BenchFootProps {
  readonly unresolved: number;
  readonly hasSelection: boolean;
  readonly canUndo: boolean;
  readonly onNext: () => void;
  readonly onJump: () => void;
  readonly onAccept: () => void;
  readonly onUndo: () => void;
  readonly onKeys: () => void;
  readonly onSign: () => void;
}

/** The foot of a draft: what still needs a person, the keys that settle it, and the way on. */
export function BenchFoot(props: BenchFootProps): ReactNode {
  const { unresolved } = props;
  return (
    <>
      <strong className="note-left-to-do" data-waits={unresolved > 0 || undefined}>
        {unresolved === 0
          ? t("Every sentence is settled")
          : t("{unresolved} {need} you", { unresolved, need: unresolved === 1 ? t("sentence needs") : t("sentences need") })}
      </strong>
      <Button variant="quiet" isDisabled={unresolved === 0} onPress={props.onNext}>
        {t("Next")} <KeyHint keys="N" />
      </Button>
      <span className="note-foot-key">
        <Button variant="quiet" isDisabled={!props.hasSelection} onPress={props.onJump}>
          {t("Jump to source")} <KeyHint keys="S" />
        </Button>
        <Button variant="quiet" isDisabled={!props.hasSelection} onPress={props.onAccept}>
          {t("Accept")} <KeyHint keys="A" />
        </Button>
      </span>
      {props.canUndo && (
        <Button variant="quiet" onPress={props.onUndo}>
          {t("Undo")} <KeyHint keys="Z" />
        </Button>
      )}
      <Button variant="quiet" onPress={props.onKeys}>
        {t("Keys")} <KeyHint keys="?" />
      </Button>
      <span className="note-foot-gap" />
      <Button variant="primary" onPress={props.onSign}>
        {t("Review and sign")}
      </Button>
    </>
  );
}
