import { type ReactElement, useState } from "react";
import { SnippetSchema } from "../../../shared/domain/note-standing.ts";
import { useRemoveSnippet, useSaveSnippet, useSnippets } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, DataTable, EmptyState, Panel, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** Words a person writes often, by a short name. */
export function SnippetsPanel(): ReactElement {
  const { data, error } = useSnippets();
  const save = useSaveSnippet();
  const remove = useRemoveSnippet();
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const snippet = SnippetSchema.safeParse({ name, text });
  function keep(): void {
    if (!snippet.success) return;
    save.mutate(snippet.data, {
      onSuccess: () => {
        setName("");
        setText("");
      },
    });
  }
  return (
    <Panel title={t("Snippets")}>
      <p>
        {t(
          "Type a dot, the name and a space while you edit a sentence, and the words stand there. They are marked as typed by you. Keep names of patients out.",
        )}
      </p>
      <FailureNotice error={error ?? save.error ?? remove.error} />
      <DataTable
        label={t("Snippets")}
        rows={data?.snippets ?? []}
        rowKey={(row) => row.name}
        empty={
          <EmptyState title={t("No snippets yet")}>{t('Save the first one below, for example "sleep" for how you ask about sleep.')}</EmptyState>
        }
        columns={[
          { id: "name", header: t("Name"), render: (row) => `.${row.name}` },
          { id: "text", header: t("Words"), render: (row) => row.text },
          {
            id: "change",
            header: t("Change"),
            render: (row) => (
              <div className="row-actions">
                <Button
                  variant="quiet"
                  onPress={() => {
                    setName(row.name);
                    setText(row.text);
                  }}
                >
                  {t("Edit")}
                </Button>
                <Button variant="quiet" onPress={() => remove.mutate({ name: row.name })}>
                  {t("Remove")}
                </Button>
              </div>
            ),
          },
        ]}
      />
      <TextField
        label={t("Name")}
        description={t("2 to 24 small letters, digits or hyphens")}
        value={name}
        maxLength={24}
        onChange={(typed) => setName(typed.toLowerCase().replaceAll(/[^a-z0-9-]/g, ""))}
      />
      <TextField label={t("Words")} multiline rows={3} maxLength={1000} value={text} onChange={setText} />
      <div className="form-foot">
        <Button isDisabled={!snippet.success} busy={save.isPending} onPress={keep}>
          {t("Save snippet")}
        </Button>
      </div>
    </Panel>
  );
}
