import type { BusinessBuyer } from '#domain/business-buyer.ts';
import { toDecimal } from '#domain/money.ts';
import type { OrderExplanation } from '#operations/explain-order.ts';
import { renderTable, renderTime } from './output.ts';

export function renderOrders(explanations: readonly OrderExplanation[]): string {
  return explanations.map(renderOrder).join('\n\n');
}

function renderOrder(order: OrderExplanation): string {
  const booked =
    order.booking === null
      ? `not booked${order.notBookedBecause === null ? '' : `: ${order.notBookedBecause}`}`
      : `booked as ${order.booking.number ?? order.booking.id} in ${order.booking.connection}`;
  const open = order.discrepancies.filter(({ state }) => state === 'open');
  return [
    `${order.name} of ${order.connection} (order ${order.id}), ${order.financialStatus}, ${toDecimal(order.total)} ${order.total.currency}: ${booked}`,
    ...inWords(order.buyer),
    '',
    renderTable(
      ['SKU', 'ordered', 'to book', 'fulfilled'],
      order.lines.map((line) => [line.sku ?? '(none)', line.ordered, line.toBook, line.fulfilled]),
    ),
    '',
    renderTable(
      ['when', 'where', 'what', 'because of'],
      order.chain.map((step) => [renderTime(step.at), step.connection, step.what, step.cause ?? '']),
    ),
    ...(order.fulfillment.waitsBecause === null
      ? []
      : ['', `Not asked for: ${order.fulfillment.waitsBecause}`]),
    ...(open.length === 0 ? [] : ['', ...open.map((one) => `Open: ${one.detail}. ${one.suggestion}`)]),
  ].join('\n');
}

function inWords({ company, purchaseOrderNumber, paymentTerms }: BusinessBuyer): readonly string[] {
  const parts = [
    ...(company === undefined ? [] : [`bought by ${company.name} (${company.locationName})`]),
    ...(purchaseOrderNumber === undefined ? [] : [`purchase order ${purchaseOrderNumber}`]),
    ...(paymentTerms === undefined ? [] : [`payment terms ${paymentTerms.name}`]),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}
