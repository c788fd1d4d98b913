import { password } from "../day.ts";
import { type Desk, expect } from "../desk.ts";

const openStations = async ({ window }: Desk): Promise<void> => {
  await window.getByRole("navigation").getByRole("button", { name: "Security" }).click();
  await window.getByRole("tab", { name: "Workstations" }).click();
};

/** The office lets one more workstation in; gives the code it is shown. */
export async function letIn(desk: Desk): Promise<string> {
  const { window, picture } = desk;
  await openStations(desk);
  await expect(window.getByRole("row", { name: /Front desk/ }).getByText("Here now")).toBeVisible();
  await window.getByRole("button", { name: "Let a workstation in" }).click();
  await window.getByRole("dialog").getByLabel("Your password").fill(password);
  await window.getByRole("button", { name: "Show a code" }).click();
  const code = await window.locator(".host-code").innerText();
  await picture("stations-code");
  await window.getByRole("button", { name: "Done" }).click();
  return code;
}

/** Both workstations stand on the list, with when they were last seen. */
export async function readStations(desk: Desk): Promise<void> {
  const { window, picture } = desk;
  await openStations(desk);
  await expect(window.getByRole("row", { name: /Room 2/ }).getByText("Here now")).toBeVisible();
  await picture("stations");
}

/** One action puts a workstation out; its window says so, and nothing more is heard of it. */
export async function putOut(office: Desk, lost: Desk): Promise<void> {
  const { window, picture } = office;
  await openStations(office);
  await window
    .getByRole("row", { name: /Room 2/ })
    .getByRole("button", { name: "Put out" })
    .click();
  await picture("stations-put-out");
  await window.getByRole("dialog").getByRole("button", { name: "Put it out" }).click();
  await expect(window.getByRole("row", { name: /Room 2/ }).getByText(/^Put out/)).toBeVisible();
  await picture("stations-one-out");
  await expect(lost.window.getByText("This workstation was put out")).toBeVisible();
  await lost.picture("put-out");
}
