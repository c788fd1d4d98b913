import { t } from "./language.ts";
import { type Words, words } from "./say.ts";

const askIt = t("Ask IT, and give them the code.");

/** Words for a record that lies on another computer. */
export const stationWords = {
  "station.host-away": words(
    t("The clinic's record cannot be reached"),
    t("The computer that keeps it does not answer. What you type here is kept and delivered when it does."),
    t("Chartwell goes on trying. If it lasts, ask whether that computer is switched on and on the network."),
  ),
  "station.host-stranger": words(
    t("This is not the clinic's host"),
    t("A computer answers at its address, but cannot prove that it keeps the clinic's record. Nothing was said to it."),
    t("Do not go on. Tell IT and your privacy officer, and give them the code."),
  ),
  "station.revoked": words(
    t("This workstation was put out"),
    t("The clinic has ended this computer's access to the record."),
    t("If that is a mistake, a practice manager or IT can let it in again with a new code."),
  ),
  "station.version-skew": words(
    t("Two versions of Chartwell"),
    t("This workstation has version {station} and the host {host}. They do not understand one another, so nothing is exchanged."),
    t("Ask IT to bring both to the same version. Nothing here is lost."),
  ),
  "station.key-missing": words(
    t("This workstation's key is gone"),
    t("This computer's keychain no longer holds the key by which the host knows it."),
    t("Ask a practice manager or IT for a new code, and join the host again."),
  ),
  "station.code-wrong": words(
    t("That code lets nobody in"),
    t("It was mistyped, used already, or its ten minutes are over."),
    t("Ask for a new code on the host and type it here."),
  ),
  "station.no-answer": words(
    t("No host answers there"),
    t(
      "A host answers only to the code it shows. This one was mistyped, used already or is past its ten minutes, or no host is at this address and port.",
    ),
    t("Compare all three with what the host shows; if they are right, ask for a new code."),
  ),
  "station.busy": words(t("Too much at once"), t("The host is still answering what this window asked before."), t("Wait a moment and try again.")),
  "station.host-only": words(
    t("This is done on the host"),
    t("It concerns the disk of the computer that keeps the record."),
    t("Do it there, or ask IT."),
  ),
  "station.not-found": words(t("No such workstation"), t("It was put out already, or never let in."), t("Look at the list again.")),
  "station.not-kept": words(
    t("Not possible while the host is away"),
    t("What this needs lies with the clinic's record and is not kept on this computer."),
    t("Try again when the host is back. Typing and recording go on meanwhile."),
  ),
  "station.undelivered": words(
    t("Something waits here for the host"),
    t("Notes or recordings that were made here have not come to the record yet, and would be lost."),
    t("Bring this computer to the host's network and open Chartwell once; then let it stand alone again."),
  ),
  "station.never-here": words(
    t("Not signed in"),
    t("The host is away, and nobody with this name and password has signed in on this computer lately."),
    t("Check both, or wait until the host is back."),
  ),
  "station.stand-alone": words(
    t("This computer stands alone"),
    t("Its record is kept on it and used from no other computer."),
    t("To use it from several, IT starts Chartwell as a host."),
  ),
  "station.host-here": words(
    t("The host is here"),
    t("Emergency copies are for when the clinic's record cannot be reached."),
    t("Open the chart in the usual way; if it is closed to you, break the glass."),
  ),
  "host.identity-lost": words(
    t("The host's identity does not open"),
    t("The key in this computer's keychain does not fit the host's own files. No workstation would know it again."),
    askIt,
  ),
  "host.port-taken": words(t("The port is taken"), t("Another program listens where this host is to listen."), askIt),
  "host.settings-invalid": words(t("The host's settings cannot be read"), t("host.json is not in the form expected."), askIt),
  "host.not-running": words(t("No host runs here"), t("Chartwell does not run as a host on this computer."), askIt),
  "host.already-running": words(t("A host runs already"), t("Chartwell runs as a host on this computer."), askIt),
} satisfies Record<string, Words>;
