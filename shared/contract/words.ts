import { z } from "zod";

/** A printed key: 24 words, shown once. */
export const RecoveryWordsSchema = z.array(z.string().regex(/^[a-z]{3,8}$/)).length(24);
