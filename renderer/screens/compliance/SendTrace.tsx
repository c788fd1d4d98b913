import type { ReactElement } from "react";
import type { SendId } from "../../../shared/domain/ids.ts";
import { useSendTrace } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, DataTable, Dialog } from "../../ui/index.ts";
import { formatBytes, formatCount, formatMoment, nameTask } from "../../words/index.ts";
import { nameEvent } from "./event-words.ts";

/** Everything about one send: what, where to, under what, and the entries that prove it. */
export function SendTrace({ sendId, onClose }: { readonly sendId: SendId; readonly onClose: () => void }): ReactElement {
  const { data, error } = useSendTrace(sendId);
  return (
    <Dialog
      title="One send"
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <Button variant="primary" onPress={onClose}>
          Close
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
            label="Entries of this send"
            rows={data.rows}
            rowKey={(row) => String(row.seq)}
            empty={null}
            columns={[
              { id: "seq", header: "No.", numeric: true, render: (row) => formatCount(row.seq) },
              { id: "at", header: "When", render: (row) => formatMoment(row.at) },
              { id: "what", header: "What", render: (row) => nameEvent(row.event) },
              { id: "hash", header: "Fingerprint", render: (row) => <span className="code-line">{row.hash.slice(0, 16)}</span> },
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
    ["When", formatMoment(send.at)],
    ["Who", send.userName],
    ["Whose session", send.patientName],
    ["Where to", `${send.vendorName}, ${send.host}`],
    ["Model", send.modelId],
    ["Task", nameTask(send.task)],
    ["Text", send.dataClass === "identified" ? "With identifiers" : `Identifiers removed: ${formatCount(send.identifiersReplaced)}`],
    ["Size", formatBytes(send.bytesSent)],
    ["Answer", httpStatus === null ? (send.code ?? "None") : String(httpStatus)],
    ["Under", agreementTitle ?? "No agreement: nothing left"],
    ["The vendor's number for it", vendorRequestId ?? "None given"],
    ["Signed checkpoint", checkpoint === null ? "Not yet covered by one" : `Covered since ${formatMoment(checkpoint.at)}`],
  ];
}
