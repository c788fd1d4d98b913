import type { ReactElement } from "react";
import type { SendId } from "../../../shared/domain/ids.ts";
import { useSendTrace } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, DataTable, Dialog } from "../../ui/index.ts";
import { formatBytes, formatCount, formatMoment, nameTask } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { nameEvent } from "./event-words.ts";

/** Everything about one send: what, where to, under what, and the entries that prove it. */
export function SendTrace({ sendId, onClose }: { readonly sendId: SendId; readonly onClose: () => void }): ReactElement {
  const { data, error } = useSendTrace(sendId);
  return (
    <Dialog
      title={t("One send")}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <Button variant="primary" onPress={onClose}>
          {t("Close")}
        </Button>
      }
    >
      <FailureNotice error={error} />
      {data !== undefined && (
        <>
          <dl className="fact-list">
            {listFacts(data).map(([name, fact]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{fact}</dd>
              </div>
            ))}
          </dl>
          <DataTable
            label={t("Entries of this send")}
            rows={data.rows}
            rowKey={(row) => String(row.seq)}
            empty={null}
            columns={[
              { id: "seq", header: t("No."), numeric: true, render: (row) => formatCount(row.seq) },
              { id: "at", header: t("When"), render: (row) => formatMoment(row.at) },
              { id: "what", header: t("What"), render: (row) => nameEvent(row.event) },
              { id: "hash", header: t("Fingerprint"), render: (row) => <span className="code-line">{row.hash.slice(0, 16)}</span> },
            ]}
          />
        </>
      )}
    </Dialog>
  );
}

function listFacts(told: NonNullable<ReturnType<typeof useSendTrace>["data"]>): (readonly [string, string])[] {
  const { send, agreementTitle, vendorRequestId, httpStatus, checkpoint } = told;
  return [
    [t("When"), formatMoment(send.at)],
    [t("Who"), send.userName],
    [t("Whose session"), send.patientName],
    [t("Where to"), `${send.vendorName}, ${send.host}`],
    [t("Model"), send.modelId],
    [t("Task"), nameTask(send.task)],
    [
      t("Text"),
      send.dataClass === "identified" ? t("With identifiers") : t("Identifiers removed: {send}", { send: formatCount(send.identifiersReplaced) }),
    ],
    [t("Size"), formatBytes(send.bytesSent)],
    [t("Answer"), httpStatus === null ? (send.code ?? t("None")) : String(httpStatus)],
    [t("Under"), agreementTitle ?? t("No agreement: nothing left")],
    [t("The vendor's number for it"), vendorRequestId ?? t("None given")],
    [
      t("Signed checkpoint"),
      checkpoint === null ? t("Not yet covered by one") : t("Covered since {checkpoint}", { checkpoint: formatMoment(checkpoint.at) }),
    ],
  ];
}
