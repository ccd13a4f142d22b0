import type { Subscription } from '../webhooks/subscriptions.ts';
import type { Context } from './context.ts';
import type { UserError } from './inventory-checks.ts';

const ADDRESS_BYTES_MAX = 64 * 1024;
const NAME_SHAPE = /^[A-Za-z0-9_-]*$/;
const NAME_LENGTH_MAX = 50;
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);
const FIELD = ['webhookSubscription', 'callbackUrl'];

/** What Shopify says about an address. A loopback http address is Shopify's "internal domain", unless it is allowed. */
export function checkAddress(uri: string | undefined, allowLoopback: boolean): UserError[] {
  const refuse = (...messages: string[]): UserError[] =>
    messages.map((message) => ({ field: FIELD, message }));
  if (uri === undefined || uri.trim() === '') return refuse("Address can't be blank");
  if (Buffer.byteLength(uri) > ADDRESS_BYTES_MAX) return refuse('Address is too big (maximum is 64 KB)');
  if (uri.startsWith('pubsub://') || uri.startsWith('arn:')) return [];
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined || !URL.canParse(uri)) return refuse('Address is invalid');
  const { hostname } = new URL(uri);
  if (allowLoopback && loopbackHosts.has(hostname) && (scheme === 'http' || scheme === 'https')) return [];
  if (scheme !== 'https') return refuse(`Address protocol ${scheme}:// is not supported`);
  const isInternal =
    loopbackHosts.has(hostname) ||
    /(?:^|\.)(?:shopify\.com|myshopify\.com|shopifycloud\.com)$/.test(hostname) ||
    !hostname.includes('.');
  return isInternal ? refuse('Address cannot be a Shopify or an internal domain') : [];
}

export function checkName(
  context: Context,
  name: string | null | undefined,
  self: Subscription | undefined,
): UserError[] {
  if (name === null || name === undefined) return [];
  const field = ['webhookSubscription', 'name'];
  const errors: UserError[] = [];
  if (name.length > NAME_LENGTH_MAX) {
    errors.push({ field, message: `Name is too long (maximum is ${NAME_LENGTH_MAX} characters)` });
  }
  if (!NAME_SHAPE.test(name)) {
    const message = 'Name name field can only contain alphanumeric characters, underscores, and hyphens';
    errors.push({ field, message });
  }
  const isTaken = [...context.subscriptions.values()].some(
    (other) => other !== self && other.name !== null && other.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) errors.push({ field, message: 'Name has already been taken' });
  return errors;
}
