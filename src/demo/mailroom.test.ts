import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAgenda } from './agenda.ts';
import { createChance } from './chance.ts';
import { type Mailroom, openMailroom, readMailroom } from './mailroom.ts';
import { openStore, type OpenStore } from './open-store.ts';
import { createReaders } from './readers.ts';
import { storeProfiles } from './store-profiles.ts';
import { judgeConsents } from './verdict/judge-consents.ts';
import { TOOL } from './verdict/marketing-book.ts';

const ITEM = { sku: 'MUG', title: 'Mug', priceMinor: 900, stock: [9, 9], isScarce: false } as const;
let store: OpenStore;
let mailroom: Mailroom;

beforeAll(async () => {
  const [profile] = storeProfiles;
  if (profile === undefined) throw new Error('there is no store');
  store = await openStore([ITEM], profile, { plan: 'plus', seed: 1, feedsMail: true });
  mailroom = await openMailroom(store, 2);
});
afterAll(async () => {
  await mailroom.close();
  await store.sandbox.close();
});

test('the books say what was said where and by whom, and what is to be told of an order', () => {
  const { desk } = mailroom;
  const before = readMailroom(mailroom);
  const [subscriber] = desk.readers.filter(({ isSubscriber }) => isSubscriber);
  if (subscriber === undefined) throw new Error('nobody is subscribed');
  const { email } = subscriber;
  expect(before.subscribed).toEqual(
    expect.arrayContaining([
      { where: 'store-us', email },
      { where: TOOL, email },
    ]),
  );
  desk.unsubscribeAtTool(email);
  const { shop } = store.sandbox;
  const { order } = sell('Bea@Example.com');
  shop.cancelOrder(order.id);
  const { words, subscribed, happenings } = readMailroom(mailroom);
  expect(words.at(-1)).toMatchObject({ email, said: 'no', by: 'person', where: TOOL });
  expect(subscribed.filter((one) => one.email === email)).toEqual([{ where: 'store-us', email }]);
  expect(happenings.filter(({ isToBeTold }) => isToBeTold)).toMatchObject([
    { reference: `store-us:${order.id}:placed`, email: 'bea@example.com' },
    { reference: `store-us:${order.id}:canceled` },
    { reference: expect.stringContaining(':refunded:') as unknown },
  ]);
  expect(judgeConsents(readMailroom(mailroom)).complaints).toEqual([
    `${email} said no at the tool last, and is subscribed at store-us`,
  ]);
});

test('readers say yes and no, and two of them ask to be forgotten; who says yes today does not say no at the tool', () => {
  const said = { atTool: [] as string[], yes: [] as string[] };
  const emailOf = new Map(mailroom.desk.readers.map(({ id, email }) => [id, email]));
  const forgotten: string[] = [];
  const readers = createReaders({
    desk: {
      ...mailroom.desk,
      sayAtStore: (id, spoken) => {
        if (spoken === 'yes') said.yes.push(emailOf.get(id) ?? '');
      },
      unsubscribeAtTool: (email) => said.atTool.push(email),
      askToForget: ({ email }) => forgotten.push(email),
    },
    chance: createChance(3),
    agenda: createAgenda(),
    now: () => 0,
  });
  // A long day: everybody has said something long before it is over.
  for (let round = 0; round < 400; round += 1) readers.work(round / 400);
  expect(said.yes.length).toBeGreaterThan(3);
  expect(said.atTool.length).toBeGreaterThan(0);
  expect(said.yes.filter((email) => email !== '' && said.atTool.includes(email))).toEqual([]);
  expect(new Set(forgotten).size).toBe(2);
  expect([...said.yes, ...said.atTool].filter((email) => forgotten.includes(email))).toEqual([]);
});

function sell(email: string) {
  const { shop } = store.sandbox;
  const placed = shop.placeOrder({
    lines: [{ sku: 'MUG', quantity: 1 }],
    paid: true,
    email,
    locationId: store.locationIds[0],
  });
  if (!placed.ok) throw new Error('the store refused the order');
  return placed;
}
