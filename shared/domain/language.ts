import { z } from "zod";

/** The languages of the interface. Letters and exports stay in English, as the rules they answer are. */
export const languages = ["en", "es"] as const;
export const LanguageSchema = z.enum(languages);
export type Language = z.infer<typeof LanguageSchema>;
