import { z } from 'zod';
import { addressShape, timeShape } from './order-shape.ts';

const emailConsentShape = z.object({
  marketingState: z.string(),
  marketingOptInLevel: z.string().nullable(),
  marketingUpdatedAt: timeShape.nullable(),
});

const smsConsentShape = z.object({
  smsMarketingConsent: z.object({
    state: z.string(),
    optInLevel: z.string().nullable(),
    updatedAt: timeShape.nullable(),
    collectedFrom: z.string().nullable(),
  }),
});

/** What a customer agreed to. States are open lists. */
export const agreedShape = z.object({
  id: z.string(),
  defaultEmailAddress: emailConsentShape.nullable(),
  defaultPhoneNumber: smsConsentShape.nullable(),
});

/** A customer as the operations select one. */
export const customerShape = z.object({
  id: z.string(),
  updatedAt: timeShape,
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  locale: z.string(),
  tags: z.array(z.string()),
  /** A whole number, as a text: it may be longer than a number. */
  numberOfOrders: z.string().regex(/^\d{1,15}$/),
  amountSpent: z.object({ amount: z.string(), currencyCode: z.string() }),
  defaultAddress: addressShape.nullable(),
  defaultEmailAddress: emailConsentShape.extend({ emailAddress: z.string() }).nullable(),
  defaultPhoneNumber: smsConsentShape.extend({ phoneNumber: z.string() }).nullable(),
});

export type VendorCustomer = z.output<typeof customerShape>;
export type VendorAgreed = z.output<typeof agreedShape>;
