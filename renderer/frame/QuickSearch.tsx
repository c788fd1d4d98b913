import { CornerDownLeft, FileText, UserRound } from "lucide-react";
import { type KeyboardEvent, type ReactElement, useEffect, useEffectEvent, useId, useState } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import type { User } from "../../shared/domain/people.ts";
import { t } from "../words/language.ts";
import type { Route } from "./route.ts";
import { type Found, type FoundPart, useQuickFound } from "./use-quick-found.ts";

export interface QuickSearchProps {
  readonly user: User;
  readonly onGo: (route: Route) => void;
  readonly onLock: () => void;
  readonly onClose: () => void;
}

const icons = { patient: UserRound, note: FileText, action: CornerDownLeft } as const;

/**
 * Ctrl+K: patients, notes and everything that can be done, by a few letters and Enter. Enter takes
 * what is marked, and only what was found for the letters as they stand: pressed before that is there,
 * it waits, and then takes the one thing found or leaves the choice, so that it never opens a chart
 * nobody has seen the name of.
 */
export function QuickSearch(props: QuickSearchProps): ReactElement {
  return (
    <ModalOverlay className="ui-shade quick-shade" isOpen isDismissable onOpenChange={(open) => !open && props.onClose()}>
      <Modal className="ui-modal quick">
        <AriaDialog className="ui-dialog" aria-label={t("Quick search")}>
          <Search {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Search({ user, onGo, onLock, onClose }: QuickSearchProps): ReactElement {
  const [typed, setTyped] = useState("");
  const { parts, isCurrent } = useQuickFound(user, typed);
  const all = parts.flatMap(({ found }) => found);
  const [moved, setMoved] = useState<string | null>(null);
  const [isEntered, setEntered] = useState(false);
  const listId = useId();
  const marked = all.find(({ id }) => id === moved) ?? all[0] ?? null;
  const nameItem = (id: string) => `${listId}-${id}`;

  function take(found: Found): void {
    onClose();
    if (found.does === "lock") onLock();
    else if ("go" in found.does) onGo(found.does.go);
    else found.does.run();
  }

  // Pressed early: the only thing found is what was meant.
  const awaited = isEntered && isCurrent;
  const only = awaited && all.length === 1 ? (all[0] ?? null) : null;
  const answerEarly = useEffectEvent(() => {
    setEntered(false);
    if (only !== null) take(only);
  });
  useEffect(() => {
    if (awaited) answerEarly();
  }, [awaited]);

  function step(by: 1 | -1): void {
    const at = marked === null ? -1 : all.indexOf(marked);
    setMoved(all[(at + by + all.length) % all.length]?.id ?? null);
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (all.length > 0) step(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (!isCurrent) setEntered(true);
      else if (marked !== null) take(marked);
    }
  }

  useEffect(() => {
    if (marked !== null) document.getElementById(`${listId}-${marked.id}`)?.scrollIntoView?.({ block: "nearest" });
  }, [marked, listId]);

  return (
    <>
      <input
        className="quick-input"
        role="combobox"
        aria-label={t("Find a patient, a note, or a place")}
        aria-expanded={all.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={marked === null ? undefined : nameItem(marked.id)}
        placeholder={t("Find a patient, a note, or a place")}
        autoComplete="off"
        spellCheck="false"
        // biome-ignore lint/a11y/noAutofocus: a person opened it to type into it
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setMoved(null);
          setEntered(false);
        }}
        onKeyDown={handleKey}
      />
      <div className="quick-list" id={listId} role="listbox" aria-label={t("Found")} aria-busy={!isCurrent}>
        {parts.map((part) => (
          <Part key={part.id} part={part} marked={marked} nameItem={nameItem} onTake={take} onPoint={setMoved} />
        ))}
      </div>
      <p className="quick-none" role="status">
        {isCurrent && all.length === 0 ? t("Nothing found. Try the start of a name, a birth date as 1970-01-31, or a record number.") : ""}
      </p>
    </>
  );
}

interface PartProps {
  readonly part: FoundPart;
  readonly marked: Found | null;
  readonly nameItem: (id: string) => string;
  readonly onTake: (found: Found) => void;
  readonly onPoint: (id: string) => void;
}

function Part({ part, marked, nameItem, onTake, onPoint }: PartProps): ReactElement {
  const headId = useId();
  return (
    <div role="group" aria-labelledby={headId}>
      <p className="quick-head" id={headId}>
        {part.title}
      </p>
      {part.found.map((found) => {
        const Icon = icons[found.kind];
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above keeps the focus and takes the keys
          <div
            key={found.id}
            id={nameItem(found.id)}
            role="option"
            className="quick-item"
            aria-selected={found === marked}
            data-focused={found === marked || undefined}
            onClick={() => onTake(found)}
            onPointerMove={() => found !== marked && onPoint(found.id)}
          >
            <Icon size={16} aria-hidden />
            <span className="quick-words">{found.words}</span>
            <span className="quick-fact">{found.fact}</span>
          </div>
        );
      })}
    </div>
  );
}
