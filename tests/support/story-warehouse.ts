import {
  type ShipbobSandbox,
  type ShipbobSandboxOptions,
  startShipbobSandbox,
} from '#connectors/shipbob/sandbox/start.ts';

export const WAREHOUSE = 'warehouse';

/** The warehouse of a story that is asked to ship, and what its people do. */
export interface StoryWarehouse {
  readonly sandbox: ShipbobSandbox;
  readonly locationId: string;
  /** How a merchant writes it into `connections`. */
  readonly connection: Readonly<Record<string, unknown>> & {
    readonly settings: Readonly<Record<string, unknown>>;
  };
  /** What was asked for under references of this order, oldest first. */
  requests(orderReference: string): ReturnType<ShipbobSandbox['books']['orders']>;
  /** Ships so many units of the order's newest request as one parcel. */
  ship(orderReference: string, units: Readonly<Record<string, number>>, tracking: string): void;
  /** Gives up whatever has not left of it. */
  giveUp(orderReference: string): void;
  onHand(sku: string): number;
}

export async function startStoryWarehouse(
  skus: readonly string[],
  units: number,
  options: Pick<ShipbobSandboxOptions, 'token' | 'scopes'> = {},
): Promise<StoryWarehouse> {
  const sandbox = await startShipbobSandbox({ requestsPerMinute: 1_000_000, ...options });
  const { warehouse, books } = sandbox;
  const { id } = warehouse.addLocation({ name: 'Cicero (IL)' });
  for (const sku of skus) warehouse.addItem({ sku, onHand: { [id]: units } });
  const requests: StoryWarehouse['requests'] = (reference) =>
    books
      .orders()
      .filter((order) => order.reference.startsWith(`${reference}/`))
      .toSorted((left, right) => left.id - right.id);
  const newest = (reference: string): number => requests(reference).at(-1)?.id ?? Number.NaN;
  return {
    sandbox,
    locationId: String(id),
    connection: {
      connector: 'shipbob',
      timeout: '5s',
      settings: {
        url: sandbox.url,
        token: sandbox.token,
        channelId: sandbox.channelId,
        requestsPerMinute: 100_000,
        overlapMs: 5_000,
        quarantineMs: 10_000,
        stockLagMs: 0,
      },
    },
    requests,
    ship: (reference, part, tracking) => {
      warehouse.ship(newest(reference), { units: part, carrier: 'UPS', tracking });
    },
    giveUp: (reference) => warehouse.cancel(newest(reference)),
    onHand: (sku) => books.levels().find((level) => level.sku === sku)?.onHand ?? Number.NaN,
  };
}
