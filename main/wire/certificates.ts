import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { fromBER, Integer, PrintableString } from "asn1js";
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
  PublicKeyInfo,
} from "pkijs";

/** A certificate and its private key, PEM. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Who may use a certificate for what: the authority signs, the host serves, a station asks. */
export type CertificateUse = "authority" | "host" | "station";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Stations are let in by a list and put out by it; a certificate that ends by itself would only lock a clinic out. */
const validMs = 15 * 365 * dayMs;
const oids = {
  commonName: "2.5.4.3",
  basicConstraints: "2.5.29.19",
  extKeyUsage: "2.5.29.37",
  subjectAltName: "2.5.29.17",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;
const engine = new CryptoEngine({ name: "node", crypto: webcrypto as never });
const algorithm = { name: "ECDSA", namedCurve: "P-256" } as const;

/** Draws a P-256 key pair: its private key as PEM, its public one as SPKI. */
export async function drawKeyPair(): Promise<{ privateKey: string; spki: Uint8Array }> {
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", pair.privateKey);
  const spki = new Uint8Array(await webcrypto.subtle.exportKey("spki", pair.publicKey));
  return { privateKey: writePem("PRIVATE KEY", pkcs8), spki };
}

/** Makes an authority of one's own. Its name is random and says nothing of anybody. */
export async function makeAuthority(now: Date): Promise<CertifiedKey> {
  const { privateKey, spki } = await drawKeyPair();
  const certificate = await sign({ spki, use: "authority", now, signer: { privateKey, name: drawName() }, names: [] });
  return { certificate, privateKey };
}

/** Certifies a public key (SPKI) for one use under an authority. */
export function certify(authority: CertifiedKey, spki: Uint8Array, use: Exclude<CertificateUse, "authority">, now: Date): Promise<string> {
  const issuer = new X509Certificate(authority.certificate).subject.replace(/^CN=/, "");
  return sign({ spki, use, now, signer: { privateKey: authority.privateKey, name: issuer }, names: [] });
}

/** Makes a certificate for a server on this computer alone, vouched for by itself; it ends within the hour. */
export async function makeLocalCertificate(now: Date, name: string): Promise<CertifiedKey> {
  const { privateKey, spki } = await drawKeyPair();
  const certificate = await sign({ spki, use: "authority", now, signer: { privateKey, name }, names: ["localhost"], lastsMs: hourMs });
  return { certificate, privateKey };
}

/** The public key of a certificate, SPKI. */
export function readPublicKey(certificate: string): Uint8Array {
  return new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
}

interface Wanted {
  readonly spki: Uint8Array;
  readonly use: CertificateUse;
  readonly now: Date;
  readonly signer: { readonly privateKey: string; readonly name: string };
  readonly names: readonly string[];
  readonly lastsMs?: number;
}

async function sign({ spki, use, now, signer, names, lastsMs = validMs }: Wanted): Promise<string> {
  const certificate = new Certificate();
  certificate.version = 2;
  // Positive, as RFC 5280 asks.
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.of(1, ...randomBytes(15)).buffer });
  const name = (value: string) => new AttributeTypeAndValue({ type: oids.commonName, value: new PrintableString({ value }) });
  certificate.issuer.typesAndValues.push(name(signer.name));
  certificate.subject.typesAndValues.push(name(use === "authority" ? signer.name : drawName()));
  // A day back: clocks of a clinic's computers differ.
  certificate.notBefore.value = new Date(now.getTime() - Math.min(dayMs, lastsMs));
  certificate.notAfter.value = new Date(now.getTime() + lastsMs);
  certificate.extensions = [constrain(use), ...listUses(use), ...(names.length === 0 ? [] : [listNames(names)])];
  certificate.subjectPublicKeyInfo = new PublicKeyInfo({ schema: fromBER(Uint8Array.from(spki).buffer).result });
  const der = createPrivateKey(signer.privateKey).export({ type: "pkcs8", format: "der" });
  const key = await webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
  await certificate.sign(key as never, "SHA-256", engine);
  return writePem("CERTIFICATE", certificate.toSchema().toBER());
}

function constrain(use: CertificateUse): Extension {
  const value = new BasicConstraints({ cA: use === "authority", ...(use === "authority" ? { pathLenConstraint: 0 } : {}) });
  return new Extension({ extnID: oids.basicConstraints, critical: true, extnValue: value.toSchema().toBER() });
}

function listUses(use: CertificateUse): Extension[] {
  if (use === "authority") return [];
  const value = new ExtKeyUsage({ keyPurposes: [use === "host" ? oids.serverAuth : oids.clientAuth] });
  return [new Extension({ extnID: oids.extKeyUsage, critical: true, extnValue: value.toSchema().toBER() })];
}

function listNames(names: readonly string[]): Extension {
  const value = new GeneralNames({ names: names.map((dns) => new GeneralName({ type: 2, value: dns })) });
  return new Extension({ extnID: oids.subjectAltName, critical: false, extnValue: value.toSchema().toBER() });
}

function drawName(): string {
  return randomBytes(12).toString("hex");
}

function writePem(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n").trimEnd();
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
