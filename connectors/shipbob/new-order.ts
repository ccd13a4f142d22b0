import type { OrderPersonal } from '#domain/order.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { RequestToShip } from '#sdk/fulfillment-requests.ts';
import { toTag } from './order-lines.ts';
import type { ShipbobSettings } from './settings.ts';

const NAME_MAX = 300;
const NUMBER_MAX = 400;
const PHONE_MAX = 50;
const TAG_MAX = 500;

/** The body of "Create Order". @throws RejectedError for what ShipBob could not ship, before anything is sent. */
export function toNewOrder(request: RequestToShip, settings: ShipbobSettings): object {
  const lines = request.lines.filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) throw refused('empty-request', 'the request has nothing to ship');
  const numbered = lines.map((line, index) => {
    const { listingId, sku } = line;
    if (listingId === null || sku === null || sku === '') {
      throw refused('unmapped-item', `line ${index + 1} has an item that ShipBob does not have`);
    }
    return { ...line, listingId, sku, number: index + 1 };
  });
  const tags = numbered.map(toTag);
  if (tags.some(({ value }) => value.length > TAG_MAX)) {
    throw refused('bad-reference', 'the reference of a line is longer than ShipBob keeps');
  }
  return {
    reference_id: request.reference,
    order_number: request.orderNumber.slice(0, NUMBER_MAX),
    purchase_date: new Date(request.createdAt).toISOString(),
    type: 'DTC',
    shipping_method: methodOf(request.shippingMethod, settings),
    ...(request.locationId === null ? {} : { location_id: locationOf(request.locationId) }),
    recipient: recipientOf(request.recipient),
    // Without a name ShipBob refuses an item that it does not know; with one it would make a new product of it.
    products: numbered.map(({ number, sku, quantity }) => ({
      reference_id: sku,
      name: null,
      quantity,
      external_line_id: number,
    })),
    tags,
  };
}

function methodOf(asked: string | null, { shippingMethod, shippingMethods }: ShipbobSettings): string {
  if (asked === null || asked === '') return shippingMethod;
  return Object.hasOwn(shippingMethods, asked) ? (shippingMethods[asked] ?? asked) : asked;
}

function locationOf(locationId: string): number {
  const id = Number(locationId);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw refused('bad-location', 'the location is not one of ShipBob');
}

/** Name, street, city and country must be there. What else does not fit is left out: the parcel arrives without it. */
function recipientOf({ name, email, phone, company, delivery }: OrderPersonal): object {
  const fields = {
    name: filled(delivery?.name) ?? filled(name),
    street: filled(delivery?.street),
    city: filled(delivery?.city),
    country: filled(delivery?.countryCode),
  };
  const missing = Object.entries(fields).find(([, value]) => value === undefined)?.[0];
  if (missing !== undefined) throw refused('incomplete-address', `the delivery address has no ${missing}`);
  const tel = filled(delivery?.phone) ?? filled(phone);
  return {
    name: fields.name?.slice(0, NAME_MAX),
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email ?? '') ? email : null,
    phone_number: tel !== undefined && tel.length <= PHONE_MAX ? tel : null,
    address: {
      address1: fields.street,
      address2: filled(delivery?.street2) ?? null,
      company_name: filled(delivery?.company) ?? filled(company) ?? null,
      city: fields.city,
      state: filled(delivery?.provinceCode) ?? null,
      zip_code: filled(delivery?.zip) ?? null,
      country: fields.country,
    },
  };
}

function filled(value: string | null | undefined): string | undefined {
  return value == null || value.trim() === '' ? undefined : value;
}

function refused(code: string, message: string): RejectedError {
  return new RejectedError(message, { code });
}
