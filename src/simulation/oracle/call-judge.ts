import type { HttpResponse } from '#sdk/http.ts';
import type { Chronicle } from '../chronicle.ts';
import { RATE_LIMITED_S, type SimulatedCall } from '../edges/sender-port.ts';
import type { Timeline } from '../timeline.ts';

/** A call that was granted before the answer was read may still leave. */
const GRACE_MS = 1_500;

/** The reference that a booking carries, and the external id that Odoo is to know it by. */
const REFERENCE = /"(store-[ab]:gid:[^"]+)"/;
const EXTERNAL_ID = /"(\w+\.order_[^"]+)"/;

/**
 * Judges what leaves: nobody calls before `Retry-After` has passed (I15), nothing is written without its comparison, and
 * a booking has one external id for ever (I4).
 */
export function createCallJudge({
  timeline,
  chronicle,
  plainStore,
}: {
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
  /** The store whose API cannot compare; null where all can. */
  readonly plainStore: string | null;
}): {
  readonly onCall: (call: SimulatedCall) => void;
  readonly onAnswer: (call: SimulatedCall, response: HttpResponse) => void;
} {
  /** By process: another one learns of it by the shared limit, a little later. */
  const blocked = new Map<string, { readonly from: number; readonly until: number }>();
  const externalIds = new Map<string, string>();
  const judgeBooking = (body: string): void => {
    const [, reference] = REFERENCE.exec(body) ?? [];
    const [, externalId] = EXTERNAL_ID.exec(body) ?? [];
    if (reference === undefined || externalId === undefined) return;
    const known = externalIds.get(reference) ?? externalId;
    externalIds.set(reference, known);
    if (known !== externalId)
      chronicle.violate('I4', `${reference} is booked under a second external id, so it can be there twice`);
  };
  return {
    onCall({ process, connection, request }) {
      if (request.operation === 'sale.order.load') judgeBooking(request.body ?? '');
      const block = blocked.get(`${process.name} ${connection}`);
      const now = timeline.now();
      if (block !== undefined && request.unmetered !== true && now > block.from && now < block.until)
        chronicle.violate(
          'I15',
          `${request.operation} was sent to ${connection} ${block.until - now} ms before its Retry-After had passed`,
        );
      if (request.operation === 'stock.lower') {
        chronicle.reach('lowered by a difference');
        if (!/"delta":-[1-9]/.test(request.body ?? ''))
          chronicle.violate('I8', `a number of ${connection} was raised by a difference`);
      }
      if (connection === plainStore) return;
      if (request.operation === 'stock.set' && /"changeFromQuantity":null/.test(request.body ?? ''))
        chronicle.violate('I8', `a number of ${connection} was set whatever it was`);
    },
    onAnswer({ process, connection, request }, { status, headers }) {
      if (request.unmetered === true || status !== 429 || headers['retry-after'] !== String(RATE_LIMITED_S))
        return;
      const now = timeline.now();
      blocked.set(`${process.name} ${connection}`, {
        from: now + GRACE_MS,
        until: now + RATE_LIMITED_S * 1_000,
      });
    },
  };
}
