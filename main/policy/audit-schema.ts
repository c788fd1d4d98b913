import { z } from "zod";

export const Certificates = z.array(z.string().startsWith("-----BEGIN CERTIFICATE-----")).max(10);

/** An absolute path of any of the systems the program runs on. */
export const AbsolutePath = z
  .string()
  .regex(/^(\/|[A-Za-z]:\\|\\\\)/)
  .max(1000);

const https = z.url({ protocol: /^https$/ });

/** The Security Rule's floor for its documentation (45 CFR 164.316(b)(2)(i)), and what is kept when nobody says otherwise. */
export const retentionYears = { least: 6, usual: 7 } as const;

/** Where evidence of the log goes, out of reach of whoever holds the record. */
export const AuditPolicySchema = z.strictObject({
  retentionYears: z
    .int()
    .min(retentionYears.least)
    .max(100)
    .default(retentionYears.usual)
    .describe("How many years entries of the audit log are kept before two officers together may remove them."),
  anchorFolder: AbsolutePath.nullable()
    .default(null)
    .describe("A folder or share that only grows: every checkpoint of the log becomes a file of its own there."),
  timestamp: z
    .strictObject({ url: https, authorities: Certificates.min(1) })
    .nullable()
    .default(null)
    .describe("An RFC 3161 time-stamping authority, and the certificate authorities for its tokens and its TLS."),
  siem: z
    .strictObject({
      host: z.string().regex(/^[A-Za-z0-9.-]{1,253}$/),
      port: z.int().min(1).max(65_535).default(6514),
      authorities: Certificates.min(1),
      enterpriseNumber: z.int().min(1).default(32_473).describe("The number under which structured data is registered."),
    })
    .nullable()
    .default(null)
    .describe("The log server that takes syslog over mutual TLS (RFC 5425), and the certificate authorities for it."),
  cloudwatch: z
    .strictObject({
      region: z.string().regex(/^us-[a-z0-9-]{3,30}$/),
      endpoint: https,
      logGroup: z.string().regex(/^[A-Za-z0-9._/#-]{1,512}$/),
    })
    .nullable()
    .default(null)
    .describe("A CloudWatch log group that keeps for six years or for ever; its key is sealed in the record."),
  fhirFeed: z
    .strictObject({ url: https })
    .nullable()
    .default(null)
    .describe("An audit record repository that takes FHIR AuditEvents (IHE ATNA); its token is sealed in the record."),
});
export type AuditPolicy = z.output<typeof AuditPolicySchema>;
