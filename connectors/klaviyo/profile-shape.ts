import { z } from 'zod';
import type { Consent, Consents, ConsentState } from '#domain/consent.ts';
import type { StoredProfile } from '#sdk/customers.ts';
import { instant, text } from '#sdk/records.ts';
import { isPassedOn } from './passed-on.ts';

const consentWords: Readonly<Record<string, ConsentState>> = {
  SUBSCRIBED: 'subscribed',
  UNSUBSCRIBED: 'unsubscribed',
  NEVER_SUBSCRIBED: 'never',
};

// A word that is invented later could mean anything: the profile is refused, and nothing is guessed.
const consentWord = z.string().transform((word, context): ConsentState => {
  const state = consentWords[word];
  if (state === undefined) context.addIssue({ code: 'custom', message: 'is no known consent' });
  return state ?? 'suppressed';
});

const marketing = z.object({
  consent: consentWord,
  consent_timestamp: instant.nullable(),
  last_updated: instant.nullable(),
  method: text.nullable(),
  method_detail: text.nullable(),
  custom_method_detail: text.nullish(),
});
const suppression = z.object({ reason: z.string(), timestamp: instant });

/** A profile with its consents, as Klaviyo lists it when asked for `subscriptions` besides. */
export const profileRow = z
  .object({
    id: z.string().min(1),
    attributes: z.object({
      external_id: text,
      email: text,
      phone_number: text,
      first_name: text,
      last_name: text,
      organization: text,
      locale: text,
      updated: instant.nullable(),
      subscriptions: z.object({
        email: z.object({ marketing: marketing.extend({ suppression: z.array(suppression).nullable() }) }),
        sms: z.object({ marketing }),
      }),
    }),
  })
  .transform(({ id, attributes }): StoredProfile => ({
    id,
    reference: attributes.external_id,
    updatedAt: attributes.updated,
    email: attributes.email,
    phone: attributes.phone_number,
    firstName: attributes.first_name,
    lastName: attributes.last_name,
    company: attributes.organization,
    locale: attributes.locale,
    consents: toConsents(attributes.subscriptions),
  }));

type Marketing = z.output<typeof marketing>;

function toConsents({
  email,
  sms,
}: {
  readonly email: {
    readonly marketing: Marketing & { readonly suppression: readonly z.output<typeof suppression>[] | null };
  };
  readonly sms: { readonly marketing: Marketing };
}): Consents {
  const { suppression: held, ...told } = email.marketing;
  return { email: withSuppressions(toConsent(told), held ?? []), sms: toConsent(sms.marketing) };
}

function toConsent({
  consent,
  consent_timestamp: at,
  method,
  method_detail: detail,
  custom_method_detail: custom,
  ...rest
}: Marketing): Consent {
  return {
    state: consent,
    source: method,
    at: at ?? rest.last_updated,
    proof: detail,
    ...(isPassedOn([detail, custom]) ? { isPassedOn: true } : {}),
  };
}

/** Klaviyo keeps a no to e-mail as a suppression with the reason UNSUBSCRIBE; all other reasons are more than that. */
function withSuppressions(consent: Consent, held: readonly z.output<typeof suppression>[]): Consent {
  if (held.length === 0) return consent;
  const hard = held.filter(({ reason }) => reason !== 'UNSUBSCRIBE');
  const latest = (hard.length > 0 ? hard : held).reduce((left, right) =>
    right.timestamp > left.timestamp ? right : left,
  );
  return {
    state: hard.length > 0 ? 'suppressed' : 'unsubscribed',
    source: latest.reason,
    at: latest.timestamp,
    proof: null,
  };
}
