/**
 * What a judge needs of the tool that writes to customers, and of the stores that feed it, as plain data. E-mail addresses are in
 * lower case; times are UTC epoch milliseconds.
 */
export interface MarketingBook {
  /** Everything that was said about consent to e-mail, by whomever, in the order in which it was taken down. */
  readonly words: readonly ConsentWord[];
  /** Where addresses may be written to now. */
  readonly subscribed: readonly { readonly where: string; readonly email: string }[];
  readonly profiles: readonly ToolProfile[];
  readonly events: readonly ToolEvent[];
  /** Messages that went out, by the address; null: the profile has none. */
  readonly mailed: readonly { readonly atMs: number; readonly email: string | null }[];
  /** Everything of the stores' orders that the tool is to hear of. */
  readonly happenings: readonly Happening[];
  /** Who asked to be forgotten. */
  readonly erased: readonly ErasedPerson[];
}

export interface ConsentWord {
  readonly atMs: number;
  readonly email: string;
  readonly said: 'yes' | 'no';
  /** `sync`: somebody told it by the API. */
  readonly by: 'person' | 'sync';
  /** The store's name, or `TOOL`. */
  readonly where: string;
}

/** Where a word was said, when it was not at a store. */
export const TOOL = 'the tool';

export interface ToolProfile {
  readonly id: string;
  /** `<store>:<customer id>`; null: it was never told. */
  readonly reference: string | null;
  readonly email: string | null;
}

export interface ToolEvent {
  readonly uniqueId: string;
  readonly profileId: string;
}

/** Something that happened to an order. */
export interface Happening {
  /** Under which the tool counts it once: `<store>:<order id>:placed`. */
  readonly reference: string;
  /** False: it may be told, and need not be, because it was taken back. */
  readonly isToBeTold: boolean;
  /** For a person: `#1001 of store-us was placed`. */
  readonly words: string;
  /** Whose order it is; null: nobody's that could be named. */
  readonly email: string | null;
  readonly customer: string | null;
}

export interface ErasedPerson {
  readonly email: string;
  readonly references: readonly string[];
}
