import type { ReactNode } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { useCosign } from "../../api/index.ts";
import { ProofDialog } from "../../parts/index.ts";
import { t } from "../../words/language.ts";

/** The supervisor's signature, which seals the note under both names. */
export function CosignDialog({ note, onClose }: { readonly note: Note; readonly onClose: () => void }): ReactNode {
  const cosign = useCosign();
  return (
    <ProofDialog
      title={t("Co-sign this note")}
      actionLabel={t("Co-sign")}
      busy={cosign.isPending}
      error={cosign.error}
      onProve={(password) => cosign.mutate({ noteId: note.id, revision: note.revision, password }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t("Your name is printed under the author's, and the note is sealed as you have read it. Later changes go into an addendum.")}</p>
    </ProofDialog>
  );
}
