/** Identifies the policy a text was made under; printed beside it and written to the audit trail. */
export interface DeidentificationPolicy {
  readonly id: "identifiers-removed";
  readonly version: string;
}

/** Held in this module only: without it the constructor refuses, so nobody else can make one. */
const mintToken = Symbol("deid.mint");

/**
 * Text whose identifiers were replaced. The gate accepts nothing else, at compile time (the private
 * field makes the type nominal) and at run time (isDeidentifiedText). It is not a claim of Safe
 * Harbor de-identification (164.514(b)(2)(ii) also needs no actual knowledge).
 */
export class DeidentifiedText {
  readonly #value: string;
  readonly #policy: DeidentificationPolicy;

  constructor(token: symbol, value: string, policy: DeidentificationPolicy) {
    if (token !== mintToken) throw new TypeError("DeidentifiedText is made by main/deid only");
    this.#value = value;
    this.#policy = Object.freeze({ ...policy });
    Object.freeze(this);
  }

  get value(): string {
    return this.#value;
  }

  get policy(): DeidentificationPolicy {
    return this.#policy;
  }

  /** True only for instances made here: the private field cannot be forged by a prototype. */
  static holds(thing: unknown): thing is DeidentifiedText {
    return typeof thing === "object" && thing !== null && #value in thing;
  }

  /** Never prints its text by accident: logs and error messages get the policy only. */
  toString(): string {
    return `DeidentifiedText(${this.#policy.id} ${this.#policy.version})`;
  }

  toJSON(): never {
    throw new TypeError("DeidentifiedText is read through .value");
  }
}

/** Makes a DeidentifiedText. A dependency rule lets only main/deid import this. */
export function mintDeidentifiedText(value: string, version: string): DeidentifiedText {
  return new DeidentifiedText(mintToken, value, { id: "identifiers-removed", version });
}

/** The run-time check of the gate. */
export function isDeidentifiedText(thing: unknown): thing is DeidentifiedText {
  return DeidentifiedText.holds(thing);
}
