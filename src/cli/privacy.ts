import { userInfo } from 'node:os';
import { Command } from 'commander';
import { z } from 'zod';
import { changeLedger } from './change-ledger.ts';
import { erasuresCommand } from './privacy-erasures.ts';
import { exportCommand } from './privacy-export.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { renderTime } from './output.ts';

const erasedShape = z.object({
  id: z.string(),
  customers: z.number(),
  orders: z.number(),
  held: z.number(),
  heldUntil: z.number().nullable(),
  asked: z.array(z.string()),
});

/** What people may ask for about themselves. */
export function privacyCommand(): Command {
  const command = new Command('privacy').description('what people may ask for about themselves');
  command.addCommand(
    withExamples(
      answeringCommand(
        'erase',
        'delete what is stored of a person, here and where they are written to; for good',
      )
        .argument('<email>', 'the address of the person')
        .option('--by <name>', 'who asks for it', userInfo().username)
        .action(async (email: string, options: CommonOptions & { readonly by: string }) => {
          await changeLedger(options, {
            name: 'privacy-erase',
            args: { email, by: options.by },
            render: (result) => renderErased(erasedShape.parse(result)),
          });
        }),
      ['syncline privacy erase ada@example.com'],
    ),
  );
  command.addCommand(exportCommand());
  command.addCommand(erasuresCommand());
  return command;
}

function renderErased({
  id,
  customers,
  orders,
  held,
  heldUntil,
  asked,
}: z.output<typeof erasedShape>): string {
  const others =
    asked.length === 0
      ? 'No connection writes to customers.'
      : `Asked to erase them, too: ${asked.join(', ')}; "syncline status" shows the work until it is done.`;
  const goods =
    held === 0
      ? ''
      : `\n${held} orders have yet to leave: they keep their address until then, until ${renderTime(heldUntil)} at the latest.`;
  return `Erased ${customers} customer records and the personal part of ${orders} orders (erasure ${id}). ${others}${goods}
The stores and the ERP keep their own records: erase the person there by hand.`;
}
