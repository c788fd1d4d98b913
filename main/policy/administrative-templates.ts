import { registryKey } from "./registry.ts";
import { listSettings, type Setting } from "./settings.ts";

/** The templates for Group Policy: the settings, and their words in English. */
export interface AdministrativeTemplates {
  readonly admx: string;
  readonly adml: string;
}

const largest = 4_294_967_295;

/** Writes the Windows templates from the policy's schema; each setting is a value of `HKLM\SOFTWARE\Policies\Chartwell`. */
export function writeAdministrativeTemplates(): AdministrativeTemplates {
  const settings = listSettings();
  return { admx: writeAdmx(settings), adml: writeAdml(settings) };
}

function writeAdmx(settings: readonly Setting[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="chartwell" namespace="Chartwell.Policies.Chartwell" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <categories>
    <category name="Chartwell" displayName="$(string.Chartwell)" />
  </categories>
  <policies>
${settings.map(writePolicy).join("\n")}
  </policies>
</policyDefinitions>
`;
}

function writePolicy(setting: Setting): string {
  const id = nameOf(setting);
  const head = `    <policy name="${id}" class="Machine" displayName="$(string.${id})" explainText="$(string.${id}_Explain)" key="${registryKey}"`;
  if (setting.kind === "switch") {
    return `${head} valueName="${setting.path}">
      <parentCategory ref="Chartwell" />
      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>
    </policy>`;
  }
  return `${head} presentation="$(presentation.${id})">
      <parentCategory ref="Chartwell" />
      <elements>
${writeElement(setting)}
      </elements>
    </policy>`;
}

function writeElement(setting: Setting): string {
  const id = nameOf(setting);
  const named = `id="${id}" valueName="${setting.path}"`;
  if (setting.kind === "choice") {
    const items = setting.choices.map(
      (choice) => `          <item displayName="$(string.${id}_${safe(choice)})"><value><string>${escapeXml(choice)}</string></value></item>`,
    );
    return `        <enum ${named} required="true">\n${items.join("\n")}\n        </enum>`;
  }
  if (setting.kind === "number")
    return `        <decimal ${named} required="true" minValue="${setting.min ?? 0}" maxValue="${Math.min(setting.max ?? largest, largest)}" />`;
  return setting.kind === "list" ? `        <multiText ${named} maxLength="16384" />` : `        <text ${named} required="true" maxLength="16384" />`;
}

function writeAdml(settings: readonly Setting[]): string {
  const strings = settings.flatMap((setting) => {
    const id = nameOf(setting);
    const how = setting.kind === "json" ? " Written as JSON, as in policy.json." : "";
    return [
      word(id, setting.path),
      word(`${id}_Explain`, `${setting.description}${how}`.trim() || setting.path),
      ...setting.choices.map((choice) => word(`${id}_${safe(choice)}`, choice)),
    ];
  });
  const presentations = settings.filter(({ kind }) => kind !== "switch").map(writePresentation);
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Chartwell</displayName>
  <description>What a clinic's IT fixes for Chartwell on a machine.</description>
  <resources>
    <stringTable>
${[word("Chartwell", "Chartwell"), ...strings].join("\n")}
    </stringTable>
    <presentationTable>
${presentations.join("\n")}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

function writePresentation(setting: Setting): string {
  const id = nameOf(setting);
  const label = escapeXml(setting.path);
  const control =
    setting.kind === "choice"
      ? `<dropdownList refId="${id}">${label}</dropdownList>`
      : setting.kind === "number"
        ? `<decimalTextBox refId="${id}">${label}</decimalTextBox>`
        : setting.kind === "list"
          ? `<multiTextBox refId="${id}">${label}</multiTextBox>`
          : `<textBox refId="${id}"><label>${label}</label></textBox>`;
  return `      <presentation id="${id}">${control}</presentation>`;
}

const nameOf = ({ path }: Setting) => safe(path);
const safe = (text: string) => text.replace(/[^A-Za-z0-9]/g, "_");
const word = (id: string, text: string) => `      <string id="${id}">${escapeXml(text)}</string>`;

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
