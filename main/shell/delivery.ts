import { dialog } from "electron";
import type { Delivery } from "../workflows/delivery.ts";
import { machineFiles } from "./machine-files.ts";
import { printPdf } from "./print-pdf.ts";

/** Writes packages where the person chooses, whole or not at all, and renders letters as PDF. */
export function createDelivery(): Delivery {
  return {
    async choosePlace(suggestedName) {
      const chosen = await dialog.showSaveDialog({ title: "Save the record", defaultPath: suggestedName, properties: ["dontAddToRecent"] });
      return chosen.canceled || chosen.filePath === "" ? null : chosen.filePath;
    },
    async chooseFolder() {
      const chosen = await dialog.showOpenDialog({ title: "Choose a folder", properties: ["openDirectory", "createDirectory", "dontAddToRecent"] });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    ...machineFiles,
    renderPdf: printPdf,
  };
}
