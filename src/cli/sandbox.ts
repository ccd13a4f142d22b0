import { Command, InvalidArgumentError, Option } from 'commander';
import { withExamples } from './common-options.ts';
import { remark } from './output.ts';
import type { HandSandbox } from './sandbox/hand-sandbox.ts';

interface Options {
  readonly port: number;
  readonly seed: number;
  readonly products: number;
}

/** A vendor to play with: a local server that speaks its wire protocol. */
export function sandboxCommand(): Command {
  const shopify = common('shopify', 'a Shopify store')
    .addOption(
      new Option('--plan <plan>', 'sets the rate limit')
        .choices(['standard', 'advanced', 'plus', 'enterprise'])
        .default('plus'),
    )
    .action(async (options: Options & { readonly plan: 'standard' | 'advanced' | 'plus' | 'enterprise' }) => {
      const { startShopifyForHands } = await import('./sandbox/start-shopify.ts');
      await serveUntilStopped(await startShopifyForHands(options));
    });
  const odoo = common('odoo', 'an Odoo ERP')
    .addOption(new Option('--version <version>', 'of Odoo').choices(['17', '18', '19']).default('18'))
    .action(async (options: Options & { readonly version: '17' | '18' | '19' }) => {
      const { startOdooForHands } = await import('./sandbox/start-odoo.ts');
      await serveUntilStopped(await startOdooForHands(options));
    });
  const shipbob = common('shipbob', 'a ShipBob account').action(async (options: Options) => {
    const { startShipbobForHands } = await import('./sandbox/start-shipbob.ts');
    await serveUntilStopped(await startShipbobForHands(options));
  });
  const klaviyo = common('klaviyo', 'a Klaviyo account')
    .option('--profiles <count>', 'how many people it knows', toWhole, 20)
    .action(async (options: Options & { readonly profiles: number }) => {
      const { startKlaviyoForHands } = await import('./sandbox/start-klaviyo.ts');
      await serveUntilStopped(await startKlaviyoForHands(options));
    });
  return new Command('sandbox')
    .description('run a vendor on this machine, for trying things by hand')
    .addCommand(withExamples(shopify, ['syncline sandbox shopify --port 4010 --products 50']))
    .addCommand(withExamples(odoo, ['syncline sandbox odoo --version 19 --seed 7']))
    .addCommand(withExamples(shipbob, ['syncline sandbox shipbob --port 4030 --products 50']))
    .addCommand(withExamples(klaviyo, ['syncline sandbox klaviyo --profiles 200']));
}

function common(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--port <port>', 'listen here; 0 takes any free port', toWhole, 0)
    .option('--seed <number>', 'equal seeds make equal sandboxes', toWhole, 1)
    .option('--products <count>', 'how many products it has', toWhole, 20);
}

function toWhole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number.');
}

async function serveUntilStopped(sandbox: HandSandbox): Promise<void> {
  process.stdout.write(`${JSON.stringify({ url: sandbox.url, settings: sandbox.settings }, null, 2)}\n`);
  remark('Everything is in memory and gone at the end. Ctrl-C ends it.');
  const stopped = Promise.withResolvers<void>();
  process.once('SIGINT', () => stopped.resolve());
  process.once('SIGTERM', () => stopped.resolve());
  await stopped.promise;
  await sandbox.close();
}
