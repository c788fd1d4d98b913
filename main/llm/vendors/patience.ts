/** How long a far end is waited for. */
export interface Patience {
  readonly extraCertificateAuthorities: readonly string[];
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
  /** Before the first byte of a reply; never after. The libraries wait with jitter and heed retry-after. */
  readonly maxRetries: number;
}

/** Patience with a vendor: a long note streams for a minute; silence of 45 s is a broken line. */
export const usualPatience: Omit<Patience, "extraCertificateAuthorities"> = {
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 45_000,
  totalTimeoutMs: 300_000,
  maxRetries: 2,
};
