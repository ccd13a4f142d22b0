import { connectors } from '#connectors/registry.ts';
import { shopify } from '#connectors/shopify/connector.ts';
import type { Connector } from '#sdk/define-connector.ts';
import type { HttpPort } from '#sdk/http.ts';

/**
 * A store whose API cannot compare (S8): it shows the number that came last, whatever stood there. None of those that are shipped is
 * like that; here it is played by Shopify's own waiver of the comparison, which the shipped connector never sends.
 */
export const plainStore: Connector = {
  ...shopify,
  name: 'plain-store',
  open(settings, tools) {
    const account = shopify.open(settings, { ...tools, http: withoutComparison(tools.http) });
    const target = account.stock?.target;
    if (target === undefined) throw new Error('a store shows stock');
    const { lower: _, ...numbersOnly } = target;
    return { ...account, stock: { ...account.stock, target: { ...numbersOnly, compareAndSet: false } } };
  },
};

/** What a simulated merchant can connect. */
export const simulatedRegistry: readonly Connector[] = [...connectors, plainStore];

function withoutComparison(http: HttpPort): HttpPort {
  return {
    ...http,
    call: (request) =>
      http.call(
        request.operation === 'stock.set' && request.body !== undefined
          ? {
              ...request,
              body: request.body.replaceAll(/"changeFromQuantity":-?\d+/g, '"changeFromQuantity":null'),
            }
          : request,
      ),
  };
}
