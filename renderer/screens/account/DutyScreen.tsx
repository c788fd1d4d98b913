import type { ReactElement } from "react";
import { useSignOut } from "../../api/index.ts";
import { Button, NamePlate, ScreenTitle } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { EnrolSecondFactor } from "./EnrolSecondFactor.tsx";
import { NewPassword } from "./NewPassword.tsx";

interface DutyProps {
  readonly duties: readonly ("password" | "second-factor")[];
  readonly onDone: () => void;
}

const words = {
  password: { title: t("Choose your own password"), lead: t("You signed in with a start password that somebody else knows.") },
  "second-factor": { title: t("Set up a second factor"), lead: t("Your clinic asks everyone for one: an app on your phone that shows a code.") },
} as const;

/** What must be done before the work: one thing at a time. */
export function DutyScreen({ duties, onDone }: DutyProps): ReactElement {
  const duty = duties[0] ?? "password";
  const signOut = useSignOut();
  return (
    <main className="gate">
      <div className="gate-sheet">
        <div className="gate-plate">
          <NamePlate size="large" />
          <ScreenTitle key={duty} lead={words[duty].lead}>
            {words[duty].title}
          </ScreenTitle>
        </div>
        {duty === "password" ? <NewPassword onDone={onDone} /> : <EnrolSecondFactor onDone={onDone} />}
        <Button variant="quiet" onPress={() => signOut.mutate({})}>
          {t("Sign out")}
        </Button>
      </div>
    </main>
  );
}
