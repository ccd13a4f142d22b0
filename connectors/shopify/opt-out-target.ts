import { z } from 'zod';
import { type ConsentState, planLowering } from '#domain/consent.ts';
import type { ConsentLowering, OptOutTarget } from '#sdk/consents.ts';
import { userErrorsShape } from './answer-shape.ts';
import { afterWrite } from './after-write.ts';
import type { ShopifyClient } from './client.ts';
import { agreedShape } from './customer-shape.ts';
import { consentsOf } from './map-customer.ts';
import { CONSENTS_BY_CONTACT, UPDATE_EMAIL_CONSENT, UPDATE_SMS_CONSENT } from './operations/customers.ts';
import type { ShopifySettings } from './settings.ts';
import { refuseUserErrors } from './user-errors.ts';

/** Each takes two calls of its own. */
const LOWERINGS_MAX = 10;

const foundShape = z.object({ customerByIdentifier: agreedShape.nullable() });
const emailShape = z.object({
  customerEmailMarketingConsentUpdate: z.object({ userErrors: userErrorsShape }),
});
const smsShape = z.object({ customerSmsMarketingConsentUpdate: z.object({ userErrors: userErrorsShape }) });

/**
 * A no that was said elsewhere, told to the store. It is looked first what stands there, so that nothing is said twice: the
 * time of a consent would move each time. Shopify has no suppression; of it the store learns the no. Who is no customer of
 * the store has nothing there that could be taken back.
 */
export function createOptOutTarget(client: ShopifyClient, settings: ShopifySettings): OptOutTarget {
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: settings.quarantineMs,
    batchMax: LOWERINGS_MAX,
    async lower(changes) {
      let hasWritten = false;
      for (const change of changes) {
        const step = () => lowerOne(client, change);
        hasWritten = (await (hasWritten ? afterWrite(step) : step())) || hasWritten;
      }
    },
  };
}

/** @returns whether something was written. */
async function lowerOne(client: ShopifyClient, { contact, channel }: ConsentLowering): Promise<boolean> {
  const { data } = await client.read({
    operation: CONSENTS_BY_CONTACT,
    label: 'customers.consents',
    shape: foundShape,
    variables: { identifier: channel === 'email' ? { emailAddress: contact } : { phoneNumber: contact } },
  });
  const customer = data.customerByIdentifier;
  if (customer === null) return false;
  const current: ConsentState = consentsOf(customer)[channel]?.state ?? 'never';
  if (planLowering(current, 'unsubscribed') === null) return false;
  if (channel === 'email') await refuseEmail(client, customer.id);
  else await refuseSms(client, customer.id);
  return true;
}

async function refuseEmail(client: ShopifyClient, customerId: string): Promise<void> {
  const { data } = await client.write({
    operation: UPDATE_EMAIL_CONSENT,
    label: 'customers.email-consent',
    shape: emailShape,
    variables: { input: { customerId, emailMarketingConsent: { marketingState: 'UNSUBSCRIBED' } } },
  });
  refuseUserErrors(data.customerEmailMarketingConsentUpdate.userErrors);
}

async function refuseSms(client: ShopifyClient, customerId: string): Promise<void> {
  const { data } = await client.write({
    operation: UPDATE_SMS_CONSENT,
    label: 'customers.sms-consent',
    shape: smsShape,
    variables: { input: { customerId, smsMarketingConsent: { marketingState: 'UNSUBSCRIBED' } } },
  });
  refuseUserErrors(data.customerSmsMarketingConsentUpdate.userErrors);
}
