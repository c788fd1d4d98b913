import { createPrivateKey, X509Certificate } from "node:crypto";

/** Whether a certificate and a private key, both PEM, read and belong together. */
export function isPair({ certificate, privateKey }: { readonly certificate: string; readonly privateKey: string }): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    return false;
  }
}
