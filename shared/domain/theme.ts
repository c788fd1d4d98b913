import { z } from "zod";
import { themes } from "./themes.ts";

export const ThemeSchema = z.enum(themes);
export type { Theme } from "./themes.ts";
