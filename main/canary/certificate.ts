import { randomBytes, webcrypto } from "node:crypto";
import { Integer, PrintableString } from "asn1js";
import { AttributeTypeAndValue, BasicConstraints, Certificate, CryptoEngine, Extension, GeneralName, GeneralNames } from "pkijs";

/** A certificate and its key, PEM. */
export interface ServerIdentity {
  readonly certificate: string;
  readonly privateKey: string;
}

const hourMs = 3_600_000;
const basicConstraints = "2.5.29.19";
const subjectAltName = "2.5.29.17";
const dnsName = 2;

/** Makes a certificate for localhost that nobody else vouches for and that ends within the hour (P-256). */
export async function makeLocalIdentity(now: Date): Promise<ServerIdentity> {
  const engine = new CryptoEngine({ name: "node", crypto: webcrypto as never });
  const pair = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const certificate = new Certificate();
  certificate.version = 2;
  // Positive, as RFC 5280 asks.
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.of(1, ...randomBytes(8)).buffer });
  const name = () => new AttributeTypeAndValue({ type: "2.5.4.3", value: new PrintableString({ value: "Chartwell leak test" }) });
  certificate.issuer.typesAndValues.push(name());
  certificate.subject.typesAndValues.push(name());
  certificate.notBefore.value = new Date(now.getTime() - hourMs);
  certificate.notAfter.value = new Date(now.getTime() + hourMs);
  const names = new GeneralNames({ names: [new GeneralName({ type: dnsName, value: "localhost" })] });
  certificate.extensions = [
    new Extension({ extnID: basicConstraints, critical: true, extnValue: new BasicConstraints({ cA: true }).toSchema().toBER() }),
    new Extension({ extnID: subjectAltName, critical: false, extnValue: names.toSchema().toBER() }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey as never, engine);
  await certificate.sign(pair.privateKey as never, "SHA-256", engine);
  const key = await webcrypto.subtle.exportKey("pkcs8", pair.privateKey);
  return { certificate: writePem("CERTIFICATE", certificate.toSchema().toBER()), privateKey: writePem("PRIVATE KEY", key) };
}

function writePem(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n").trimEnd();
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
