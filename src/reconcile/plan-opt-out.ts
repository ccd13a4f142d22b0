import { type Consent, isNo, type LoweredState, lowest, planLowering } from '#domain/consent.ts';
import type { ContactConsent } from '#sdk/ledger/customers.ts';

export interface OptOutFacts {
  /** What stands at the system that is to be told; undefined: it says nothing. */
  readonly current: Pick<Consent, 'state' | 'at' | 'isPassedOn'> | undefined;
  /** What the other systems say of the same contact. */
  readonly others: readonly ContactConsent[];
  /** A yes at this system up to then may be one that we passed on ourselves; null: we never did. */
  readonly oursUntil: number | null;
}

/** Whether a yes that we passed on may still land on the no that a system shows, although somebody has said no elsewhere. */
export function mayStillRise({ others, oursUntil }: OptOutFacts, now: number): boolean {
  return oursUntil !== null && now < oursUntil && others.some((said) => isNo(said.state));
}

/**
 * The no that one system is to be told, or null. A no holds everywhere, until the customer says yes later than that: then the yes
 * is their newest word, and the no that is still elsewhere is not carried against it. A yes that we have passed on is
 * the word of the store that it came from, not of the system that shows it: by the system's own word however late it landed, else by the time.
 */
export function planOptOut({ current, others, oursUntil }: OptOutFacts): LoweredState | null {
  const state = current?.state ?? 'never';
  // A no of either kind is one: not every system knows both, and would be told for ever.
  if (isNo(state)) return null;
  const yesAt = state === 'subscribed' ? (current?.at ?? null) : null;
  const isOvercome = (said: ContactConsent): boolean =>
    yesAt !== null &&
    current?.isPassedOn !== true &&
    yesAt > (said.at ?? said.since) &&
    (oursUntil === null || yesAt > oursUntil);
  const standing = others
    .filter((said) => !isOvercome(said))
    .map((said) => said.state)
    .filter(isNo);
  const [first, ...more] = standing;
  return first === undefined ? null : planLowering(state, lowest([first, ...more]));
}
