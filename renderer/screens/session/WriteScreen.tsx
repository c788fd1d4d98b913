import { type ReactElement, useState } from "react";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import { useBeginEncounter, useTemplates, useWriteByHand } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, ScreenTitle, SelectField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { beginTimes, checkTimes, toInstants } from "./check-times.ts";
import { SessionTimes } from "./SessionTimes.tsx";

interface WriteProps {
  readonly patientId: PatientId;
  readonly onDone: (id: EncounterId) => void;
  readonly onLeave: () => void;
}

const usualTemplate = "dap";

/** A session nobody recorded: when it was, and the kind of note to be typed or dictated for it. */
export function WriteScreen({ patientId, onDone, onLeave }: WriteProps): ReactElement {
  const templates = useTemplates().data?.templates ?? [];
  const [templateId, setTemplateId] = useState(usualTemplate);
  const [times, setTimes] = useState(beginTimes);
  const begin = useBeginEncounter();
  const write = useWriteByHand();
  const wrongTimes = checkTimes(times, t("Give the day and both times; then write the note."));

  async function go(): Promise<void> {
    const { encounterId } = await begin.mutateAsync({ patientId, ...toInstants(times) });
    await write.mutateAsync({ encounterId, templateId });
    onDone(encounterId);
  }

  return (
    <div className="screen screen-narrow">
      <ScreenTitle lead={t("Nothing is recorded. You type the note, or hold a button and say it, section by section.")}>
        {t("Write a note")}
      </ScreenTitle>
      <SessionTimes times={times} onChange={setTimes} />
      <SelectField
        label={t("Kind of note")}
        options={templates.map(({ id, name }) => ({ id, label: name }))}
        value={templateId}
        onChange={setTemplateId}
      />
      {wrongTimes !== null && <Notice tone="caution" title={wrongTimes} />}
      <FailureNotice error={begin.error ?? write.error} />
      <div className="form-foot">
        {/* What refused it is shown above; there is nothing left to catch. */}
        <Button
          variant="primary"
          busy={begin.isPending || write.isPending}
          isDisabled={wrongTimes !== null}
          onPress={() => void go().catch(() => undefined)}
        >
          {t("Write the note")}
        </Button>
        <Button variant="quiet" onPress={onLeave}>
          {t("Back to the chart")}
        </Button>
      </div>
    </div>
  );
}
