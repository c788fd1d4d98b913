import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { app } from "electron";
import type { Language } from "../../shared/domain/language.ts";

/** The language windows open in: the one chosen on this computer, or the system's where nobody has chosen. */
export interface WindowLanguage {
  read(): Language;
  choose(language: Language): void;
}

/** Reads the choice beside the record; it says nothing of a patient, and a damaged one is no choice. */
export function openWindowLanguage(profile: string): WindowLanguage {
  const path = join(profile, "language.json");
  let language = readChosen(path) ?? (app.getLocale().startsWith("es") ? "es" : "en");
  return {
    read: () => language,
    choose(chosen) {
      language = chosen;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${JSON.stringify({ language })}\n`, { mode: 0o600 });
    },
  };
}

function readChosen(path: string): Language | null {
  try {
    // Read by hand: this is what the first window waits for, and a schema library would take longer to load than the file.
    const { language } = JSON.parse(readFileSync(path, "utf8")) as { language?: unknown };
    return language === "en" || language === "es" ? language : null;
  } catch {
    return null;
  }
}
