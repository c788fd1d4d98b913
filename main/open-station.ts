import { join } from "node:path";
import { app } from "electron";
import type { Language } from "../shared/domain/language.ts";
import type { Theme } from "../shared/domain/theme.ts";
import { createSystemClock } from "./clock.ts";
import { composeStation, composeUnlinked, type StationApp, usualPace } from "./compose-station.ts";
import { createLog } from "./log.ts";
import type { Door } from "./open-house.ts";
import { locatePolicy, readPolicy } from "./policy/index.ts";
import { createNoteClipboard } from "./shell/clipboard.ts";
import { forbidCoreDumps } from "./shell/core-dumps.ts";
import { createDelivery } from "./shell/delivery.ts";
import { forgetMemory, renewPage } from "./shell/forget.ts";
import { createOsKeychain } from "./shell/keychain.ts";
import { createStartListener } from "./shell/listener-process.ts";
import { createMicrophones } from "./shell/recorder.ts";
import { locateSpeechPacks } from "./shell/speech-packs.ts";
import { nameAddress } from "./shell/window.ts";
import { nameStationKey, readStationSettings, type StationSecrets, StationSecretsSchema } from "./station/settings.ts";
import { keepWatch, logUnexpected } from "./watch.ts";

/** Builds a workstation behind a window that is already on its way: its house is on the clinic's host. */
export async function openStation({ distFolder, window, settings: look, namePage, deliver }: Door): Promise<StationApp> {
  const profile = app.getPath("userData");
  const log = createLog(join(profile, "logs", "chartwell.log"));
  logUnexpected(log);
  const clock = createSystemClock();
  const clipboard = createNoteClipboard();
  const settings = readStationSettings(profile);
  const secrets = settings === null || settings === "damaged" ? null : await readSecrets(settings.stationId);
  const common = { clock, log, policy: readPolicy(locatePolicy(), clock.today()), appVersion: app.getVersion() };
  const shown = {
    developmentRuntime: __DEVELOPMENT_BUILD__,
    showTheme: (theme: Theme) => look.choose({ theme }),
    showLanguage: (language: Language) => {
      look.choose({ language });
      void window.loadURL(nameAddress({ ...namePage(false), signInFirst: false })).catch(() => undefined);
    },
  };
  const composed =
    settings === null || settings === "damaged" || secrets === null
      ? composeUnlinked({ ...common, ...shown }, settings === "damaged" ? "host.settings-invalid" : "station.key-missing")
      : composeStation({
          ...{
            ...common,
            ...shown,
            profile,
            settings,
            secrets,
            clipboard,
            delivery: createDelivery(),
            microphones: createMicrophones(distFolder),
            startListener: createStartListener(distFolder),
            speechPacks: locateSpeechPacks(app.isPackaged),
            contractMark: __CONTRACT_MARK__,
            pace: usualPace,
          },
          deliver(name, payload) {
            deliver(`window-${window.webContents.id}`, name, payload);
            if (name === "session.locked") void clearAway((payload as { reason?: unknown }).reason !== "signed-out");
          },
        });
  /** After a session: a new page in a new process at once, and this process forgets what went through it. */
  async function clearAway(locked: boolean): Promise<void> {
    clipboard.clear();
    await renewPage(window, namePage(locked));
    forgetMemory();
  }
  window.webContents.on("did-finish-load", forbidCoreDumps);
  if (!window.webContents.isLoading()) setImmediate(forbidCoreDumps);
  keepWatch(composed, window);
  return composed;
}

/** The station's secrets; null where the keychain no longer has them. */
async function readSecrets(stationId: string): Promise<StationSecrets | null> {
  const kept = await createOsKeychain().get(nameStationKey(stationId));
  if (kept === null || kept === "unavailable") return null;
  const parsed = StationSecretsSchema.safeParse(JSON.parse(Buffer.from(kept).toString("utf8")));
  return parsed.success ? parsed.data : null;
}
