import { type ReactNode, useState } from "react";
import type { EncounterId, NoteId } from "../../../shared/domain/ids.ts";
import type { Section } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { useRedraftSection } from "../../api/index.ts";
import { RadioCards } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { type SendDecision, SendDialog } from "./SendDialog.tsx";

interface RedraftSectionProps {
  readonly noteId: NoteId;
  readonly encounterId: EncounterId;
  readonly templateId: string;
  readonly turns: readonly Turn[];
  readonly section: Pick<Section, "id" | "title">;
  /** Keeps what waits before anything is asked. */
  readonly settle: () => Promise<boolean>;
  readonly onDone: () => void;
}

type Wish = "again" | "shorter" | "longer";

/** Asks for one section again. What a person typed or accepted in it stays. */
export function RedraftSection({ noteId, encounterId, templateId, turns, section, settle, onDone }: RedraftSectionProps): ReactNode {
  const [wish, setWish] = useState<Wish>("again");
  const redraft = useRedraftSection();
  async function draft(decision: SendDecision, via: "device" | "vendor"): Promise<void> {
    if (await settle()) redraft.mutate({ ...decision, noteId, sectionId: section.id, wish, via }, { onSuccess: onDone });
  }
  return (
    <SendDialog
      title={t("Draft {title} again", { title: section.title })}
      actionLabel={t("Send and draft")}
      {...{ encounterId, templateId, turns }}
      busy={redraft.isPending}
      error={redraft.error}
      onClose={onDone}
      onSend={(decision) => void draft(decision, "vendor")}
      onDevice={(decision) => void draft(decision, "device")}
      before={
        <RadioCards
          label={t("How")}
          options={[
            { id: "again", label: t("Afresh") },
            { id: "shorter", label: t("Shorter") },
            { id: "longer", label: t("In more detail") },
          ]}
          value={wish}
          onChange={(id) => setWish(id as Wish)}
        />
      }
    />
  );
}
