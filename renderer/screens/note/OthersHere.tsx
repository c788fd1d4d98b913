import type { ReactNode } from "react";
import type { UserId } from "../../../shared/domain/ids.ts";
import type { Present } from "../../../shared/domain/presence.ts";
import { Button, Notice } from "../../ui/index.ts";
import { formatTime } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** Whoever else holds the pen; null when nobody does, or the person themselves at another window. */
export function findWriter(present: readonly Present[], self: UserId): Present | null {
  return present.find(({ writes, userId }) => writes && userId !== self) ?? null;
}

interface OthersProps {
  readonly present: readonly Present[];
  readonly writer: Present | null;
  readonly onTake: () => void;
}

/** Who else has this note open: one writes, the others read until they take the pen. */
export function OthersHere({ present, writer, onTake }: OthersProps): ReactNode {
  const readers = present.filter(({ isSelf, userId }) => !isSelf && userId !== writer?.userId).map(({ displayName }) => displayName);
  if (writer !== null)
    return (
      <Notice
        tone="info"
        title={t("{name} is writing in this note since {time}", { name: writer.displayName, time: formatTime(writer.since) })}
        action={
          <Button variant="quiet" onPress={onTake}>
            {t("Write here instead")}
          </Button>
        }
      >
        {t("You see what is kept, as it is kept.")}
      </Notice>
    );
  if (readers.length === 0) return null;
  return <Notice tone="info" title={t("Reading along: {names}", { names: [...new Set(readers)].join(", ") })} />;
}
