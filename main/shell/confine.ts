import type { Session, WebContents } from "electron";
import { appOrigin } from "./protocol.ts";

/** Shuts a session off from everything but our own files: no network, no permission, no download. */
export function confineSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
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
