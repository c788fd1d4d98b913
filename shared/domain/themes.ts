/** How the windows look: as the system says, by day, by night, or with firmer ink and rules. */
export const themes = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof themes)[number];
