import { useState } from "react";
import { type AgreementTerms, AgreementTermsSchema, findMissingField, type VendorCredential } from "../../../shared/domain/agreement.ts";
import { isOwnServer, type VendorId, vendorNames } from "../../../shared/domain/vendor.ts";
import { localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { vendorForms } from "./vendor-forms.ts";

/** What is typed into the form, every field as text. */
export interface AgreementTexts {
  readonly title: string;
  readonly counterparty: string;
  readonly executedOn: string;
  readonly effectiveOn: string;
  readonly expiresOn: string;
  readonly noticeDays: string;
  readonly endpoint: string;
  readonly proofEndpoint: string;
  readonly serviceName: string;
  readonly organizationId: string;
  readonly region: string;
  readonly models: string;
  readonly incidentContact: string;
  readonly documentSha256: string;
  readonly retention: AgreementTerms["retentionMode"];
  readonly days: string;
  readonly verifiedOn: string;
  readonly pinnedKeys: string;
  readonly priceIn: string;
  readonly priceOut: string;
}

/** A year from a day, less one: the usual term. */
function endOfTerm(day: string): string {
  return localDay(new Date(Date.parse(`${Number(day.slice(0, 4)) + 1}${day.slice(4)}T12:00`) - 86_400_000));
}

function startTexts(vendorId: VendorId): AgreementTexts {
  const today = localDay(new Date());
  const { counterparty, endpoint, proofEndpoint, service, models, region, retention } = vendorForms[vendorId];
  return {
    title: isOwnServer(vendorId) ? t("Server of the clinic's own") : t("Business Associate Agreement"),
    ...{ counterparty, endpoint, proofEndpoint, serviceName: service, models, region, retention },
    ...{ executedOn: today, effectiveOn: today, expiresOn: endOfTerm(today), verifiedOn: "" },
    ...{ noticeDays: "60", organizationId: "", incidentContact: "", documentSha256: "", days: "30", pinnedKeys: "", priceIn: "", priceOut: "" },
  };
}

/** The texts of an agreement that is renewed: as it stands, for the year that follows. */
function copyTexts({ terms }: { readonly terms: AgreementTerms }): AgreementTexts {
  const today = localDay(new Date());
  const from = terms.expiresOn > today ? terms.expiresOn : today;
  return {
    ...startTexts(terms.vendorId),
    ...{ title: terms.title, counterparty: terms.counterparty, endpoint: terms.endpoint, proofEndpoint: terms.proofEndpoint },
    ...{
      serviceName: terms.serviceName,
      organizationId: terms.organizationId,
      region: terms.cloudRegions.join(", "),
      models: terms.modelIds.join(", "),
    },
    ...{
      incidentContact: terms.incidentContact,
      retention: terms.retentionMode,
      days: String(terms.retentionDays),
      noticeDays: String(terms.noticeDays),
    },
    ...{ pinnedKeys: terms.pinnedKeys.join("\n"), priceIn: String(terms.usdPerMillionIn), priceOut: String(terms.usdPerMillionOut) },
    ...{ executedOn: today, effectiveOn: today, expiresOn: endOfTerm(from) },
  };
}

const splitList = (text: string) => text.split(/[\s,]+/).filter((word) => word !== "");

function readTerms(vendorId: VendorId, texts: AgreementTexts, identified: boolean) {
  const { models, retention, days, verifiedOn, region, pinnedKeys, priceIn, priceOut, noticeDays, ...plain } = texts;
  return AgreementTermsSchema.safeParse({
    ...plain,
    vendorId,
    modelIds: splitList(models),
    features: vendorId === "comprehend-medical" ? ["detect-phi"] : ["messages", "streaming", "structured-output"],
    region: "us",
    cloudRegions: splitList(region),
    dataClasses: identified ? ["identifiers-removed", "identified"] : ["identifiers-removed"],
    retentionMode: retention,
    retentionDays: retention === "limited-days" ? Number(days) || 0 : 0,
    retentionVerifiedOn: verifiedOn === "" ? null : verifiedOn,
    pinnedKeys: splitList(pinnedKeys),
    noticeDays: Number(noticeDays) || 0,
    usdPerMillionIn: Number(priceIn) || 0,
    usdPerMillionOut: Number(priceOut) || 0,
  });
}

/** Holds the form of one agreement, from nothing or from one that is renewed. */
export function useAgreementForm(renewed: { readonly terms: AgreementTerms } | null) {
  const [vendorId, setVendorId] = useState<VendorId>(renewed?.terms.vendorId ?? "anthropic");
  const [texts, setTexts] = useState<AgreementTexts>(() => (renewed === null ? startTexts("anthropic") : copyTexts(renewed)));
  const [identified, setIdentified] = useState(renewed?.terms.dataClasses.includes("identified") ?? false);
  const [credential, setCredential] = useState<VendorCredential>({});
  const [document, setDocument] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const terms = readTerms(vendorId, texts, identified);
  const lacksOrganization = vendorForms[vendorId].organization !== "" && texts.organizationId.trim() === "";
  return {
    vendorId,
    vendorName: vendorNames[vendorId],
    chooseVendor: (id: VendorId) => {
      setVendorId(id);
      setTexts(startTexts(id));
      setCredential({});
    },
    texts,
    set: (field: keyof AgreementTexts) => (value: string) => setTexts({ ...texts, [field]: value }),
    identified,
    setIdentified,
    credential,
    setSecret: (name: string) => (value: string) => setCredential({ ...credential, [name]: value.trim() }),
    document,
    setDocument,
    terms: terms.success && !lacksOrganization && findMissingField(vendorId, credential) === null ? terms.data : null,
  };
}
