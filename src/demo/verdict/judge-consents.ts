import { type ConsentWord, type MarketingBook, TOOL } from './marketing-book.ts';

export interface ConsentsVerdict {
  /** Who may be written to, or was, without having said so. */
  readonly violations: number;
  /** Addresses whose yes at a store has reached the tool. */
  readonly passedOn: number;
  /** Addresses whose newest word is a no. */
  readonly unsubscribed: number;
  /** In sentences, for a person. */
  readonly complaints: readonly string[];
}

/**
 * The newest word that somebody said themselves, wherever, holds everywhere: after a no nobody may write to them. Where nobody said
 * yes the tool may not, and nothing but a yes at a store lets the sync say yes to the tool.
 */
export function judgeConsents({ words, subscribed, mailed }: MarketingBook): ConsentsVerdict {
  const byEmail = Map.groupBy(words, ({ email }) => email);
  const complaints: string[] = [];
  let [passedOn, unsubscribed] = [0, 0];
  for (const [email, said] of byEmail) {
    const raised = said.filter(
      ({ where, by, said: word }) => where === TOOL && by === 'sync' && word === 'yes',
    );
    if (raised.length > 0) passedOn += 1;
    if (newestOf(said)?.said === 'no') unsubscribed += 1;
    for (const { atMs } of raised) {
      if (!said.some((word) => isYesAtStore(word) && word.atMs <= atMs))
        complaints.push(`${email} was subscribed at ${TOOL} without a yes at a store`);
    }
  }
  for (const { where, email } of subscribed) {
    const newest = newestOf(byEmail.get(email) ?? []);
    if (newest === undefined) complaints.push(`${email} is subscribed at ${where} and never said yes`);
    else if (newest.said === 'no')
      complaints.push(`${email} said no at ${newest.where} last, and is subscribed at ${where}`);
  }
  for (const { email, atMs } of mailed) {
    const before = (byEmail.get(email ?? '') ?? []).filter((word) => word.atMs <= atMs);
    if (newestOf(before)?.said !== 'yes') complaints.push(`${email ?? 'somebody'} was mailed without a yes`);
  }
  return { violations: complaints.length, passedOn, unsubscribed, complaints };
}

/** Of the person's own words; what a sync repeats is nobody's word. */
function newestOf(words: readonly ConsentWord[]): ConsentWord | undefined {
  return words.findLast(({ by }) => by === 'person');
}

function isYesAtStore({ where, by, said }: ConsentWord): boolean {
  return where !== TOOL && by === 'person' && said === 'yes';
}
