import { clockFindings } from '#sdk/clock-skew.ts';
import type { Finding } from '#sdk/define-connector.ts';
import { RejectedError, SynclineError, UnauthorizedError } from '#sdk/errors.ts';
import { checkMappings } from './check-mappings.ts';
import { checkRefunds } from './check-refunds.ts';
import type { Client } from './client.ts';

const CLOCK_ADVICE =
  'let both machines keep time by NTP; the differences in shown times are all that suffers';

/** What the user must be able to read, and the group that lets him, as Odoo's screens name it. */
const needed: readonly { readonly model: string; readonly group: string }[] = [
  { model: 'sale.order', group: 'Sales / User: All Documents' },
  { model: 'sale.order.line', group: 'Sales / User: All Documents' },
  { model: 'res.partner', group: 'Internal User' },
  { model: 'product.product', group: 'Internal User' },
  { model: 'account.tax', group: 'Sales / User: All Documents' },
  { model: 'stock.warehouse', group: 'Inventory / User' },
  { model: 'stock.picking.type', group: 'Inventory / User' },
  { model: 'stock.quant', group: 'Inventory / User' },
  { model: 'stock.picking', group: 'Inventory / User' },
  { model: 'stock.move', group: 'Inventory / User' },
];

/** Contacts the server and says what is wrong, with what to do about it. Writes nothing. */
export async function checkOdoo(client: Client): Promise<readonly Finding[]> {
  const opened = await checkAccess(client);
  if (opened.some(({ severity }) => severity === 'error')) return opened;
  const findings = [
    ...opened,
    ...(await checkRights(client)),
    ...(await checkMappings(client)),
    ...(await checkRefunds(client)),
  ];
  if (!(await client.fields('stock.picking')).has('carrier_tracking_ref')) {
    findings.push({
      severity: 'warning',
      code: 'tracking.absent',
      message: 'this Odoo keeps no tracking numbers on deliveries',
      advice:
        'install the app "Delivery Costs" (stock_delivery), or shipments are published without tracking',
    });
  }
  return findings;
}

async function checkAccess(client: Client): Promise<Finding[]> {
  try {
    const version = await client.version();
    const answer = await probe(client, 'res.users');
    const findings: Finding[] = [
      { severity: 'ok', code: 'access.works', message: `Odoo ${version} answers and knows the key` },
    ];
    return [...findings, ...clockFindings('Odoo', answer, CLOCK_ADVICE)];
  } catch (error) {
    if (!(error instanceof SynclineError)) throw error;
    const advice =
      error instanceof UnauthorizedError
        ? 'make a new API key for the user (Preferences, Account Security) and put it into the setting apiKey; check login and database'
        : 'check url, database and version, and that the external API is part of your Odoo plan';
    return [
      {
        severity: 'error',
        code: error instanceof UnauthorizedError ? 'access.unauthorized' : 'access.fails',
        message: error.message,
        advice,
      },
    ];
  }
}

async function checkRights(client: Client): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { model, group } of needed) {
    if (await isReadable(client, model)) continue;
    findings.push({
      severity: 'error',
      code: 'rights.missing',
      message: `the user may not read ${model}`,
      advice: `give it the group ${group}`,
    });
  }
  // Only administrators may read the system parameters.
  if (await isReadable(client, 'ir.config_parameter')) {
    findings.push({
      severity: 'warning',
      code: 'rights.excessive',
      message: 'the user administers this Odoo',
      advice: 'use a user of its own with the groups that docs/connectors/odoo.md names',
    });
  }
  return findings;
}

async function isReadable(client: Client, model: string): Promise<boolean> {
  try {
    await probe(client, model);
    return true;
  } catch (error) {
    if (error instanceof RejectedError) return false;
    throw error;
  }
}

async function probe(client: Client, model: string): ReturnType<Client['call']> {
  return client.call({
    model,
    method: 'search',
    effect: 'read',
    params: { domain: [] },
    options: { limit: 1 },
  });
}
