import { z } from 'zod';
import type { HttpPort } from '#sdk/http.ts';
import { createExchange } from './exchange.ts';
import type { OdooSettings } from './settings.ts';
import { parseBody, type Protocol } from './protocol.ts';
import { errorFromComplaint, errorFromStatus } from './vendor-errors.ts';

const complaintShape = z.object({ name: z.string(), message: z.string().default('') });

/** `POST /json/2/<model>/<method>` with named arguments, from Odoo 19 on. A refusal is a status and a JSON body. */
export function createJson2(settings: OdooSettings, http: HttpPort): Protocol {
  const exchange = createExchange({
    url: settings.url,
    headers: { authorization: `bearer ${settings.apiKey.reveal()}`, 'x-odoo-database': settings.database },
    http,
  });
  return {
    async send({ model, method, effect, ids, params, options, context }) {
      const body = {
        ...(ids === undefined ? {} : { ids }),
        ...params,
        ...options,
        ...(context === undefined ? {} : { context }),
      };
      const response = await exchange({
        method: 'POST',
        path: `/json/2/${model}/${method}`,
        body,
        operation: `${model}.${method}`,
      });
      if (response.status === 200) return { response, result: parseBody(response, effect) ?? undefined };
      // Its own refusals carry the exception's name: a 500 for a wrong field is final, a proxy's 500 is not.
      const complaint = response.status === 429 ? undefined : readComplaint(response.body);
      throw complaint === undefined
        ? (errorFromStatus(response, effect) ??
            errorFromComplaint({ name: 'unknown', message: `HTTP ${response.status}` }, effect))
        : errorFromComplaint(complaint, effect);
    },
  };
}

function readComplaint(body: string): z.output<typeof complaintShape> | undefined {
  try {
    return complaintShape.safeParse(JSON.parse(body)).data;
  } catch {
    // Not Odoo's own words but a proxy's page; the status alone is left to judge by.
    return undefined;
  }
}
