import { z } from "zod";
import { AgreementSchema, AgreementTermsSchema, VendorCredentialSchema } from "../domain/agreement.ts";
import { AgreementIdSchema } from "../domain/ids.ts";
import { PasswordSchema } from "../domain/people.ts";
import { SendSchema } from "../domain/vendor.ts";
import { call } from "./call.ts";

const office = ["practice-manager", "privacy-officer"] as const;
const one = z.strictObject({ agreementId: AgreementIdSchema });
const oneProven = z.strictObject({ agreementId: AgreementIdSchema, password: PasswordSchema });
const largestDocumentBytes = 10 * 1024 * 1024;

export const vendorCalls = {
  "agreements.list": call({
    who: [...office, "it-admin", "auditor", "clinician", "supervisor"],
    input: () => z.strictObject({}),
    output: () =>
      z.strictObject({
        agreements: z.array(AgreementSchema),
        /** Changes wait for a second person before they count. */
        needsSecondPerson: z.boolean(),
        /** How old a proof of what a vendor keeps may be. */
        proofDays: z.int(),
      }),
  }),
  /** Records a signed agreement and, sealed, its document and the credential bound to it. A later one for a vendor replaces the earlier. */
  "agreements.record": call({
    who: office,
    input: () =>
      z.strictObject({
        terms: AgreementTermsSchema,
        credential: VendorCredentialSchema,
        /** The signed document; its name never crosses. */
        document: z
          .instanceof(Uint8Array)
          .refine((bytes) => bytes.byteLength <= largestDocumentBytes)
          .nullable()
          .default(null),
        password: PasswordSchema,
      }),
    output: () => AgreementSchema,
  }),
  /** Lets a change somebody else proposed take effect. */
  "agreements.approve": call({ who: office, input: () => oneProven, output: () => AgreementSchema }),
  "agreements.withdraw": call({ who: office, input: () => one, output: () => AgreementSchema }),
  /** Stops every send under an agreement. One person is enough to stop. */
  "agreements.suspend": call({ who: office, input: () => one, output: () => AgreementSchema }),
  "agreements.resume": call({ who: office, input: () => one, output: () => AgreementSchema }),
  /** Looked over by a person, who has seen what the vendor keeps in writing, or not. */
  "agreements.review": call({
    who: office,
    input: () => z.strictObject({ agreementId: AgreementIdSchema, sawRetention: z.boolean(), password: PasswordSchema }),
    output: () => AgreementSchema,
  }),
  /** Asks the vendor whose key this is and what it keeps; carries no text. */
  "agreements.ask": call({ who: office, input: () => one, output: () => AgreementSchema }),
  /** Writes the kept document to a place the person chooses. */
  "agreements.saveDocument": call({ who: [...office, "auditor"], input: () => one, output: () => z.strictObject({ byteCount: z.int() }) }),
  /** What left the building, what was refused, and why. Clinicians see their own. */
  "sends.list": call({
    who: ["clinician", "supervisor", ...office],
    input: () => z.strictObject({ limit: z.int().min(1).max(500) }),
    output: () => z.strictObject({ sends: z.array(SendSchema) }),
  }),
} as const;
