import { z } from 'zod';
import type { PrivacyRequest, StoredWebhook } from '#sdk/define-connector.ts';
import { RejectedError } from '#sdk/errors.ts';
import { describeIssue } from './answer-shape.ts';
import { parseWebhookBody } from './parse-webhook-body.ts';

const idShape = z.union([z.int().positive(), z.string().regex(/^\d{1,20}$/)]).transform(String);
const customerShape = z.object({
  id: idShape.nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
});
const redactShape = z.object({
  customer: customerShape,
  orders_to_redact: z.array(idShape).nullish(),
});
const dataShape = z.object({ customer: customerShape, data_request: z.object({ id: idShape }) });

/**
 * The three topics that Shopify sends to every app by law; they are set up with the app, not subscribed to.
 * https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
 */
export function privacyRequestsOf({ topic, body }: StoredWebhook): readonly PrivacyRequest[] {
  switch (topic) {
    case 'customers/redact': {
      const { customer, orders_to_redact: orders } = read(redactShape, body);
      return [
        {
          kind: 'erase-customer',
          customerId: toGid('Customer', customer.id),
          email: textOf(customer.email),
          phone: textOf(customer.phone),
          orderIds: (orders ?? []).map((id) => `gid://shopify/Order/${id}`),
        },
      ];
    }
    case 'customers/data_request': {
      const { customer, data_request: request } = read(dataShape, body);
      return [{ kind: 'tell-customer', customerId: toGid('Customer', customer.id), requestId: request.id }];
    }
    case 'shop/redact':
      parseWebhookBody(body);
      return [{ kind: 'erase-account' }];
    default:
      return [];
  }
}

function read<Shape extends z.ZodType>(shape: Shape, body: string): z.output<Shape> {
  const parsed = shape.safeParse(parseWebhookBody(body));
  if (parsed.success) return parsed.data;
  throw new RejectedError(`the body has an unexpected shape at ${describeIssue(parsed.error).reason}`, {
    code: 'shape',
  });
}

function toGid(type: string, id: string | null | undefined): string | null {
  return id === null || id === undefined ? null : `gid://shopify/${type}/${id}`;
}

function textOf(text: string | null | undefined): string | null {
  return text === null || text === undefined || text.trim() === '' ? null : text;
}
