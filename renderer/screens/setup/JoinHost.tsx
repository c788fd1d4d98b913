import { type FormEvent, type ReactElement, useState } from "react";
import { useFindHost, useJoinHost } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, Stack, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

const usualPort = "8787";

/** Makes this computer a workstation of the clinic's host: find it by its code, compare two fingerprints, join. */
export function JoinHost({ onLeave }: { readonly onLeave: () => void }): ReactElement {
  const [address, setAddress] = useState("");
  const [port, setPort] = useState(usualPort);
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const find = useFindHost();
  const join = useJoinHost();
  const ready = address.trim() !== "" && code.trim() !== "" && name.trim() !== "" && Number(port) > 0;

  function submit(event: FormEvent): void {
    event.preventDefault();
    find.mutate({ address: address.trim(), port: Number(port), code });
  }

  if (join.data !== undefined)
    return (
      <Notice tone="done" title={t("This computer is a workstation of the clinic's host now.")}>
        {t("Chartwell starts anew. Then sign in as everywhere in the clinic.")}
      </Notice>
    );
  if (find.data !== undefined)
    return (
      <Stack>
        <p>{t("The host shows a fingerprint beside its code. Is it this one?")}</p>
        <p className="host-fingerprint">{find.data.fingerprint}</p>
        <p className="quiet">{t("If a single digit differs, another computer answers in the host's place: stop, and tell IT.")}</p>
        <FailureNotice error={join.error} />
        <div className="form-foot">
          <Button variant="quiet" onPress={() => find.reset()}>
            {t("They differ: stop")}
          </Button>
          <Button variant="primary" busy={join.isPending} onPress={() => join.mutate({ name: name.trim() })}>
            {t("They are the same: join")}
          </Button>
        </div>
      </Stack>
    );
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>
          {t(
            "The clinic's record then lies on its host, not on this computer. A practice manager finds the code under Security, Workstations; IT with “chartwell --cli host offer” on the host.",
          )}
        </p>
        <TextField
          label={t("Address of the host")}
          description={t("Its name or its number in the clinic's network.")}
          value={address}
          onChange={setAddress}
          isRequired
          autoFocus
        />
        <TextField label={t("Port")} value={port} onChange={setPort} isRequired />
        <TextField
          label={t("Code")}
          description={t("Twelve letters and digits; it lets one computer in, for ten minutes.")}
          value={code}
          onChange={setCode}
          isRequired
        />
        <TextField
          label={t("Name of this workstation")}
          description={t("So that everyone knows which one is meant: “Front desk”, “Room 2”.")}
          value={name}
          onChange={setName}
          isRequired
        />
        <FailureNotice error={find.error} />
        <div className="form-foot">
          <Button variant="quiet" onPress={onLeave}>
            {t("Back")}
          </Button>
          <Button variant="primary" type="submit" busy={find.isPending} isDisabled={!ready}>
            {t("Find the host")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
