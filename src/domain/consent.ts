/** Ways of writing to a customer for which each has a consent of its own. */
export const consentChannels = ['email', 'sms'] as const;
export type ConsentChannel = (typeof consentChannels)[number];

/**
 * From the most that a customer allows to the least. `never`: nothing was ever said. `unsubscribed`: the customer said no.
 * `suppressed`: nobody may be written to at all: a bounce, a complaint, a person's decision.
 */
export const consentStates = ['subscribed', 'never', 'unsubscribed', 'suppressed'] as const;
export type ConsentState = (typeof consentStates)[number];

/** A no that one system may tell another. */
export type LoweredState = Extract<ConsentState, 'unsubscribed' | 'suppressed'>;

/** Whether somebody may not be written to because they, or the system, said so. */
export function isNo(state: ConsentState): state is LoweredState {
  return state === 'unsubscribed' || state === 'suppressed';
}

/** What one system knows of the consent on one channel. */
export interface Consent {
  readonly state: ConsentState;
  /** How it came about, in the words of the system that says so: `CHECKOUT`, `PREFERENCE_PAGE`. Null when it does not say. */
  readonly source: string | null;
  /** When it was said, epoch ms; null when the system does not say. */
  readonly at: number | null;
  /** What shows it: an address of a form, an id of a record. Null when there is nothing. */
  readonly proof: string | null;
  /** The system says itself that this yes was passed on to it, and not said there by the customer. Absent: it does not say. */
  readonly isPassedOn?: boolean;
}

/** A channel that is absent is one of which the system says nothing. */
export type Consents = Readonly<Partial<Record<ConsentChannel, Consent>>>;

/** Consent that a customer has just given at a store: the only thing that may raise one anywhere. */
export interface ConsentGiven {
  readonly channel: ConsentChannel;
  /** When the customer said so, by the store's clock. */
  readonly at: number;
  /** Where, in the store's words. Shown at the vendor. */
  readonly source: string;
  /** The store's own record of it; constant, and the id of the effect. */
  readonly proof: string;
}

/** Older ones come from a resync or a backfill, whatever they call themselves. */
const FRESH_MAX_MS = 3 * 86_400_000;
const AHEAD_MAX_MS = 600_000;

/** Whether a sync may write `wanted` where `current` stands: it lowers consent or leaves it, and never raises it (I20). */
export function mayWrite(current: ConsentState, wanted: ConsentState): boolean {
  return consentStates.indexOf(wanted) >= consentStates.indexOf(current);
}

/** What holds when several systems say something: the least that any of them allows. */
export function lowest(states: readonly [ConsentState, ...ConsentState[]]): ConsentState {
  return states.reduce((left, right) => (mayWrite(left, right) ? right : left));
}

/**
 * What a sync is to write, or null. `never` is no statement, so it takes nothing away: a store that knows nothing of a
 * consent that was given elsewhere does not end it.
 */
export function planLowering(current: ConsentState, wanted: ConsentState): LoweredState | null {
  if (!isNo(wanted)) return null;
  return current !== wanted && mayWrite(current, wanted) ? wanted : null;
}

/** Why consent that was given is not passed on; null: it may be. */
export type ConsentRefusal = 'no-proof' | 'not-fresh' | 'suppressed' | 'not-later';

/**
 * Whether consent that a customer gave at a store may raise what stands at a vendor. It must be fresh, carry its proof, and
 * be later than the vendor's own word; a vendor's no without a time is taken for later. A suppression is lifted by people only.
 */
export function judgeGiven(current: Consent, given: ConsentGiven, now: number): ConsentRefusal | null {
  if (given.proof.trim() === '' || given.source.trim() === '') return 'no-proof';
  if (given.at < now - FRESH_MAX_MS || given.at > now + AHEAD_MAX_MS) return 'not-fresh';
  if (current.state === 'suppressed') return 'suppressed';
  if (current.at === null) return current.state === 'unsubscribed' ? 'not-later' : null;
  return given.at > current.at ? null : 'not-later';
}
