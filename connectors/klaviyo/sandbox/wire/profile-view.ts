import type { KlaviyoState, Marketing, SandboxProfile } from '../state.ts';

/** A profile as the API shows it. Its subscriptions come only when they are asked for. */
export function profileView(
  profile: SandboxProfile,
  { origin, withSubscriptions }: { readonly origin: string; readonly withSubscriptions: boolean },
): object {
  const field = (name: string): string | null => profile.fields.get(name) ?? null;
  return {
    type: 'profile',
    id: profile.id,
    attributes: {
      email: profile.email,
      phone_number: profile.phone,
      external_id: profile.externalId,
      first_name: field('first_name'),
      last_name: field('last_name'),
      organization: field('organization'),
      locale: field('locale'),
      title: field('title'),
      image: field('image'),
      created: toTime(profile.createdAt),
      updated: toTime(profile.updatedAt),
      last_event_date: null,
      location: Object.fromEntries(profile.location),
      properties: Object.fromEntries(profile.properties),
      ...(withSubscriptions ? { subscriptions: subscriptionsOf(profile) } : {}),
    },
    links: { self: `${origin}/api/profiles/${profile.id}` },
  };
}

/** `2026-11-23T10:00:00+00:00`, to the millisecond where there is one. */
export function toTime(at: number): string;
export function toTime(at: number | null): string | null;
export function toTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().replace('Z', '+00:00');
}

export function latestSuppression({ suppressions }: SandboxProfile): number | null {
  return suppressions.length === 0 ? null : Math.max(...suppressions.map(({ at }) => at));
}

function subscriptionsOf({ emailMarketing, smsMarketing, suppressions }: SandboxProfile): object {
  return {
    email: {
      marketing: {
        can_receive_email_marketing: suppressions.length === 0,
        ...marketingOf(emailMarketing),
        custom_method_detail: null,
        double_optin: null,
        suppression: suppressions.map(({ reason, at }) => ({ reason, timestamp: toTime(at) })),
        list_suppressions: [],
      },
    },
    sms: {
      marketing: {
        can_receive_sms_marketing: smsMarketing.consent === 'SUBSCRIBED',
        ...marketingOf(smsMarketing),
      },
    },
    mobile_push: null,
    whatsapp: null,
  };
}

function marketingOf({ consent, at, method, detail }: Marketing): object {
  return {
    consent,
    consent_timestamp: toTime(at),
    last_updated: toTime(at),
    method,
    method_detail: detail,
  };
}

/** Profiles as a search shows them: when it is stale, not those that changed a moment ago. */
export function searchable(state: KlaviyoState, shownUntil: number): readonly SandboxProfile[] {
  const all = [...state.profiles.values()];
  return shownUntil === Number.POSITIVE_INFINITY
    ? all
    : all.filter(({ updatedAt }) => updatedAt <= shownUntil);
}
