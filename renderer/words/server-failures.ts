import { t } from "./language.ts";
import { words } from "./say.ts";

/** Words for a record that lies on a PostgreSQL server, and for its moves there and back. */
export const serverWords = {
  "vault.unreachable": words(
    t("The record's server does not answer"),
    t("What you were doing may not have been saved. Everything that was confirmed before is safe on the server."),
    t("Try again in a moment. If it goes on, tell IT that the database server cannot be reached."),
  ),
  "vault.server-refused": words(
    t("The record's server and this computer do not recognise each other"),
    t("The server's certificate is not the one expected, or it no longer accepts this computer. Nothing was sent to it."),
    t("Tell IT at once: somebody may be standing in for the server, or a certificate or password has run out."),
  ),
  "vault.server-unfit": words(
    t("The record's server is not set up as it must be"),
    t("It is too old, its role may do too much, its rows are not walled off, or it holds another clinic's record. Nothing was written."),
    t("Ask IT to run the check of the server and give them the code."),
  ),
  "vault.held-elsewhere": words(
    t("Another computer has the record open"),
    t("A record on a server is held by one computer at a time, so that two never write over each other."),
    t("Close Chartwell there, or connect to that computer instead."),
  ),
  "vault.older-schema": words(
    t("The record's server has to be brought up to date"),
    t("This version of Chartwell needs a step on the database server that only its administrator may take."),
    t("Ask IT to run the record's migration, then try again."),
  ),
  "vault.no-credential": words(
    t("This computer has no key to the record's server"),
    t("The keychain no longer holds the password or the private key by which the server knows this computer."),
    t("Ask IT to set the server credential again."),
  ),
  "backup.tools-missing": words(
    t("The database's backup tool is missing"),
    t("A record on a PostgreSQL server is backed up with pg_dump, and none was found here that is as new as the server."),
    t("Ask IT to install the PostgreSQL client programs on this computer."),
  ),
  "move.in-use": words(t("The record is in use"), t("It moves only while nobody has it open."), t("Close Chartwell everywhere, then try again.")),
  "move.already-there": words(t("The record is there already"), t("It lies in the place it was to be moved to."), t("Nothing needs to be done.")),
  "move.target-in-force": words(
    t("The server holds a record in force"),
    t("Nothing is ever written over a record that is in use or was."),
    t("Ask IT to prepare an empty place for this record."),
  ),
  "move.old-there": words(
    t("The copy left by an earlier move is still there"),
    t("A second move would have to write over it."),
    t("Ask IT to forget the old copy first, once the record has been found whole."),
  ),
  "move.nothing-old": words(t("There is no old copy"), t("No earlier move has left one behind."), t("Nothing needs to be done.")),
  "move.differs": words(
    t("The copy differs from the record"),
    t("Row by row or in the audit log, what arrived is not what was sent. The record stays where it was."),
    t("Tell IT and support the code; nothing is lost."),
  ),
} as const;
