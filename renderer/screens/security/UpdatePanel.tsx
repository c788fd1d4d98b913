import type { ReactElement } from "react";
import type { UpdateStatus } from "../../../shared/domain/update.ts";
import { useCheckForUpdate, useUpdateStatus } from "../../api/index.ts";
import { FailureNotice, PolicyMark } from "../../parts/index.ts";
import { Button, Notice, Panel } from "../../ui/index.ts";
import { formatMoment, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** Which version runs, and how it stands beside the clinic's update server. */
export function UpdatePanel({ tends }: { readonly tends: boolean }): ReactElement | null {
  const { data, error } = useUpdateStatus();
  const check = useCheckForUpdate();
  if (data === undefined) return error === null ? null : <FailureNotice error={error} />;
  const { current, state, server, failed, askedAt } = data;
  return (
    <Panel title={t("Version {current}", { current })}>
      <PolicyMark settings={["updates"]} />
      <Standing status={data} />
      {failed !== "" && (
        <Notice tone="caution" title={t("Version {failed} did not start here", { failed })}>
          {t("It was tried once and gave way to this one by itself. It is not tried again.")}
        </Notice>
      )}
      <FailureNotice error={check.error} />
      {state !== "off" && (
        <div className="form-foot">
          {tends && (
            <Button busy={check.isPending} onPress={() => check.mutate({})}>
              {t("Check now")}
            </Button>
          )}
          <span className="note-figures">
            {server}
            {askedAt === null ? "" : `, ${t("asked {at}", { at: formatMoment(askedAt) })}`}
          </span>
        </div>
      )}
    </Panel>
  );
}

function Standing({ status }: { readonly status: UpdateStatus }): ReactElement {
  const { state, version, code } = status;
  if (state === "refused" && code !== null) {
    const words = wordsFor(code);
    return (
      <Notice tone="refused" title={words.title} code={code}>
        {words.body} {words.next}
      </Notice>
    );
  }
  if (state === "off") return <p>{t("Updates come with IT's own packages; the policy names no update server.")}</p>;
  if (state === "staged")
    return <Notice tone="done" title={t("Version {version} is verified and starts next time Chartwell is opened.", { version })} />;
  if (state === "by-package")
    return <Notice tone="info" title={t("Version {version} is there. IT installs it with this computer's packages.", { version })} />;
  return <p>{state === "newest" ? t("This is the newest version on the server.") : t("The server has not been asked yet.")}</p>;
}
