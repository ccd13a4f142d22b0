import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import type { LocationSetting } from '#sdk/settings.ts';

/** What a system that books calls the location: the place that it counts, or the one that stands for it; null: it has none. */
export function placeIn(
  { authority, bookedAt }: Pick<LocationSetting, 'authority' | 'bookedAt'>,
  connection: string,
): string | null {
  return authority.connection === connection ? authority.locationId : (bookedAt[connection] ?? null);
}

/** Which of our locations a parcel left: the one that was asked for it, else the one that its system counts under that id. */
export function leftFrom<Location extends Pick<LocationSetting, 'name' | 'authority'>>(
  { connection, shipment }: Pick<StoredShipment, 'connection' | 'shipment'>,
  {
    locations,
    requests,
  }: { readonly locations: readonly Location[]; readonly requests: readonly StoredRequest[] },
): Location | null {
  const request = requests.find(
    (one) => one.connection === connection && one.reference === shipment.orderReference,
  );
  const found = locations.find(({ name, authority }) =>
    request === undefined
      ? authority.connection === connection && authority.locationId === shipment.locationId
      : name === request.location,
  );
  return found ?? null;
}
