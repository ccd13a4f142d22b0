import { z } from 'zod';
import type { Clock } from '#sdk/clock.ts';
import { MalformedAnswerError } from '#sdk/errors.ts';
import { createMemory } from '#sdk/memory.ts';
import type { OdooSettings } from './settings.ts';
import type { OdooAnswer, OdooCall } from './protocol.ts';
import type { Transport } from './transport.ts';

const MODELS_MAX = 50;
const NAMES_MAX = 50_000;

/** What the parts of the connector share: the wire, the settings, and facts that do not change. */
export interface Client {
  readonly settings: OdooSettings;
  readonly clock: Clock;
  version(): Promise<number>;
  call(call: OdooCall): Promise<OdooAnswer>;
  /** The names of a model's fields in this very server: versions and installed apps differ. */
  fields(model: string): Promise<ReadonlySet<string>>;
  /** The name of the line's tax field: `tax_id` in 17 and 18, `tax_ids` in 19. */
  taxField(): Promise<'tax_id' | 'tax_ids'>;
  /** The names that our external ids give to these records. Records without an id of ours are left out. */
  ourNames(model: string, ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

const fieldsAnswer = z.record(z.string(), z.unknown());
const namesAnswer = z.record(z.string(), z.string());

export function createClient(settings: OdooSettings, transport: Transport, clock: Clock): Client {
  const fieldsOf = createMemory<ReadonlySet<string>>(MODELS_MAX);
  const names = new Map<string, string>();
  const prefix = `${settings.module}.`;

  const fields = (model: string): Promise<ReadonlySet<string>> =>
    fieldsOf.of(model, async () => {
      const options = { attributes: ['type'] };
      const { result } = await transport.call({ model, method: 'fields_get', effect: 'read', options });
      const parsed = fieldsAnswer.safeParse(result);
      if (!parsed.success)
        throw new MalformedAnswerError(`Odoo did not list the fields of ${model}`, 'fields_get');
      return new Set(Object.keys(parsed.data));
    });

  return {
    settings,
    clock,
    version: () => transport.version(),
    call: (call) => transport.call(call),
    fields,
    taxField: async () => ((await fields('sale.order.line')).has('tax_id') ? 'tax_id' : 'tax_ids'),
    /**
     * By `get_external_id`, which every user may call on records that he may read; `ir.model.data` itself is closed to
     * a salesman, and `export_data` would invent ids for the lines that have none. Ids of records never change.
     */
    async ourNames(model, ids) {
      const unknown = ids.filter((id) => !names.has(`${model},${id}`));
      if (unknown.length > 0) {
        const { result } = await transport.call({
          model,
          method: 'get_external_id',
          effect: 'read',
          ids: unknown,
        });
        const parsed = namesAnswer.safeParse(result);
        if (!parsed.success)
          throw new MalformedAnswerError('Odoo did not tell external ids', 'get_external_id');
        for (const [id, name] of Object.entries(parsed.data)) {
          if (name.startsWith(prefix)) names.set(`${model},${id}`, name.slice(prefix.length));
        }
      }
      const found = new Map<number, string>();
      for (const id of ids) {
        const name = names.get(`${model},${id}`);
        if (name !== undefined) found.set(id, name);
      }
      for (const oldest of names.keys()) {
        if (names.size <= NAMES_MAX) break;
        names.delete(oldest);
      }
      return found;
    },
  };
}
