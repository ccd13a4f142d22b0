import { json } from './answers.ts';
import type { Route } from './call.ts';
import { linkedPage } from './pages.ts';
import { toTime } from './profile-view.ts';

export const listAccounts: Route = ({ url }) =>
  json(200, {
    data: [
      {
        type: 'account',
        id: 'AcMe01',
        attributes: {
          test_account: true,
          contact_information: {
            default_sender_name: 'Acme',
            default_sender_email: 'hello@acme.test',
            website_url: null,
            organization_name: 'Acme',
            street_address: {
              address1: null,
              address2: null,
              city: null,
              region: null,
              country: null,
              zip: null,
            },
          },
          industry: null,
          timezone: 'US/Eastern',
          preferred_currency: 'USD',
          public_api_key: 'AcMe01',
          locale: 'en-US',
        },
        links: { self: `${url.origin}/api/accounts/AcMe01` },
      },
    ],
    links: { self: url.href },
  });

export const listMetrics: Route = (call) => {
  const { state, url } = call;
  const at = toTime(state.clock.now());
  return linkedPage(call, {
    items: [...state.metrics],
    keyOf: ([name]) => [name, name],
    view: ([name, from], index = 0) => ({
      type: 'metric',
      id: `Met${index}`,
      attributes: {
        name,
        created: at,
        updated: at,
        integration: { object: 'integration', id: from, name: from, category: from },
      },
      links: { self: `${url.origin}/api/metrics/${encodeURIComponent(name)}` },
    }),
    sizeDefault: 200,
    sizeMax: 200,
  });
};
