import { expect, test } from 'vitest';
import { planMembers } from '#reconcile/plan-members.ts';
import { openKlaviyoAccount, takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { collect } from '#tests/support/shipbob-account.ts';

test('a list is made to say who is wanted on it, by difference', async () => {
  const { lists, people, books, advance } = openKlaviyoAccount({ settings: { pageSize: 2 } });
  const ids = Array.from({ length: 6 }, (_, index) => people.addProfile({ email: `a${index}@acme.test` }).id);
  const list = people.addList('VIP');
  await lists.add(list, ids.slice(0, 4));
  advance(1_000);
  const present = (await collect(lists.members(list))).items.map(({ id }) => id);
  const { add, remove } = planMembers(new Set(ids.slice(2)), new Set(present));
  await lists.add(list, add);
  await lists.remove(list, remove);
  expect(books.members(list).toSorted()).toEqual(ids.slice(2).toSorted());
  expect(takeKlaviyoViolations()).toEqual([]);
});

test('a list that triggers flows is left alone: nobody is welcomed by a sync', async () => {
  const { lists, people, books } = openKlaviyoAccount();
  const { id } = people.addProfile({ email: 'ada@acme.test' });
  const list = people.addList('Newsletter', ['welcome']);
  await expect(lists.add(list, [id])).rejects.toMatchObject({ code: 'list-reacts' });
  expect(books.members(list)).toEqual([]);
  expect(books.messages()).toEqual([]);
});

test('being on a list is no consent, and leaving it takes none away', async () => {
  const { lists, people, customers } = openKlaviyoAccount();
  const who = { external_id: 'store-us:7', email: 'ada@acme.test' };
  const { id } = people.addProfile(who);
  const list = people.addList('VIP');
  await lists.add(list, [id]);
  expect(await customers.find('store-us:7')).toMatchObject({ consents: { email: { state: 'never' } } });
  people.subscribe(who, 'email');
  await lists.remove(list, [id]);
  expect(await customers.find('store-us:7')).toMatchObject({ consents: { email: { state: 'subscribed' } } });
});
