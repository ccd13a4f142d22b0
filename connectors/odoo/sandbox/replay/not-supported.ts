/** Recorded cases that the sandbox does not answer alike, each with its reason. `numbers` cuts single calls only. */
export interface Unsupported {
  readonly file: RegExp;
  readonly testCase?: string;
  readonly numbers?: readonly number[];
  readonly reason: string;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const variants = 'attributes of products are not modelled: a product has one variant';
const companies = 'one company only: records of a second company do not exist';
const before = 'depends on what earlier tests had left in that database';

export const notSupported: readonly Unsupported[] = [
  { file: /-products/u, testCase: 'variants', reason: variants },
  { file: /-products/u, testCase: 'variant-removed-and-back', reason: variants },
  {
    file: /-products/u,
    testCase: 'changed-since-query',
    reason: `${variants}, and it asks for the variants`,
  },
  { file: /-errors/u, testCase: 'other-company-user', reason: companies },
  { file: /-errors/u, testCase: 'company-mismatch-admin', reason: companies },
  { file: /19-orders-money/u, numbers: [29, 30], reason: companies },
  { file: /19-orders-money/u, numbers: [1], reason: 'a chart of accounts with 25 tax groups' },
  { file: /-errors/u, numbers: [8], reason: before },
  { file: /1[78]-errors/u, numbers: [92], reason: before },
  { file: /19-errors/u, numbers: [86], reason: before },
  { file: /idempotency/u, numbers: [38, 39], reason: before },
  {
    file: /idempotency/u,
    numbers: [46],
    reason: 'XML-RPC is not spoken: it answers a fault for calls that succeeded',
  },
  { file: /jsonrpc-stock/u, numbers: [6, 7, 10, 11, 16, 17, 45, 46], reason: before },
];

/** Calls that were made at the same moment, by file and number. */
export const together: readonly { readonly file: RegExp; readonly numbers: readonly number[] }[] = [
  { file: /idempotency/u, numbers: range(6, 11) },
  { file: /idempotency/u, numbers: range(13, 18) },
  { file: /idempotency/u, numbers: range(19, 24) },
  { file: /jsonrpc-flow/u, numbers: range(32, 81) },
  { file: /jsonrpc-flow/u, numbers: range(82, 87) },
  { file: /jsonrpc-flow/u, numbers: range(88, 93) },
  { file: /jsonrpc-stock/u, numbers: range(21, 28) },
  { file: /jsonrpc-stock/u, numbers: range(29, 36) },
  { file: /jsonrpc-stock/u, numbers: range(37, 44) },
  { file: /19-json2/u, numbers: range(22, 27) },
  { file: /1[78]-errors/u, numbers: range(97, 108) },
  { file: /19-errors/u, numbers: range(91, 102) },
];
