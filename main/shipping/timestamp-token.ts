import { createHash, randomBytes, X509Certificate } from "node:crypto";
import { Integer, OctetString } from "asn1js";
import { AlgorithmIdentifier, Certificate, ContentInfo, MessageImprint, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from "pkijs";
import type { AppError } from "../../shared/errors.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";

const sha256Oid = "2.16.840.1.101.3.4.2.1";
const timeStampingOid = "1.3.6.1.5.5.7.3.8";
const extendedKeyUsageOid = "2.5.29.37";
/** Granted, and granted with modifications (RFC 3161, 2.4.2). */
const granted: readonly number[] = [0, 1];

/** A request for a time stamp, with the number its answer must repeat. */
export interface TimestampRequest {
  readonly bytes: Uint8Array;
  readonly nonce: Uint8Array;
}

/** Writes a request over the SHA-256 of a text (RFC 3161, 2.4.1): only a hash leaves. */
export function writeTimestampRequest(text: string): TimestampRequest {
  const nonce = randomBytes(8);
  // A leading bit would make the number negative, a leading zero byte would be left out on the way back.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Oid }),
      hashedMessage: new OctetString({ valueHex: toBuffer(createHash("sha256").update(text, "utf8").digest()) }),
    }),
    nonce: new Integer({ valueHex: toBuffer(nonce) }),
    certReq: true,
  });
  return { bytes: new Uint8Array(request.toSchema().toBER(false)), nonce };
}

/** A token that was checked: the bytes to keep, and the time its authority vouches for. */
export interface TimestampToken {
  readonly token: Uint8Array;
  readonly stampedAt: string;
}

/**
 * Reads an authority's answer and believes none of it: the status, the number sent, the hash of the
 * text, the signature, a signer made for time stamps alone, and a chain to an authority the policy
 * names. `anchor.timestamp-refused` when it was not granted, `anchor.timestamp-invalid` otherwise.
 */
export async function readTimestampReply(
  bytes: Uint8Array,
  text: string,
  nonce: Uint8Array,
  authorities: readonly string[],
): Promise<Result<TimestampToken, AppError>> {
  try {
    const reply = TimeStampResp.fromBER(toBuffer(bytes));
    if (!granted.includes(reply.status.status) || reply.timeStampToken === undefined) return err(failure("anchor.timestamp-refused"));
    const token = new Uint8Array(reply.timeStampToken.toSchema().toBER(false));
    const stampedAt = await checkTimestamp(token, text, authorities, nonce);
    return stampedAt === null ? err(failure("anchor.timestamp-invalid")) : ok({ token, stampedAt });
  } catch {
    // Whatever cannot be parsed or checked is not a token.
    return err(failure("anchor.timestamp-invalid"));
  }
}

/** When a token's authority says it saw the text; null unless everything about it holds. */
export async function checkTimestamp(token: Uint8Array, text: string, authorities: readonly string[], nonce?: Uint8Array): Promise<string | null> {
  try {
    return await judgeToken(token, text, authorities, nonce);
  } catch {
    // The library throws on a chain that leads nowhere as on bytes that are no token.
    return null;
  }
}

async function judgeToken(token: Uint8Array, text: string, authorities: readonly string[], nonce?: Uint8Array): Promise<string | null> {
  const signed = new SignedData({ schema: ContentInfo.fromBER(toBuffer(token)).content });
  const content = signed.encapContentInfo.eContent?.getValue();
  if (content === undefined) return null;
  const info = TSTInfo.fromBER(content);
  const imprint = new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  if (info.messageImprint.hashAlgorithm.algorithmId !== sha256Oid) return null;
  if (!createHash("sha256").update(text, "utf8").digest().equals(imprint)) return null;
  if (nonce !== undefined && (info.nonce === undefined || !Buffer.from(info.nonce.valueBlock.valueHexView).equals(nonce))) return null;
  const trustedCerts = authorities.map((pem) => Certificate.fromBER(toBuffer(new X509Certificate(pem).raw)));
  const judged = await signed.verify({
    signer: 0,
    data: toBuffer(Buffer.from(text, "utf8")),
    trustedCerts,
    checkChain: true,
    checkDate: info.genTime,
    extendedMode: true,
  });
  const signer = judged.signerCertificate;
  if (judged.signatureVerified !== true || judged.signerCertificateVerified !== true || !signer || !stampsTime(signer)) return null;
  return info.genTime.toISOString();
}

/** A certificate for time stamping and nothing else (RFC 3161, 2.3). */
function stampsTime(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === extendedKeyUsageOid);
  const purposes = (usage?.parsedValue as { keyPurposes?: readonly string[] } | undefined)?.keyPurposes ?? [];
  return purposes.length === 1 && purposes[0] === timeStampingOid;
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
