import { expect, test } from 'vitest';
import { profileRow } from './profile-shape.ts';

const told = {
  consent: 'SUBSCRIBED',
  consent_timestamp: '2026-11-28T10:00:00+00:00',
  last_updated: '2026-11-28T10:00:00+00:00',
  method: 'API',
  method_detail: '',
};

test.each([
  ['where the specification says', { custom_method_detail: 'Syncline: checkout (order 41)' }, true],
  ['with the method', { method_detail: 'Syncline: checkout (order 41)' }, true],
  ['nowhere', { custom_method_detail: 'marketing drive' }, undefined],
])('a yes of ours is known by its mark, which stands %s', (_where, detail, expected) => {
  const attributes = {
    external_id: null,
    email: 'ada@acme.test',
    phone_number: null,
    first_name: null,
    last_name: null,
    organization: null,
    locale: null,
    updated: null,
    subscriptions: {
      email: { marketing: { ...told, ...detail, suppression: [] } },
      sms: { marketing: told },
    },
  };
  const { consents } = profileRow.parse({ id: 'p1', attributes });
  expect(consents.email?.isPassedOn).toBe(expected);
});
