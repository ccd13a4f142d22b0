import { expect, test } from 'vitest';
import { idsIn, readOdooCall } from './odoo-call.ts';
import { planReplay } from './replay-plan.ts';

const ORDER = 'gid://shopify/Order/5000000000123';

function erp(model: string, method: string, positional: readonly unknown[], result: unknown) {
  const args = ['db', 2, 'key', model, method, positional, { limit: 2 }];
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    params: { service: 'object', method: 'execute_kw', args },
  });
  const request = { method: 'POST', path: '/jsonrpc', headers: { host: 'x', accept: 'json' }, body };
  return {
    vendor: 'erp' as const,
    request,
    answer: { status: 200, body: JSON.stringify({ id: 1, result }) },
  };
}

function store(query: string, data: unknown) {
  const request = { method: 'POST', path: '/graphql.json', headers: {}, body: JSON.stringify({ query }) };
  return { vendor: 'store' as const, request, answer: { status: 200, body: JSON.stringify({ data }) } };
}

const recorded = [
  store('query OrderHeaders { orders }', { orders: [{ id: ORDER }] }),
  store('query OrdersByIds { nodes }', { nodes: [{ id: ORDER, email: 'buyer-1@example.com' }] }),
  store('query ItemsByIds { nodes }', { nodes: [] }),
  erp('sale.order', 'search_read', [[['client_order_ref', '=', `store:${ORDER}`]]], []),
  erp('res.partner', 'search_read', [[['email_normalized', '=', 'buyer-1@example.com']]], []),
  erp('product.product', 'search_read', [[['id', '>', 7]]], [{ id: 8 }]),
  erp('res.partner', 'load', [['email'], [['buyer-1@example.com']]], { ids: [41], messages: [] }),
  erp(
    'sale.order',
    'load',
    [['client_order_ref', 'partner_id/.id', 'qty'], [[`store:${ORDER}`, '41', '41']]],
    {
      ids: [17],
      messages: [],
    },
  ),
  erp('sale.order', 'action_confirm', [[17]], true),
  erp('sale.order.line', 'search_read', [[['order_id', 'in', [17]]]], [{ id: 90 }]),
  erp('sale.order.line', 'get_external_id', [[90]], { 90: 'x' }),
];

test('each order gets the calls that name it, its buyer or its records, in their order', () => {
  const { pull, callCount } = planReplay(recorded);
  expect(callCount).toBe(recorded.length);
  expect(pull.map(({ next }) => next.map((chain) => chain.length))).toEqual([[], [7, 1, 1]]);
  expect(pull[1]?.next[0]?.map(({ odoo }) => odoo?.call.method)).toEqual([
    'search_read',
    'search_read',
    'load',
    'load',
    'action_confirm',
    'search_read',
    'get_external_id',
  ]);
});

test('headers of the connection stay behind, the others go along', () => {
  expect(planReplay(recorded).pull[1]?.next[0]?.[0]?.headers).toEqual({ accept: 'json' });
});

test('an order that was booked without being read is an error and not left out', () => {
  expect(() => planReplay(recorded.slice(2))).toThrow('booked and never read');
});

test('a repeated call names the records of this time, and leaves every other number alone', () => {
  const body = (index: number): string => recorded[index]?.request.body ?? '';
  const rewritten = (index: number): unknown =>
    (
      JSON.parse(readOdooCall(body(index))?.rewrite((key) => (key.startsWith('res.') ? 6 : 5)) ?? '') as {
        params: { args: readonly unknown[] };
      }
    ).params.args[5];
  expect(rewritten(8)).toEqual([[5]]);
  expect(rewritten(9)).toEqual([[['order_id', 'in', [5]]]]);
  expect(rewritten(7)).toEqual([
    ['client_order_ref', 'partner_id/.id', 'qty'],
    [[`store:${ORDER}`, '6', '41']],
  ]);
  expect(readOdooCall(body(5))?.named).toEqual(['product.product:7']);
  expect(
    recorded
      .map(({ answer }) => answer.body)
      .slice(7, 10)
      .map(idsIn),
  ).toEqual([[17], [], [90]]);
});
