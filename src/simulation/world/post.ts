import type { Chronicle } from '../chronicle.ts';
import type { Fleet } from '../fleet.ts';
import type { Observer } from '../oracle/observer.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import type { StoreName } from './vendors.ts';

interface SentDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Carries the stores' webhooks to whoever listens. */
export interface Post {
  send(store: StoreName, delivery: SentDelivery): Promise<number>;
  /** Everything of late comes again, three times, in another order. False when there is nothing. */
  burst(draw: () => number): boolean;
  /** Hands over what was held back for a day. */
  deliverLate(): number;
}

const TRAVEL_MS_MAX = 40;
/** The sender's patience. */
const PATIENCE_MS = 5_000;
const REMEMBERED_MAX = 20;

export function createPost(edges: {
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
  readonly weather: Weather;
  readonly fleet: () => Fleet;
  readonly observer: Observer;
}): Post {
  const { timeline, chronicle, observer } = edges;
  const sent: { readonly store: StoreName; readonly delivery: SentDelivery }[] = [];
  const late: (() => void)[] = [];

  const deliver = (store: StoreName, delivery: SentDelivery): Promise<number> =>
    new Promise((resolve, reject) => {
      timeline.at(1 + timeline.draw() * TRAVEL_MS_MAX, () => {
        const door = edges.fleet().door();
        if (door === undefined) {
          reject(new Error('connection refused'));
          return;
        }
        timeline.at(PATIENCE_MS, () => reject(new Error('no answer in time')));
        door.receive(store, delivery).then(({ status, deliveryId }) => {
          if (status === 503) chronicle.reach('webhook refused while busy');
          if (status < 300 && deliveryId !== null && !observer.isDurable(`${store} ${deliveryId}`))
            chronicle.violate('I1', `a webhook of ${store} was answered ${status} and is in no commit`);
          resolve(status);
        }, reject);
      });
    });
  return {
    send(store, delivery) {
      sent.push({ store, delivery });
      if (sent.length > REMEMBERED_MAX) sent.shift();
      if (!edges.weather.roll('webhook-day-late', store)) return deliver(store, delivery);
      return new Promise((resolve, reject) => {
        late.push(() => void deliver(store, delivery).then(resolve, reject));
      });
    },
    burst(draw) {
      const again = sent.flatMap((one) => [one, one, one]).toSorted(() => draw() - 0.5);
      for (const { store, delivery } of again) deliver(store, delivery).catch(() => undefined);
      return again.length > 0;
    },
    deliverLate() {
      const waiting = late.splice(0);
      for (const go of waiting) go();
      return waiting.length;
    },
  };
}
