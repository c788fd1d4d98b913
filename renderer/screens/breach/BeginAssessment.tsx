import { type ReactElement, useState } from "react";
import { type BreachSource, BreachSourceSchema } from "../../../shared/domain/breach.ts";
import type { AssessmentId } from "../../../shared/domain/ids.ts";
import { vendorIds, vendorNames } from "../../../shared/domain/vendor.ts";
import { useBackups, useOpenBreach, useUsers } from "../../api/index.ts";
import { type Days, FailureNotice, lastDays, StretchField, toStretch } from "../../parts/index.ts";
import { Button, Checkbox, Dialog, RadioCards, SelectField, TextField } from "../../ui/index.ts";
import { formatMoment, localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { sourceOptions } from "./breach-words.ts";

interface BeginProps {
  readonly onClose: () => void;
  readonly onBegun: (id: AssessmentId) => void;
}

const defaultDays = 30;
const vendorOptions = vendorIds.map((id) => ({ id, label: vendorNames[id] }));

/** What happened, in three answers: where from, when, and whether somebody told us. */
export function BeginAssessment({ onClose, onBegun }: BeginProps): ReactElement {
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState<BreachSource["kind"]>("vendor");
  const [vendorId, setVendorId] = useState<string>(vendorIds[0]);
  const [userId, setUserId] = useState<string | null>(null);
  const [backupId, setBackupId] = useState<string | null>(null);
  const [days, setDays] = useState<Days>(() => lastDays(defaultDays));
  const [told, setTold] = useState(false);
  const [receivedOn, setReceivedOn] = useState(localDay(new Date()));
  const [discoveredOn, setDiscoveredOn] = useState(localDay(new Date()));
  const [actsAsAgent, setActsAsAgent] = useState(false);
  const [stated, setStated] = useState("");
  const open = useOpenBreach();
  const source = BreachSourceSchema.safeParse({
    kind,
    ...(kind === "vendor" ? { vendorId, dataClasses: ["identifiers-removed", "identified"] } : {}),
    ...(kind === "person" ? { userId } : {}),
    ...(kind === "backup" ? { backupId } : {}),
  });
  const stretch = toStretch(days);
  const withNotice = kind === "vendor" && told;
  function begin(): void {
    if (!source.success || stretch === null) return;
    const notice = withNotice ? { receivedOn, discoveredOn, actsAsAgent, statedPatients: stated === "" ? null : Number(stated) } : null;
    open.mutate({ title, source: source.data, stretch, notice }, { onSuccess: ({ id }) => onBegun(id) });
  }
  return (
    <Dialog
      title={t("Look into an incident")}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="primary" busy={open.isPending} isDisabled={title.trim() === "" || !source.success || stretch === null} onPress={begin}>
            {t("Begin")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("What to call it")}
        description={t("Without names of patients")}
        value={title}
        onChange={setTitle}
        isRequired
        maxLength={120}
      />
      <RadioCards label={t("Where from")} options={sourceOptions} value={kind} onChange={(id) => setKind(id as BreachSource["kind"])} />
      <div className="filter-row">
        {kind === "vendor" && <SelectField label={t("Vendor")} options={vendorOptions} value={vendorId} onChange={setVendorId} />}
        {kind === "person" && <PersonField value={userId} onChange={setUserId} />}
        {kind === "backup" && <BackupField value={backupId} onChange={setBackupId} />}
        <StretchField days={days} onChange={setDays} />
      </div>
      {kind === "vendor" && (
        <Checkbox isSelected={told} onChange={setTold}>
          {t("The vendor gave us notice of it")}
        </Checkbox>
      )}
      {withNotice && (
        <>
          <div className="form-grid">
            <TextField label={t("Their notice came on")} type="date" value={receivedOn} onChange={setReceivedOn} />
            <TextField label={t("They say they found out on")} type="date" value={discoveredOn} onChange={setDiscoveredOn} />
            <TextField
              label={t("How many of our patients they name")}
              description={t("If they say; it is held against our own count")}
              value={stated}
              onChange={(text) => /^\d{0,7}$/.test(text) && setStated(text)}
              inputMode="numeric"
            />
          </div>
          <Checkbox isSelected={actsAsAgent} onChange={setActsAsAgent}>
            {t("The vendor acts as our agent: its knowledge counts as ours")}
          </Checkbox>
        </>
      )}
      <FailureNotice error={open.error} />
    </Dialog>
  );
}

interface FieldProps {
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

function PersonField({ value, onChange }: FieldProps): ReactElement {
  const people = (useUsers().data?.users ?? []).map(({ id, displayName }) => ({ id, label: displayName }));
  return <SelectField label={t("Person")} options={people} value={value} onChange={onChange} />;
}

function BackupField({ value, onChange }: FieldProps): ReactElement {
  const made = (useBackups().data?.backups ?? []).map(({ id, madeAt }) => ({ id, label: formatMoment(madeAt) }));
  return <SelectField label={t("Backup")} options={made} value={value} onChange={onChange} />;
}
