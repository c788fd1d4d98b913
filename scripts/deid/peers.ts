import { OpenRedaction } from "@openredaction/core";
import nlp from "compromise";
import { SyncRedactor } from "redact-pii";

interface Found {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** Another program that finds identifiers, asked in its own way. */
export interface Peer {
  readonly name: string;
  find(text: string): Promise<Found[]>;
}

/** Where the pieces of a rewritten text that were left alone stand; what lies between was replaced. */
function findReplaced(text: string, rewritten: string): Found[] {
  const found: Found[] = [];
  let at = 0;
  const pieces = rewritten.split(/\b(?:[A-Z]+(?:_[A-Z]+)+|ZIPCODE|USERNAME|PASSWORD|CREDENTIALS|DIGITS|URL)\b/);
  pieces.forEach((piece, index) => {
    const start = piece === "" ? at : text.indexOf(piece, at);
    if (start < 0) return;
    if (index > 0 && start > at) found.push({ start: at, end: start, type: "NAME" });
    at = start + piece.length;
    if (index === pieces.length - 1 && piece === "" && at < text.length) found.push({ start: at, end: text.length, type: "NAME" });
  });
  return found;
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/NAME/, "NAME"],
  [/DATE|DOB/, "DATE"],
  [/ADDRESS|ZIP|LOCATION|CITY/, "LOCATION"],
  [/PHONE|EMAIL|URL|IP|FAX/, "PHONE"],
];

/** The peers at the versions of package.json, each with the settings that find most. */
export function listPeers(): Peer[] {
  const redactor = new SyncRedactor();
  const open = new OpenRedaction({ preset: "hipaa" });
  return [
    { name: "redact-pii", find: async (text) => findReplaced(text, redactor.redact(text)) },
    {
      name: "openredaction",
      find: async (text) =>
        (await open.detect(text)).detections.map(({ type, position: [start, end] }) => ({
          start,
          end,
          type: kinds.find(([kind]) => kind.test(type))?.[1] ?? "ID",
        })),
    },
    {
      name: "compromise",
      find: async (text) => {
        const page = nlp(text);
        const read = (view: { json(options: object): unknown }, type: string): Found[] =>
          (view.json({ offset: true }) as { offset?: { start: number; length: number } }[]).flatMap(({ offset }) =>
            offset === undefined ? [] : [{ start: offset.start, end: offset.start + offset.length, type }],
          );
        const contacts = [page.phoneNumbers(), page.emails(), page.urls()].flatMap((view) => read(view, "PHONE"));
        return [...read(page.people(), "NAME"), ...read(page.places(), "LOCATION"), ...read(page.organizations(), "ORG"), ...contacts];
      },
    },
  ];
}
