import type { WebhookSubscriptionInput } from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import type { Subscription } from '../webhooks/subscriptions.ts';
import type { Context } from './context.ts';
import type { UserError } from './inventory-checks.ts';
import { addressMessages, errorsAt } from './webhook-address.ts';

const FILTER_BYTES_MAX = 65_535;
const NAME_SHAPE = /^[A-Za-z0-9_-]+$/;
const NAME_LENGTH_MAX = 50;
const jsonOnlyTopics = /^(?:RETURNS_|REVERSE_|FULFILLMENT_ORDERS_|BULK_OPERATIONS_|SUBSCRIPTION_)/;

export interface WantedSubscription {
  readonly topic: string;
  readonly uri: string | undefined;
  readonly format: 'JSON' | 'XML';
  readonly filter: string | null;
  readonly name: string | null | undefined;
}

/** What is wrong with a subscription that is to be. @param self the one that is changed, if it is a change. */
export function checkSubscription(
  context: Context,
  wanted: WantedSubscription,
  self: Subscription | undefined,
): UserError[] {
  const rules = { allowLoopback: context.allowLoopbackWebhooks, appNumber: tailOf(context.appId) };
  return [
    ...checkFormat(wanted),
    ...errorsAt('callbackUrl', addressMessages(wanted.uri, rules)),
    ...checkName(context, wanted.name, self),
    ...checkTaken(context, wanted, self),
    ...checkFilter(wanted.filter),
  ];
}

function checkFormat({ topic, uri = '', format }: WantedSubscription): UserError[] {
  if (format !== 'XML') return [];
  if (jsonOnlyTopics.test(topic)) {
    return errorsAt('format', ["Format 'xml' is invalid for this webhook topic. Allowed formats: json"]);
  }
  const isCloud = uri.startsWith('pubsub:') || uri.startsWith('arn:');
  return isCloud ? errorsAt('format', ["Format can only be used with format: 'json'"]) : [];
}

function checkName(
  context: Context,
  name: string | null | undefined,
  self: Subscription | undefined,
): UserError[] {
  if (name === null || name === undefined) return [];
  const messages: string[] = [];
  if (name === '') messages.push('Name is too short (minimum is 1 character)');
  if (name.length > NAME_LENGTH_MAX)
    messages.push(`Name is too long (maximum is ${NAME_LENGTH_MAX} characters)`);
  if (!NAME_SHAPE.test(name)) {
    messages.push('Name name field can only contain alphanumeric characters, underscores, and hyphens');
  }
  const isTaken = [...context.subscriptions.values()].some(
    (other) => other !== self && other.name?.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) messages.push('Name already exists, no duplicate allowed');
  return errorsAt('name', messages);
}

/** Of one topic, address, format and filter there is one. */
function checkTaken(
  context: Context,
  { topic, uri, format, filter }: WantedSubscription,
  self: Subscription | undefined,
): UserError[] {
  const isTaken = [...context.subscriptions.values()].some(
    (other) =>
      other !== self &&
      other.topic === topic &&
      other.uri === uri &&
      other.format === format &&
      (other.filter ?? '') === (filter ?? ''),
  );
  return isTaken ? errorsAt('callbackUrl', ['Address for this topic has already been taken']) : [];
}

/** Every word of a filter names its field. A field that the topic does not have is accepted, and then holds back all. */
function checkFilter(filter: string | null): UserError[] {
  const refuse = (message: string): UserError[] => [{ field: ['webhookSubscription'], message }];
  if (filter === null || filter.trim() === '') return [];
  if (Buffer.byteLength(filter) > FILTER_BYTES_MAX) {
    return refuse('The specified filter exceeds the maximum allowed size.');
  }
  const words = filter.match(/(?:[^\s"'()]|"[^"]*"|'[^']*')+/g) ?? [];
  const isBare = words.some((word) => !/^(?:AND|OR|NOT)$/.test(word) && !/^-?[\w.]+:/.test(word));
  return isBare
    ? refuse('The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.')
    : [];
}

export function uriOf(input: WebhookSubscriptionInput): string | undefined {
  return input.uri ?? input.callbackUrl ?? undefined;
}
