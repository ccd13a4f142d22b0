import { addProfile, findBy } from './profiles.ts';
import type { ConsentEntry, KlaviyoState, SandboxProfile, SuppressionEntry } from './state.ts';

export type SandboxChannel = 'email' | 'sms';

/** Reasons that a new subscription lifts, as published; a bounce is not among them. */
const LIFTED: readonly string[] = ['UNSUBSCRIBE', 'SPAM_COMPLAINT', 'USER_SUPPRESSED'];

/** Somebody says yes. With double opt-in a message goes out first, and nothing holds before it is answered. */
export function subscribe(
  state: KlaviyoState,
  profile: SandboxProfile,
  {
    channel,
    detail,
    listId,
    by,
  }: {
    channel: SandboxChannel;
    detail: string;
    listId?: string | undefined;
    readonly by: ConsentEntry['by'];
  },
): void {
  const at = state.clock.now();
  const say = (cause: string) => state.messages.push({ at, profileId: profile.id, cause });
  if (state.doubleOptIn) {
    say('double opt-in');
    return;
  }
  note(state, profile, { channel, said: 'yes', by });
  const marketing = channel === 'email' ? profile.emailMarketing : profile.smsMarketing;
  Object.assign(marketing, { consent: 'SUBSCRIBED', at, method: 'API', detail });
  if (channel === 'email') {
    profile.suppressions = profile.suppressions.filter(({ reason }) => !LIFTED.includes(reason));
  }
  const list = listId === undefined ? undefined : state.lists.get(listId);
  if (list !== undefined && !list.members.has(profile.id)) {
    list.members.set(profile.id, at);
    for (const flow of list.flows) say(`flow ${flow}`);
  }
  state.emit(`event:klaviyo.subscribed_to_${channel}_marketing`, profile);
}

/** Somebody says no, or somebody else for them. The stamp `updated` stays as it is: whether it moves is not published. */
export function unsubscribe(
  state: KlaviyoState,
  profile: SandboxProfile,
  { channel, method }: { readonly channel: SandboxChannel; readonly method: string },
): void {
  const marketing = channel === 'email' ? profile.emailMarketing : profile.smsMarketing;
  if (marketing.consent === 'UNSUBSCRIBED') return;
  note(state, profile, { channel, said: 'no', by: method === 'API' ? 'api' : 'person' });
  Object.assign(marketing, { consent: 'UNSUBSCRIBED', at: state.clock.now(), method, detail: null });
  if (channel === 'email') addSuppression(state, profile, 'UNSUBSCRIBE');
  state.emit(`event:klaviyo.unsubscribed_from_${channel}_marketing`, profile);
}

export function suppress(
  state: KlaviyoState,
  profile: SandboxProfile,
  reason: SuppressionEntry['reason'],
): void {
  if (!addSuppression(state, profile, reason)) return;
  if (reason === 'USER_SUPPRESSED') {
    state.emit('event:klaviyo.manually_suppressed_from_email_marketing', profile);
  }
  if (reason === 'SPAM_COMPLAINT') state.emit('event:klaviyo.marked_email_as_spam', profile);
  if (reason === 'HARD_BOUNCE') state.emit('event:klaviyo.bounced_email', profile);
}

/** Whoever says no need not be known. */
export function personOf(
  state: KlaviyoState,
  contact: { readonly email?: string | null | undefined; readonly phone_number?: string | null | undefined },
): SandboxProfile {
  return findBy(state, contact) ?? addProfile(state, contact);
}

function note(
  { clock, consentLog }: KlaviyoState,
  { id: profileId, email, phone }: SandboxProfile,
  word: Pick<ConsentEntry, 'channel' | 'said' | 'by'>,
): void {
  consentLog.push({ at: clock.now(), profileId, email, phone, ...word });
}

function addSuppression(
  state: KlaviyoState,
  profile: SandboxProfile,
  reason: SuppressionEntry['reason'],
): boolean {
  if (profile.suppressions.some((one) => one.reason === reason)) return false;
  profile.suppressions = [...profile.suppressions, { reason, at: state.clock.now() }];
  return true;
}
