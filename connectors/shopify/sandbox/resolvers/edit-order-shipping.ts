import type {
  MutationOrderEditAddShippingLineArgs,
  MutationOrderEditRemoveShippingLineArgs,
  MutationOrderEditUpdateShippingLineArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import type { StagedShipping } from '../model/edit-session.ts';
import { tailOf } from '../model/ids.ts';
import { toBag, toMinor } from '../model/money-math.ts';
import type { FieldMap } from './context.ts';
import { GONE, refuse, sessionOf } from './edit-session-lookup.ts';

/** Shipping lines of an edit in progress. */
export const editShippingMutations: FieldMap = {
  orderEditAddShippingLine(_: unknown, args: MutationOrderEditAddShippingLineArgs, context) {
    const session = sessionOf(context, args.id);
    if (session === undefined) return refuse(['id'], GONE, 'INVALID');
    const { order } = session;
    const { price, title } = args.shippingLine;
    if (price.currencyCode !== order.currency) {
      return refuse(['shippingLine', 'price'], `The price must be in ${order.currency}.`, 'INVALID');
    }
    const staged: StagedShipping = {
      kind: 'CalculatedShippingLine',
      id: context.state.ids.next('CalculatedShippingLine'),
      session,
      title,
      price: toBag(toMinor(price.amount, order.currency), order, order.rate),
      stagedStatus: 'ADDED',
    };
    session.shipping.push(staged);
    return { calculatedShippingLine: staged, calculatedOrder: session, userErrors: [] };
  },
  orderEditUpdateShippingLine(_: unknown, args: MutationOrderEditUpdateShippingLineArgs, context) {
    const session = sessionOf(context, args.id);
    if (session === undefined) return refuse(['id'], GONE, 'INVALID');
    const staged = session.shipping.find((line) => tailOf(line.id) === tailOf(args.shippingLineId));
    if (staged === undefined) {
      return refuse(
        ['shippingLineId'],
        "The shipping line can't be updated because it doesn't exist or wasn't added during this edit.",
        'INVALID',
      );
    }
    const { price, title } = args.shippingLine;
    if (title) staged.title = title;
    if (price)
      staged.price = toBag(toMinor(price.amount, session.order.currency), session.order, session.order.rate);
    return { calculatedOrder: session, userErrors: [] };
  },
  orderEditRemoveShippingLine(_: unknown, args: MutationOrderEditRemoveShippingLineArgs, context) {
    const session = sessionOf(context, args.id);
    if (session === undefined) return refuse(['id'], GONE, 'INVALID');
    const at = session.shipping.findIndex((line) => tailOf(line.id) === tailOf(args.shippingLineId));
    if (at < 0) {
      return refuse(
        ['shippingLineId'],
        "The shipping line can't be removed because it doesn't exist or has already been removed.",
        'INVALID',
      );
    }
    session.shipping.splice(at, 1);
    return { calculatedOrder: session, userErrors: [] };
  },
};
