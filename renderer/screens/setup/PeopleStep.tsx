import { type FormEvent, type ReactElement, useState } from "react";
import { minimumPasswordLength, type NewUser, NewUserSchema, type Role } from "../../../shared/domain/people.ts";
import { Button, PasswordField, SelectField, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

interface PeopleStepProps {
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onNext: (users: NewUser[]) => void;
}

const roleOptions: readonly { id: Role; label: string; description: string }[] = [
  { id: "clinician", label: t("Clinician"), description: t("Sees patients, writes and signs notes") },
  { id: "supervisor", label: t("Supervisor"), description: t("Also reviews others' notes") },
  { id: "practice-manager", label: t("Practice manager"), description: t("Exports records, keeps agreements and people") },
  { id: "privacy-officer", label: t("Privacy officer"), description: t("Answers for privacy and the audit log") },
  { id: "it-admin", label: t("IT administrator"), description: t("Keeps the program running; sees no patients") },
  { id: "auditor", label: t("Auditor"), description: t("Reads the audit log only") },
];

const blank = (role: Role): NewUser => ({ username: "", displayName: "", credentials: "", role, password: "" });

/** The first people: at least one who sees patients, and one who keeps the agreements. */
export function PeopleStep({ busy, onBack, onNext }: PeopleStepProps): ReactElement {
  const [users, setUsers] = useState<NewUser[]>([blank("clinician"), blank("practice-manager")]);
  const complete = users.every((user) => NewUserSchema.safeParse(user).success);
  function change(at: number, changes: Partial<NewUser>): void {
    setUsers(users.map((user, index) => (index === at ? { ...user, ...changes } : user)));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    onNext(users);
  }
  return (
    <form onSubmit={submit}>
      {users.map((user, at) => (
        // People have no identity yet but their place in this list.
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added and removed at the end
        <fieldset className="person-form" key={at} aria-label={t("Person {at}", { at: at + 1 })}>
          <PersonFields user={user} onChange={(changes) => change(at, changes)} />
        </fieldset>
      ))}
      <div className="form-foot">
        <Button variant="secondary" onPress={() => setUsers([...users, blank("clinician")])}>
          {t("Add person")}
        </Button>
        {users.length > 1 && (
          <Button variant="quiet" onPress={() => setUsers(users.slice(0, -1))}>
            {t("Remove the last")}
          </Button>
        )}
      </div>
      <div className="form-foot">
        <Button variant="quiet" onPress={onBack}>
          {t("Back")}
        </Button>
        <Button variant="primary" type="submit" busy={busy} isDisabled={!complete}>
          {t("Make the record")}
        </Button>
      </div>
    </form>
  );
}

/** One person's fields. */
export function PersonFields({ user, onChange }: { readonly user: NewUser; readonly onChange: (changes: Partial<NewUser>) => void }): ReactElement {
  return (
    <>
      <div className="form-grid">
        <TextField label={t("Full name")} value={user.displayName} onChange={(displayName) => onChange({ displayName })} isRequired />
        <TextField
          label={t("Credentials")}
          description={t("As printed after the name, or empty")}
          value={user.credentials}
          onChange={(credentials) => onChange({ credentials })}
        />
        <SelectField label={t("Role")} options={roleOptions} value={user.role} onChange={(role) => onChange({ role: role as Role })} />
      </div>
      <div className="form-grid">
        <TextField
          label={t("User name")}
          description={t("Small letters, digits, dots")}
          value={user.username}
          onChange={(username) => onChange({ username: username.toLowerCase() })}
          isRequired
          autoComplete="off"
        />
        <PasswordField
          label={t("Password")}
          description={t("At least {minimumPasswordLength} characters; four or five unrelated words work well", { minimumPasswordLength })}
          value={user.password}
          onChange={(password) => onChange({ password })}
          isRequired
          autoComplete="new-password"
        />
      </div>
    </>
  );
}
