import type { ReactNode } from "react";
import { type VendorId, vendorNames } from "../../../shared/domain/vendor.ts";
import { SelectField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import type { Preview } from "./use-privacy-review.ts";

interface VendorChoiceProps {
  readonly preview: Preview | null;
  readonly value: VendorId | null;
  readonly onChange: (vendorId: VendorId) => void;
}

/** Which vendor, where the clinic has agreements with more than one. */
export function VendorChoice({ preview, value, onChange }: VendorChoiceProps): ReactNode {
  if (preview === null || preview.vendors.length < 2) return null;
  const options = preview.vendors.map((id) => ({ id, label: vendorNames[id] }));
  return (
    <SelectField label={t("Send to")} options={options} value={value ?? preview.destination.vendorId} onChange={(id) => onChange(id as VendorId)} />
  );
}
