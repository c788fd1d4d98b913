import { type ReactElement, useState } from "react";
import { type ClinicTemplate, NewTemplateSchema, type TemplateStyle } from "../../../shared/domain/note.ts";
import { useProposeTemplate } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, SelectField, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { lengthOptions, quoteOptions, voiceOptions } from "./style-words.ts";

interface SectionText {
  readonly key: number;
  readonly title: string;
  readonly guidance: string;
}

const mostSections = 12;
const usualStyle: TemplateStyle = { length: "standard", quote: "sparing", voice: "client" };

function startSections(from: ClinicTemplate | null): SectionText[] {
  if (from === null) return [{ key: 0, title: "", guidance: "" }];
  return from.template.sections.map(({ title, guidance }, key) => ({ key, title, guidance }));
}

/** Writes a note format: its sections, how it sounds, and a note the clinic likes. */
export function TemplateDialog({ from, onClose }: { readonly from: ClinicTemplate | null; readonly onClose: () => void }): ReactElement {
  const [name, setName] = useState(from?.template.name ?? "");
  const [sections, setSections] = useState(() => startSections(from));
  const [style, setStyle] = useState(from?.template.style ?? usualStyle);
  const [example, setExample] = useState(from?.example ?? "");
  const propose = useProposeTemplate();
  const parsed = NewTemplateSchema.safeParse({
    templateId: from?.template.id ?? null,
    name,
    sections: sections.map(({ title, guidance }) => ({ title, guidance })),
    style,
    example,
  });
  const change = (key: number, texts: Partial<SectionText>) =>
    setSections(sections.map((section) => (section.key === key ? { ...section, ...texts } : section)));
  const nextKey = Math.max(...sections.map(({ key }) => key)) + 1;
  return (
    <Dialog
      title={from === null ? t("New format") : t("Change {name}", { name: from.template.name })}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button
            variant="primary"
            busy={propose.isPending}
            isDisabled={!parsed.success}
            onPress={() => parsed.success && propose.mutate(parsed.data, { onSuccess: onClose })}
          >
            {t("Save for approval")}
          </Button>
        </>
      }
    >
      <p className="quiet">
        {t("These words leave with every draft, so they must name nobody: names, dates and numbers are looked for and refused.")}
      </p>
      <TextField label={t("Name of the format")} value={name} onChange={setName} isRequired maxLength={60} />
      {sections.map(({ key, title, guidance }, index) => (
        <fieldset key={key} className="form-grid">
          <legend className="ui-label">{t("Section {index}", { index: index + 1 })}</legend>
          <TextField label={t("Title")} value={title} onChange={(text) => change(key, { title: text })} isRequired maxLength={60} />
          <TextField
            label={t("What belongs in it")}
            value={guidance}
            onChange={(text) => change(key, { guidance: text })}
            isRequired
            maxLength={400}
          />
          {sections.length > 1 && (
            <div className="row-actions">
              <Button variant="quiet" onPress={() => setSections(sections.filter((section) => section.key !== key))}>
                {t("Remove section {index}", { index: index + 1 })}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      {sections.length < mostSections && (
        <div className="form-foot">
          <Button variant="secondary" onPress={() => setSections([...sections, { key: nextKey, title: "", guidance: "" }])}>
            {t("Add a section")}
          </Button>
        </div>
      )}
      <div className="form-grid">
        <SelectField
          label={t("Length")}
          options={lengthOptions}
          value={style.length}
          onChange={(id) => setStyle({ ...style, length: id as TemplateStyle["length"] })}
        />
        <SelectField
          label={t("Quotes")}
          options={quoteOptions}
          value={style.quote}
          onChange={(id) => setStyle({ ...style, quote: id as TemplateStyle["quote"] })}
        />
        <SelectField
          label={t("Voice")}
          options={voiceOptions}
          value={style.voice}
          onChange={(id) => setStyle({ ...style, voice: id as TemplateStyle["voice"] })}
        />
      </div>
      <TextField
        label={t("A note you like")}
        description={t("Optional, about invented people")}
        value={example}
        onChange={setExample}
        multiline
        rows={6}
        maxLength={6_000}
      />
      <FailureNotice error={propose.error} />
    </Dialog>
  );
}
