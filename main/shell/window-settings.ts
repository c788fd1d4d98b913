import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { app, nativeTheme } from "electron";
import type { Language } from "../../shared/domain/language.ts";
import { type Theme, themes } from "../../shared/domain/themes.ts";

/** How this computer's windows speak and look: as chosen here, or as the system does where nobody has chosen. */
export interface WindowSettings {
  readonly language: Language;
  readonly theme: Theme;
}

export interface WindowSettingsFile {
  read(): WindowSettings;
  choose(changes: Partial<WindowSettings>): void;
}

/** Reads the choice beside the record; it says nothing of a patient, and a damaged one is no choice. */
export function openWindowSettings(profile: string): WindowSettingsFile {
  const path = join(profile, "window.json");
  let settings = readChosen(path);
  obey(settings);
  return {
    read: () => settings,
    choose(changes) {
      settings = { ...settings, ...changes };
      obey(settings);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${JSON.stringify(settings)}\n`, { mode: 0o600 });
    },
  };
}

/** What the system draws itself, lists and scrollbars, follows the choice too; pages hear of it as the system's own scheme. */
function obey({ theme }: WindowSettings): void {
  const source = theme === "contrast" ? "system" : theme;
  if (nativeTheme.themeSource !== source) nativeTheme.themeSource = source;
}

function readChosen(path: string): WindowSettings {
  const chosen = readFile(path);
  const theme = themes.find((known) => known === chosen.theme) ?? "system";
  if (chosen.language === "en" || chosen.language === "es") return { language: chosen.language, theme };
  return { language: app.getLocale().startsWith("es") ? "es" : "en", theme };
}

function readFile(path: string): { readonly language?: unknown; readonly theme?: unknown } {
  try {
    // Read by hand: this is what the first window waits for, and a schema library would take longer to load than the file.
    const chosen: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof chosen === "object" && chosen !== null ? chosen : {};
  } catch {
    return {};
  }
}
