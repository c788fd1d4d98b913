import { type ReactElement, useState } from "react";
import { minimumPasswordLength, type NewUser, NewUserSchema, type Role, roles, type User } from "../../../shared/domain/people.ts";
import { AskError, useAddUser, useDeactivateUser, useUsers } from "../../api/index.ts";
import { Badge, Button, DataTable, Dialog, EmptyState, Notice, PasswordField, ScreenTitle, SelectField, TextField } from "../../ui/index.ts";
import { formatSome, nameRole, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { ResetPassword } from "./ResetPassword.tsx";
import { SupervisorField } from "./SupervisorField.tsx";

const blank: NewUser = { username: "", displayName: "", credentials: "", role: "clinician", password: "" };
const roleOptions = roles.map((id) => ({ id, label: nameRole(id) }));

/** Who works here, and ending their access in one step. */
export function PeopleScreen({ self }: { readonly self: User }): ReactElement {
  const { data, error } = useUsers();
  const [adding, setAdding] = useState(false);
  const [resetting, setResetting] = useState<User | null>(null);
  const [ending, setEnding] = useState<User | null>(null);
  const end = useDeactivateUser();
  const failure = error ?? end.error;
  const active = data?.users.filter((user) => user.active).length ?? 0;
  return (
    <div className="screen">
      <ScreenTitle lead={t("{active} access.", { active: formatSome(active, t("person has"), t("people have")) })}>{t("People")}</ScreenTitle>
      <div className="form-foot">
        <Button variant="primary" onPress={() => setAdding(true)}>
          {t("Add person")}
        </Button>
      </div>
      {failure instanceof AskError && (
        <Notice tone="refused" title={wordsFor(failure.code).title} code={failure.code}>
          {wordsFor(failure.code).body} {wordsFor(failure.code).next}
        </Notice>
      )}
      <DataTable
        label={t("People")}
        rows={data?.users ?? []}
        rowKey={(user) => user.id}
        empty={<EmptyState title={t("Nobody yet")} />}
        columns={[
          { id: "name", header: t("Name"), render: (user) => `${user.displayName}${user.credentials === "" ? "" : `, ${user.credentials}`}` },
          { id: "username", header: t("User name"), render: (user) => user.username },
          { id: "role", header: t("Role"), render: (user) => nameRole(user.role) },
          {
            id: "state",
            header: t("Access"),
            render: (user) => (user.active ? <Badge tone="done">{t("Has access")}</Badge> : <Badge tone="neutral">{t("Ended")}</Badge>),
          },
          {
            id: "supervisor",
            header: t("Signs after them"),
            render: (user) => (user.active && user.role === "clinician" ? <SupervisorField user={user} people={data?.users ?? []} /> : null),
          },
          {
            id: "end",
            header: t("Change"),
            render: (user) =>
              user.active && user.id !== self.id ? (
                <div className="row-actions">
                  <Button variant="quiet" onPress={() => setResetting(user)}>
                    {t("New start password")}
                  </Button>
                  <Button variant="quiet" onPress={() => setEnding(user)}>
                    {t("End access")}
                  </Button>
                </div>
              ) : null,
          },
        ]}
      />
      {resetting !== null && <ResetPassword user={resetting} onClose={() => setResetting(null)} />}
      {ending !== null && (
        <Dialog
          title={t("End {displayName}'s access", { displayName: ending.displayName })}
          tone="danger"
          isOpen
          onClose={() => setEnding(null)}
          footer={
            <>
              <Button variant="quiet" onPress={() => setEnding(null)}>
                {t("Cancel")}
              </Button>
              <Button variant="danger" busy={end.isPending} onPress={() => end.mutate({ userId: ending.id }, { onSettled: () => setEnding(null) })}>
                {t("End access now")}
              </Button>
            </>
          }
        >
          <p>
            {t(
              "Their password opens nothing from this moment, and any session they have ends. What they wrote stays theirs. This cannot be undone; to come back they are added anew.",
            )}
          </p>
        </Dialog>
      )}
      {adding && <AddPerson onClose={() => setAdding(false)} />}
    </div>
  );
}

function AddPerson({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [user, setUser] = useState<NewUser>(blank);
  const add = useAddUser();
  const code = add.error instanceof AskError ? add.error.code : null;
  const set = (changes: Partial<NewUser>) => setUser({ ...user, ...changes });
  return (
    <Dialog
      title={t("Add person")}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button
            variant="primary"
            busy={add.isPending}
            isDisabled={!NewUserSchema.safeParse(user).success}
            onPress={() => add.mutate(user, { onSuccess: onClose })}
          >
            {t("Add")}
          </Button>
        </>
      }
    >
      <TextField label={t("Full name")} value={user.displayName} onChange={(displayName) => set({ displayName })} isRequired autoFocus />
      <TextField label={t("Credentials")} value={user.credentials} onChange={(credentials) => set({ credentials })} />
      <SelectField label={t("Role")} options={roleOptions} value={user.role} onChange={(role) => set({ role: role as Role })} />
      <TextField
        label={t("User name")}
        value={user.username}
        onChange={(username) => set({ username: username.toLowerCase() })}
        isRequired
        autoComplete="off"
      />
      <PasswordField
        label={t("Password")}
        description={t("At least {minimumPasswordLength} characters", { minimumPasswordLength })}
        value={user.password}
        onChange={(password) => set({ password })}
        isRequired
        autoComplete="new-password"
      />
      {code !== null && (
        <Notice tone="refused" title={wordsFor(code).title} code={code}>
          {wordsFor(code).body} {wordsFor(code).next}
        </Notice>
      )}
    </Dialog>
  );
}
