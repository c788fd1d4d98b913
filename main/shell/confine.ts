import type { Session, WebContents } from "electron";
import { appOrigin } from "./protocol.ts";

/**
 * Shuts a session off from everything but our own files: no network, no permission, no download. The
 * one exception is made for the recording page: it may hear, on our own page, and may not see.
 */
export function confineSession(session: Session, allowed: { readonly microphone: boolean } = { microphone: false }): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const media = "mediaTypes" in details ? (details.mediaTypes ?? []) : [];
    // Asked for what the computer plays, the runtime names no kind, or the screen; what is then given the page's opener decides.
    const hears = permission === "display-capture" || (permission === "media" && media.every((type) => type === "audio"));
    answer(allowed.microphone && hears && contents.getURL().startsWith(`${appOrigin}/`));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    // Asked for the list of microphones, the runtime names the page where it should name the origin.
    const ours = origin === appOrigin || origin.startsWith(`${appOrigin}/`);
    return allowed.microphone && ours && permission === "media" && details.mediaType === "audio";
  });
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOurs(details.url) }));
  session.setSpellCheckerEnabled(false);
}

/** Our own files, and in development builds the developer tools' own pages. */
function isOurs(url: string): boolean {
  if (url.startsWith(`${appOrigin}/`) || url.startsWith("blob:") || url.startsWith("data:")) return true;
  return __DEVELOPMENT_BUILD__ && url.startsWith("devtools://");
}

/** Keeps a page where it is: no navigation, no new window, no embedded page, no developer tools in a release. */
export function confineContents(contents: WebContents): void {
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  if (!__DEVELOPMENT_BUILD__) contents.on("devtools-opened", () => contents.closeDevTools());
}
