/** The languages of the interface. Letters and exports stay in English, as the rules they answer are. */
export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];
