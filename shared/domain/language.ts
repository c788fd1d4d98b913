import { z } from "zod";
import { languages } from "./languages.ts";

export const LanguageSchema = z.enum(languages);
export type { Language } from "./languages.ts";
