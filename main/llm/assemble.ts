import type { ElementName, Task } from "../../shared/domain/task.ts";
import type { SpeakerRole } from "../../shared/domain/transcript.ts";
import type { DeidentifiedText } from "../deid/deidentified-text.ts";
import type { OutgoingBlock, SendRequest } from "./ports.ts";

/** What each element is made of; all of it text only the de-id room can make. */
export interface ElementValues {
  readonly "transcript-lines": readonly { readonly line: number; readonly text: DeidentifiedText }[];
  readonly "speaker-parts": ReadonlyMap<number, SpeakerRole>;
  readonly "plan-goals": readonly DeidentifiedText[];
  readonly "style-example": readonly DeidentifiedText[];
}

/** Exactly the elements a task allows: one more, or one too few, does not compile. */
export type Elements<E extends ElementName> = { readonly [K in E]: ElementValues[K] };

/** A task was handed something it may not carry: a bug, because the types forbid it. */
export class ElementNotAllowed extends TypeError {
  override readonly name = "ElementNotAllowed";
}

const blockNames = ["plan-goals", "style-example"] as const;

/**
 * Puts a request together from a task and the elements it allows (minimum necessary, 164.514(d)).
 * What the compiler cannot see is looked at again here: nothing off the task's list gets in.
 */
export function assemble<E extends ElementName>(
  task: Task<E>,
  elements: Elements<E>,
  stamp: Pick<SendRequest, "sendId" | "identifiersReplaced">,
): SendRequest {
  const given: Partial<ElementValues> = elements;
  for (const name of Object.keys(given)) {
    if (!(task.allowedElements as readonly string[]).includes(name)) throw new ElementNotAllowed();
  }
  const roles = given["speaker-parts"] ?? new Map<number, SpeakerRole>();
  const blocks = blockNames.flatMap((element): OutgoingBlock[] => {
    const texts = given[element] ?? [];
    return texts.length === 0 ? [] : [{ element, texts }];
  });
  const { id, version, sha256, dataClass, features, system, preamble, closing, maxOutputTokens, form } = task;
  const lines = (given["transcript-lines"] ?? []).map(({ line, text }) => ({ line, text, role: roles.get(line) ?? ("unknown" as const) }));
  return { ...stamp, task: { id, version, sha256, dataClass, features }, system, preamble, blocks, lines, closing, maxOutputTokens, form };
}
