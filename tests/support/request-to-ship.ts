import type { RequestedLine, RequestToShip } from '#sdk/fulfillment-requests.ts';

type SomeLine = Partial<RequestedLine> & Pick<RequestedLine, 'sku' | 'listingId' | 'quantity'>;

/** A request that a warehouse can take; what is given says what is special about it. */
export function requestToShip({
  lines,
  ...more
}: Partial<Omit<RequestToShip, 'lines'>> & {
  readonly reference: string;
  readonly lines: readonly SomeLine[];
}): RequestToShip {
  return {
    orderNumber: '#1001',
    createdAt: Date.parse('2026-11-23T10:00:00Z'),
    locationId: null,
    shippingMethod: null,
    recipient: {
      customerId: null,
      name: 'Ada Lovelace',
      email: 'ada@example.test',
      phone: null,
      company: null,
      billing: null,
      delivery: {
        name: 'Ada Lovelace',
        company: null,
        street: 'Main Street 1',
        street2: null,
        city: 'Cicero',
        zip: '60804',
        provinceCode: 'IL',
        countryCode: 'US',
        phone: null,
      },
      note: null,
    },
    ...more,
    lines: lines.map((line, index) => ({
      reference: `gid://shopify/LineItem/${index + 1}`,
      title: line.sku ?? 'An item',
      ...line,
    })),
  };
}
