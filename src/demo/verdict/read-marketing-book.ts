import type { Order } from '#connectors/shopify/sandbox/model/records.ts';
import type { ShopState } from '#connectors/shopify/sandbox/model/state.ts';
import type { KlaviyoState } from '#connectors/klaviyo/sandbox/state.ts';
import {
  type ConsentWord,
  type ErasedPerson,
  type Happening,
  type MarketingBook,
  TOOL,
} from './marketing-book.ts';
import { referenceOf } from './references.ts';

/** What a store that feeds the tool knows; the verdict only looks. */
export interface FeedingStore {
  /** The connection's name. */
  readonly name: string;
  readonly shop: Pick<ShopState, 'orders' | 'customers' | 'consentLog'>;
}

/** What the account itself knows; everything that is due has been done. */
export type ToolRecords = Pick<KlaviyoState, 'profiles' | 'events' | 'consentLog' | 'messages'>;

/** The books of the Klaviyo sandbox and of the stores that feed it. @param erased who has asked a store to be forgotten. */
export function readMarketingBook(
  tool: ToolRecords,
  stores: readonly FeedingStore[],
  erased: readonly ErasedPerson[],
): MarketingBook {
  const profiles = [...tool.profiles.values()];
  const emailOf = (profileId: string): string | null => lower(tool.profiles.get(profileId)?.email);
  return {
    words: [...stores.flatMap(wordsOf), ...toolWords(tool)].toSorted((one, next) => one.atMs - next.atMs),
    subscribed: [
      ...stores.flatMap(({ name, shop }) =>
        [...shop.customers.values()]
          .filter(({ agreed }) => agreed.email.state === 'SUBSCRIBED')
          .flatMap(({ email }) => at(name, email)),
      ),
      ...profiles
        .filter(({ emailMarketing }) => emailMarketing.consent === 'SUBSCRIBED')
        .flatMap(({ email }) => at(TOOL, email)),
    ],
    profiles: profiles.map(({ id, externalId, email }) => ({
      id,
      reference: externalId,
      email: lower(email),
    })),
    events: [...tool.events.values()].map(({ uniqueId, profileId }) => ({ uniqueId, profileId })),
    mailed: tool.messages.map((message) => ({ atMs: message.at, email: emailOf(message.profileId) })),
    happenings: stores.flatMap(({ name, shop }) =>
      [...shop.orders.values()].flatMap((order) => happeningsOf(name, order)),
    ),
    erased: erased.map((person) => ({ ...person, email: person.email.toLowerCase() })),
  };
}

function wordsOf({ name, shop }: FeedingStore): readonly ConsentWord[] {
  return shop.consentLog.flatMap(({ at: atMs, email, channel, said, by }) =>
    email === null || channel !== 'email'
      ? []
      : [
          {
            atMs,
            email: email.toLowerCase(),
            said: said === 'SUBSCRIBED' ? 'yes' : 'no',
            by: by === 'api' ? 'sync' : 'person',
            where: name,
          } as const,
        ],
  );
}

function toolWords({ consentLog }: ToolRecords): readonly ConsentWord[] {
  return consentLog.flatMap(({ at: atMs, email, channel, said, by }) =>
    email === null || channel !== 'email'
      ? []
      : [
          {
            atMs,
            email: email.toLowerCase(),
            said,
            by: by === 'api' ? 'sync' : 'person',
            where: TOOL,
          } as const,
        ],
  );
}

/** Tests of the shop are nobody's business. */
function happeningsOf(store: string, order: Order): readonly Happening[] {
  if (order.test) return [];
  const origin = referenceOf(store, order.id);
  const email = lower(order.email ?? order.customer?.email);
  const customer = order.customer === null ? null : referenceOf(store, order.customer.id);
  const happening = (part: string, what: string, isToBeTold = true): Happening => ({
    reference: `${origin}:${part}`,
    isToBeTold,
    words: `${order.name} of ${store} was ${what}`,
    email,
    customer,
  });
  return [
    happening('placed', 'placed'),
    // What a line came to may be told, and is gone with the line.
    ...order.lines.map(({ id }) => happening(`product:${id}`, `placed with ${id}`, false)),
    ...order.fulfillments.map(({ id, status }) =>
      happening(`fulfilled:${id}`, `fulfilled by ${id}`, status === 'SUCCESS'),
    ),
    ...(order.cancelledAt === null ? [] : [happening('canceled', 'canceled')]),
    ...order.refunds.map(({ id }) => happening(`refunded:${id}`, `refunded by ${id}`)),
  ];
}

function at(where: string, email: string | null) {
  return email === null ? [] : [{ where, email: email.toLowerCase() }];
}

function lower(email: string | null | undefined): string | null {
  return email?.toLowerCase() ?? null;
}
