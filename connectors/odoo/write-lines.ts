import type { Client } from './client.ts';
import type { PlannedLine } from './line-plan.ts';
import { load } from './load.ts';

/** Writes an order and some of its lines in one transaction. `header` must hold the order's `id` cell. */
export async function loadOrder(
  client: Client,
  header: Readonly<Record<string, string>>,
  lines: readonly PlannedLine[],
): Promise<number | undefined> {
  const taxField = await client.taxField();
  const headerColumns = Object.keys(header);
  const rows = lines.map((line) => lineCells(client, taxField, line));
  const lineColumns = Object.keys(rows[0] ?? {});
  const blank = headerColumns.map(() => '');
  const data = rows.map((cells, index) => [
    ...(index === 0 ? Object.values(header) : blank),
    ...Object.values(cells),
  ]);
  const [id] = await load(
    client,
    'sale.order',
    [...headerColumns, ...lineColumns],
    data.length === 0 ? [Object.values(header)] : data,
  );
  return id;
}

/** The tax cell is always there: without the column Odoo takes the product's default taxes. */
function lineCells(client: Client, taxField: string, line: PlannedLine): Record<string, string> {
  return {
    'order_line/id': `${client.settings.module}.${line.name}`,
    'order_line/product_id/.id': String(line.productId),
    'order_line/name': line.label,
    'order_line/product_uom_qty': String(line.quantity),
    'order_line/price_unit': line.price,
    'order_line/discount': line.discount,
    [`order_line/${taxField}/.id`]: line.taxIds.join(','),
  };
}
