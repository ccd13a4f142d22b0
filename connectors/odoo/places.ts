import { z } from 'zod';
import type { Address } from '#domain/order.ts';
import { RejectedError } from '#sdk/errors.ts';
import { createMemory } from '#sdk/memory.ts';
import type { Client } from './client.ts';
import { requiredLink, requireRows, text } from './records.ts';

const COUNTRIES_MAX = 300;
const STATES_MAX = 1_000;

export interface Place {
  readonly countryId: number | null;
  readonly stateId: number | null;
}

/** Odoo's ids of a country and its state. `CA` is a state of four countries, so states are asked per country. */
export type PlaceFinder = (address: Address) => Promise<Place>;

const countryRow = z.object({ id: z.int(), code: text });
const stateRow = z.object({ id: z.int(), code: text, country_id: requiredLink });

export function createPlaceFinder(client: Client): PlaceFinder {
  const countries = createMemory<ReadonlyMap<string, number>>(1);
  const states = createMemory<ReadonlyMap<string, number>>(COUNTRIES_MAX);
  return async (address) => {
    const code = address.countryCode?.toUpperCase() ?? null;
    if (code === null || code === '') return { countryId: null, stateId: null };
    const countryId = (await countries.of('all', () => readCountries(client))).get(code);
    if (countryId === undefined) {
      throw new RejectedError(
        `Odoo has no country with the code ${code}; create it, or mend the order's address`,
        { code: 'unknown-country' },
      );
    }
    const province = address.provinceCode?.toUpperCase() ?? '';
    if (province === '') return { countryId, stateId: null };
    // A province that Odoo does not list (ENG of GB) is left out: there it is no part of a postal address.
    return {
      countryId,
      stateId: (await states.of(countryId, () => readStates(client, countryId))).get(province) ?? null,
    };
  };
}

async function readCountries(client: Client): Promise<ReadonlyMap<string, number>> {
  const { result } = await client.call({
    model: 'res.country',
    method: 'search_read',
    effect: 'read',
    params: { domain: [] },
    options: { fields: ['code'], limit: COUNTRIES_MAX },
  });
  return byCode(requireRows(countryRow, result, 'res.country'));
}

async function readStates(client: Client, countryId: number): Promise<ReadonlyMap<string, number>> {
  const { result } = await client.call({
    model: 'res.country.state',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['country_id', '=', countryId]] },
    options: { fields: ['code', 'country_id'], limit: STATES_MAX },
  });
  return byCode(requireRows(stateRow, result, 'res.country.state'));
}

function byCode(rows: readonly { id: number; code: string | null }[]): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  for (const { id, code } of rows) if (code !== null) codes.set(code.toUpperCase(), id);
  return codes;
}
