import { findTemplate } from "../drafting/index.ts";
import type { ReadTx } from "../vault/sql.ts";
import { findApprovedTemplate } from "../vault/stores/note-templates.ts";
import type { ChosenTemplate } from "./send-session.ts";

/** A format by its id: one of the program's own, or the clinic's newest approved version; null when there is none. */
export async function chooseTemplate(tx: ReadTx, id: string): Promise<ChosenTemplate | null> {
  const built = findTemplate(id);
  if (built !== undefined) return { template: built, example: "" };
  const own = await findApprovedTemplate(tx, id);
  return own === null ? null : { template: own.template, example: own.example };
}
