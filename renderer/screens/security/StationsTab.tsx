import { type ReactElement, useState } from "react";
import { useOfferStation, usePlaceOfRecord, useRevokeStation, useStations, useWithdrawOffer } from "../../api/index.ts";
import { FailureNotice, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, DataTable, Dialog, EmptyState, Notice, Stack } from "../../ui/index.ts";
import { formatMoment, formatTime } from "../../words/index.ts";
import { t } from "../../words/language.ts";

type Station = NonNullable<ReturnType<typeof useStations>["data"]>["stations"][number];

/** The computers that use the clinic's record: let one in, see who is here, put one out. */
export function StationsTab(): ReactElement {
  const { data, error } = useStations();
  const offer = useOfferStation();
  const [offering, setOffering] = useState(false);
  const place = usePlaceOfRecord();
  const address = place?.kind === "host" ? place.address : "";
  const [leaving, setLeaving] = useState<Station | null>(null);
  const close = () => {
    setOffering(false);
    offer.reset();
  };
  if (data?.isHost === false)
    return (
      <EmptyState title={t("This computer keeps its record for itself alone")}>
        {t(
          "When the clinic works on several computers, IT starts Chartwell as a host on one that is always on. Its workstations are let in and put out here.",
        )}
      </EmptyState>
    );
  return (
    <Stack>
      <FailureNotice error={error} />
      {data !== undefined && (
        <p>
          {t("The host listens on port {port}. Its fingerprint:", { port: data.port })} <span className="mono">{data.fingerprint}</span>
        </p>
      )}
      <div className="form-foot">
        <Button variant="primary" onPress={() => setOffering(true)}>
          {t("Let a workstation in")}
        </Button>
      </div>
      <DataTable
        label={t("Workstations")}
        rows={data?.stations ?? []}
        rowKey={(station) => station.id}
        empty={<EmptyState title={t("No workstation yet")}>{t("Let the first one in with a code.")}</EmptyState>}
        columns={[
          { id: "name", header: t("Workstation"), render: (station) => station.name },
          { id: "state", header: t("State"), render: (station) => <StationState station={station} /> },
          { id: "seen", header: t("Last seen"), render: nameLastSeen },
          { id: "version", header: t("Version"), render: (station) => station.version },
          { id: "key", header: t("Key"), render: (station) => <span className="mono">{station.fingerprint}</span> },
          {
            id: "act",
            header: "",
            render: (station) =>
              station.revokedAt === null ? (
                <Button variant="quiet" onPress={() => setLeaving(station)}>
                  {t("Put out")}
                </Button>
              ) : null,
          },
        ]}
      />
      {offering && offer.data === undefined && (
        <ProofDialog
          title={t("Let a workstation in")}
          actionLabel={t("Show a code")}
          busy={offer.isPending}
          error={offer.error}
          onProve={(password) => offer.mutate({ password })}
          onClose={close}
        >
          <p>{t("A code lets one computer in, once, within ten minutes. Whoever sits there signs in with their own name and password.")}</p>
        </ProofDialog>
      )}
      {offer.data !== undefined && <OfferedCode {...offer.data} address={address} onClose={close} />}
      {leaving !== null && <PutOut station={leaving} onClose={() => setLeaving(null)} />}
    </Stack>
  );
}

function nameLastSeen({ isHere, lastSeenAt }: Station): string {
  if (isHere) return t("Now");
  return lastSeenAt === null ? t("Never") : formatMoment(lastSeenAt);
}

function StationState({ station }: { readonly station: Station }): ReactElement {
  if (station.revokedAt !== null) return <Badge tone="refused">{t("Put out {day}", { day: formatMoment(station.revokedAt) })}</Badge>;
  return station.isHere ? <Badge tone="done">{t("Here now")}</Badge> : <Badge tone="neutral">{t("Away")}</Badge>;
}

function OfferedCode(props: {
  readonly code: string;
  readonly until: string;
  readonly fingerprint: string;
  readonly port: number;
  /** The address this workstation reaches the host by; empty where it is not one. */
  readonly address: string;
  readonly onClose: () => void;
}): ReactElement {
  const withdraw = useWithdrawOffer();
  return (
    <Dialog
      title={t("A code for one workstation")}
      isOpen
      onClose={props.onClose}
      footer={
        <>
          <Button variant="quiet" onPress={() => withdraw.mutate({}, { onSettled: props.onClose })}>
            {t("Take the code back")}
          </Button>
          <Button variant="primary" onPress={props.onClose}>
            {t("Done")}
          </Button>
        </>
      }
    >
      <p className="host-code">{props.code}</p>
      <p>
        {t("Good until {time}. On the new workstation choose “Use the record of another computer” and type it there.", {
          time: formatTime(props.until),
        })}
      </p>
      <p>
        {props.address === ""
          ? t("Port {port}", { port: props.port })
          : t("This workstation reaches the host at {address}, port {port}.", { address: props.address, port: props.port })}
      </p>
      <p>{t("It will show a fingerprint. Go on only if it is this one:")}</p>
      <p className="host-fingerprint">{props.fingerprint}</p>
    </Dialog>
  );
}

function PutOut({ station, onClose }: { readonly station: Station; readonly onClose: () => void }): ReactElement {
  const revoke = useRevokeStation();
  return (
    <Dialog
      title={t("Put out {name}?", { name: station.name })}
      tone="danger"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="danger" busy={revoke.isPending} onPress={() => revoke.mutate({ stationId: station.id }, { onSuccess: onClose })}>
            {t("Put it out")}
          </Button>
        </>
      }
    >
      <p>{t("Its connection ends now, and whoever is signed in there with it. Its key opens nothing any more; a new code lets it in again.")}</p>
      <Notice tone="caution" title={t("Lost or stolen?")}>
        {t("What it keeps is sealed by its keychain and its people's passwords. Change those passwords, and look into it under Breaches.")}
      </Notice>
      <FailureNotice error={revoke.error} />
    </Dialog>
  );
}
