import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { protocol, type Session } from "electron";

export const appScheme = "app";
export const appOrigin = "app://chartwell";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Must run before the app is ready: our scheme behaves as https does, with no more rights. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: false } },
  ]);
}

/**
 * Serves the built window files over app:// and nothing else. The policy allows no network, no
 * inline script and no frame; the nonce is for the one style element the component library adds.
 */
export function serveWindowFiles(session: Session, folder: string): void {
  // Not `handle`: the first use of that loads the runtime's network library, a tenth of the start, for files that lie beside us.
  session.protocol.registerBufferProtocol(appScheme, (request, answer) => {
    const url = new URL(request.url);
    const path = normalize(join(folder, url.pathname === "/" ? "index.html" : decodeURIComponent(url.pathname)));
    const type = contentTypes[extname(path)];
    const refuse = () => answer({ statusCode: 404, data: Buffer.alloc(0) });
    if (url.host !== "chartwell" || request.method !== "GET" || type === undefined || !path.startsWith(folder + sep)) return refuse();
    const nonce = randomBytes(16).toString("base64");
    readFile(path).then((bytes) => {
      const data = type.startsWith("text/html") ? Buffer.from(bytes.toString("utf8").replaceAll("{{nonce}}", nonce)) : bytes;
      answer({ statusCode: 200, headers: { "content-type": type, ...securityHeaders(nonce) }, data });
    }, refuse);
  });
}

function securityHeaders(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
  };
}
