import { eventsOf, personOfOrder } from '#reconcile/order-events.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { EventTarget } from '#sdk/marketing-events.ts';
import type { Order } from '#domain/order.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { whoToName } from './steps/name-person.ts';
import { originOf } from './steps/order-run.ts';
import { leaveOutSent, sendEventsOnce, settleSent } from './steps/send-once.ts';

/** A profile that is being written is there a moment later. */
const PROFILE_LOOK_MS = 15_000;

/**
 * Tells a system what happened to an order, each thing once. The subject is the order's reference, `<store>:<order id>`.
 */
export const sendEvents = defineJob({
  name: jobNames.sendEvents,
  title: 'Tells what customers bought, got and gave back',
  priority: 'catalog',
  appliesTo: ({ account }) => account.events?.target !== undefined,
  async run(context, [work]) {
    const target = context.account.events?.target;
    if (work === undefined || target === undefined) return;
    const origin = originOf(context, work);
    if (origin === null || !(await settleSent(context, { work, target }))) return;
    const stored = await context.ledger.read((tx) =>
      tx.orders.get(origin.connection, origin.orderId, { personal: true }),
    );
    if (stored === null) return;
    await converge(context, { work, target, store: origin.connection, order: stored.order });
  },
});

async function converge(
  context: JobContext,
  {
    work,
    target,
    store,
    order,
  }: {
    readonly work: LeasedWork;
    readonly target: EventTarget;
    readonly store: string;
    readonly order: Order;
  },
): Promise<void> {
  const { ledger, connection, settings, clock } = context;
  if (order.test && settings.channels[store]?.testOrders !== 'book') return;
  const orderer = personOfOrder(store, order);
  if (orderer === null) return;
  const person = await whoToName(context, orderer);
  if (person === 'soon') {
    const dueAt = clock.now() + PROFILE_LOOK_MS;
    context.wait(work, {
      dueAt,
      reason: 'the profile of who ordered is not written yet',
      waitsFor: 'profiles',
    });
    return;
  }
  const { firstStartedAt } = await ledger.write((tx) => tx.connections.ensure(connection, clock.now()));
  // Nothing more is told of who was erased, whatever they do later.
  if ((await ledger.read((tx) => tx.erasures.erasedAt(person))) !== null) return;
  const isHistory = order.createdAt < firstStartedAt;
  if (isHistory && !target.takesHistory) return;
  const unsent = await leaveOutSent(context, eventsOf(store, order, { person, isHistory }));
  for (let start = 0; start < unsent.length; start += target.batchMax) {
    await sendEventsOnce(context, { work, target }, unsent.slice(start, start + target.batchMax));
  }
}
