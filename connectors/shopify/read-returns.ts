import { z } from 'zod';
import { MalformedAnswerError, TransientError } from '#sdk/errors.ts';
import type { Answered, ShopifyClient } from './client.ts';
import { RETURNS_BY_IDS } from './operations/returns.ts';
import { returnShape, type VendorReturn } from './return-shape.ts';

const nodesShape = z.object({ nodes: z.array(returnShape.nullable()) });

/**
 * Whole returns of one order. All of them or none: one that is missing may be the one that matters.
 *
 * @throws {TransientError} one vanished meanwhile.
 * @throws {MalformedAnswerError} an answer has another shape, or a list was cut.
 */
export async function readReturns(
  client: ShopifyClient,
  ids: readonly string[],
): Promise<Answered<readonly VendorReturn[]>> {
  const answer = await client.read({
    operation: RETURNS_BY_IDS,
    label: 'orders.returns',
    shape: nodesShape,
    variables: { ids: [...ids] },
  });
  const found = answer.data.nodes.filter((node) => node !== null);
  if (found.length < ids.length) throw new TransientError('a return vanished while its order was read');
  for (const one of found) refuseCut(one);
  return { ...answer, data: found };
}

function refuseCut(one: VendorReturn): void {
  const { returnLineItems, exchangeLineItems, reverseFulfillmentOrders } = one;
  const lists = [
    returnLineItems,
    exchangeLineItems,
    reverseFulfillmentOrders,
    ...reverseFulfillmentOrders.nodes.flatMap((entry) => [entry.lineItems, entry.reverseDeliveries]),
  ];
  if (lists.some(({ pageInfo }) => pageInfo.hasNextPage))
    throw new MalformedAnswerError(`return ${one.name} has more lines than can be read`, 'returns');
}
