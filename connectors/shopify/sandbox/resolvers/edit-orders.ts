import type {
  MutationOrderEditAddCustomItemArgs,
  MutationOrderEditAddLineItemDiscountArgs,
  MutationOrderEditAddVariantArgs,
  MutationOrderEditBeginArgs,
  MutationOrderEditCommitArgs,
  MutationOrderEditRemoveDiscountArgs,
  MutationOrderEditSetQuantityArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { editOrder } from '../model/edit-order.ts';
import type { EditSession, StagedDiscount, StagedLine } from '../model/edit-session.ts';
import { tailOf } from '../model/ids.ts';
import { toBag, toMinor } from '../model/money-math.ts';
import { amountsOf, lineAmounts } from '../model/order-amounts.ts';
import type { LineInput } from '../model/order-lines.ts';
import { type Context, type FieldMap, notFound } from './context.ts';
import { GONE, refuse, sessionOf } from './edit-session-lookup.ts';

const TITLE_LENGTH_MAX = 255;

export const editMutations: FieldMap = {
  orderEditBegin(_: unknown, { id }: MutationOrderEditBeginArgs, context) {
    const order = context.state.orders.get(id);
    const none = { calculatedOrder: null, orderEditSession: null };
    if (order === undefined)
      return { ...none, userErrors: [{ field: ['id'], message: 'The order does not exist.' }] };
    if (order.cancelledAt !== null) {
      return { ...none, userErrors: [{ field: ['id'], message: 'The order cannot be edited.' }] };
    }
    const sessionId = context.state.ids.next('CalculatedOrder');
    const session: EditSession = { kind: 'CalculatedOrder', id: sessionId, order, lines: [], shipping: [] };
    for (const line of order.lines) {
      session.lines.push({
        kind: 'CalculatedLineItem',
        id: `gid://shopify/CalculatedLineItem/${tailOf(line.id)}`,
        session,
        line,
        added: null,
        title: line.title,
        unitPrice: line.unitPrice,
        quantity: lineAmounts(order, line).currentUnits,
        restock: true,
        discounts: [],
      });
    }
    context.edits.set(sessionId, session);
    const orderEditSession = {
      kind: 'OrderEditSession',
      id: `gid://shopify/OrderEditSession/${tailOf(sessionId)}`,
    };
    return { calculatedOrder: session, orderEditSession, userErrors: [] };
  },
  orderEditSetQuantity(_: unknown, args: MutationOrderEditSetQuantityArgs, context) {
    const session = sessionOf(context, args.id);
    if (session === undefined) return refuse(['id'], GONE);
    if (args.quantity < 0) return refuse(['quantity'], 'must be greater than or equal to 0');
    const staged = session.lines.find((line) => tailOf(line.id) === tailOf(args.lineItemId));
    if (staged === undefined) return refuse(['lineItemId'], 'The line item does not exist on the order.');
    staged.quantity = args.quantity;
    staged.restock = args.restock ?? true;
    return {
      calculatedLineItem: staged,
      calculatedOrder: session,
      orderEditSession: sessionView(session),
      userErrors: [],
    };
  },
  orderEditAddVariant(_: unknown, args: MutationOrderEditAddVariantArgs, context) {
    const session = sessionOf(context, args.id);
    if (session === undefined) return refuse(['id'], GONE);
    if (args.quantity <= 0) {
      const messages = [
        'must be greater than 0',
        ...(args.quantity < 0 ? ['must be greater than or equal to 0'] : []),
      ];
      const userErrors = messages.map((message) => ({ field: ['quantity'], message }));
      return { calculatedOrder: null, calculatedLineItem: null, userErrors };
    }
    const variant = context.state.variants.get(args.variantId);
    if (variant === undefined) throw notFound(args.variantId);
    return stageLine(context, session, {
      input: { variantId: variant.id, quantity: args.quantity },
      title: variant.product.title,
      priceMinor: variant.priceMinor,
    });
  },
  orderEditAddCustomItem(_: unknown, args: MutationOrderEditAddCustomItemArgs, context) {
    const session = sessionOf(context, args.id);
    if (session === undefined) return refuse(['id'], GONE);
    const { title, quantity, price, requiresShipping } = args;
    if (title.trim() === '') return refuse(['title'], "can't be blank");
    if (title.length > TITLE_LENGTH_MAX) {
      return refuse(['title'], `is too long (maximum is ${TITLE_LENGTH_MAX} characters)`);
    }
    if (quantity <= 0) return refuse(['quantity'], 'must be greater than 0');
    if (Number(price.amount) < 0) return refuse(['price', 'amount'], 'must be greater than or equal to 0');
    if (price.currencyCode !== session.order.currency) {
      return refuse(['price', 'amount'], `Currency must be ${session.order.currency}.`);
    }
    const priceMinor = toMinor(price.amount, session.order.currency);
    return stageLine(context, session, {
      input: { title, quantity, unitPriceMinor: priceMinor, requiresShipping: requiresShipping ?? false },
      title,
      priceMinor,
    });
  },
  orderEditAddLineItemDiscount(_: unknown, args: MutationOrderEditAddLineItemDiscountArgs, context) {
    const session = sessionOf(context, args.id);
    if (session === undefined) return refuse(['id'], GONE);
    const staged = session.lines.find((line) => tailOf(line.id) === tailOf(args.lineItemId));
    if (staged === undefined) return refuse(['lineItemId'], 'The line item does not exist on the order.');
    const { order } = session;
    const { description, percentValue, fixedValue } = args.discount;
    const discount: StagedDiscount = {
      kind: 'CalculatedManualDiscountApplication',
      id: context.state.ids.next('CalculatedManualDiscountApplication'),
      description: description ?? null,
      value: fixedValue
        ? { amount: toBag(toMinor(fixedValue.amount, order.currency), order, order.rate) }
        : { percentage: percentValue ?? 0 },
    };
    staged.discounts.push(discount);
    return {
      addedDiscountStagedChange: stagedChange(discount),
      calculatedLineItem: staged,
      calculatedOrder: session,
      userErrors: [],
    };
  },
  orderEditRemoveDiscount(_: unknown, args: MutationOrderEditRemoveDiscountArgs, context) {
    const session = sessionOf(context, args.id);
    if (session === undefined) return refuse(['id'], GONE, 'INVALID');
    for (const line of session.lines) {
      line.discounts = line.discounts.filter(
        (entry) => tailOf(entry.id) !== tailOf(args.discountApplicationId),
      );
    }
    return { calculatedOrder: session, userErrors: [] };
  },
  orderEditCommit(_: unknown, { id, notifyCustomer }: MutationOrderEditCommitArgs, context) {
    const session = sessionOf(context, id);
    if (session === undefined)
      return { order: null, successMessages: [], userErrors: [{ field: ['id'], message: GONE }] };
    context.edits.delete(session.id);
    const { order } = session;
    const wasClosed = order.closedAt !== null;
    order.closedAt = null;
    editOrder(context.state, order, {
      quantities: session.lines.flatMap(({ line, quantity, restock }) =>
        line === null ? [] : [{ lineId: line.id, quantity, restock }],
      ),
      added: session.lines.flatMap((staged) =>
        staged.added === null
          ? []
          : [{ ...staged.added, quantity: staged.quantity, discountMinor: discountOf(staged) }],
      ),
      shipping: session.shipping.map(({ title, price }) => ({ title, price })),
    });
    const isDue = amountsOf(order).outstanding.shop > 0;
    const told = notifyCustomer === true ? [isDue ? 'Invoice sent' : 'Notification sent'] : [];
    return {
      order,
      successMessages: ['Order updated', ...(wasClosed ? ['Order unarchived'] : []), ...told],
      userErrors: [],
    };
  },
};

function stageLine(
  context: Context,
  session: EditSession,
  {
    input,
    title,
    priceMinor,
  }: { readonly input: LineInput; readonly title: string; readonly priceMinor: number },
) {
  const { order } = session;
  const staged: StagedLine = {
    kind: 'CalculatedLineItem',
    id: context.state.ids.next('CalculatedLineItem'),
    session,
    line: null,
    added: input,
    title,
    unitPrice: toBag(priceMinor, order, order.rate),
    quantity: input.quantity,
    restock: true,
    discounts: [],
  };
  session.lines.push(staged);
  return {
    calculatedLineItem: staged,
    calculatedOrder: session,
    orderEditSession: sessionView(session),
    userErrors: [],
  };
}

function sessionView(session: EditSession) {
  return { kind: 'OrderEditSession', id: `gid://shopify/OrderEditSession/${tailOf(session.id)}` };
}

function stagedChange(discount: StagedDiscount) {
  return { ...discount, kind: 'OrderStagedChangeAddLineItemDiscount' };
}

/** Minor units off the whole line, of the shop's currency. */
export function discountOf(staged: StagedLine): number {
  return staged.discounts.reduce((sum, { value }) => {
    const whole = staged.unitPrice.shop * staged.quantity;
    return (
      sum +
      ('percentage' in value
        ? Math.round((whole * value.percentage) / 100)
        : value.amount.shop * staged.quantity)
    );
  }, 0);
}
