/** What happened, what it means, and what to do next. */
export interface Words {
  readonly title: string;
  readonly body: string;
  readonly next: string;
}

/** Puts the three together. */
export function words(title: string, body: string, next: string): Words {
  return { title, body, next };
}
