import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No violation of WCAG 2.2 AA in either theme, on the screen as it stands. */
export async function expectAccessible(window: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await window.emulateMedia({ colorScheme });
    // The component library's announcer holds a spoken name for a moment in an element of its own.
    const { violations } = await new AxeBuilder({ page: window })
      .setLegacyMode()
      .exclude("[data-live-announcer]")
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`)).toEqual([]);
  }
  await window.emulateMedia({ colorScheme: "light" });
}
