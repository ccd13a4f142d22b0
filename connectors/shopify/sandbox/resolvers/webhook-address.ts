import type { UserError } from './inventory-checks.ts';

const ADDRESS_BYTES_MAX = 65_535;
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);
const internalHost = /(?:^|\.)(?:shopify\.com|myshopify\.com|shopifycloud\.com)$/;
/** `my-project`, or its number. */
const GCP_PROJECT = /^(?:[a-z][a-z0-9-]{4,28}[a-z0-9]|\d+)$/;
const GCP_TOPIC = /^(?!goog)[A-Za-z][\w.~+%-]{2,254}$/;
const AWS_ARN = /^arn:aws:events:[a-z0-9-]+::event-source\/aws\.partner\/shopify\.com\/(\d+)\/\S+$/;

export interface AddressRules {
  /** Loopback http addresses are accepted; to Shopify they are an unsupported protocol or an internal domain. */
  readonly allowLoopback: boolean;
  /** The number of the app, which an event source of AWS has to name. */
  readonly appNumber: string;
}

/** Everything that Shopify has to say about an address, in its order. */
export function addressMessages(uri: string | undefined, rules: AddressRules): readonly string[] {
  if (uri === undefined || uri.trim() === '') return ["Address can't be blank"];
  if (Buffer.byteLength(uri) > ADDRESS_BYTES_MAX) return ['Address is too big (maximum is 64 KB)'];
  if (uri.startsWith('arn:')) {
    const message = arnMessage(uri, rules.appNumber);
    return message === undefined ? [] : ['Address is invalid', message];
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === 'pubsub') return pubSubMessages(uri);
  if (scheme === 'kafka') {
    return ['Address protocol kafka:// is not supported', 'Address is not a valid kafka topic'];
  }
  if (scheme === undefined || !URL.canParse(uri)) return ['Address is invalid'];
  const { hostname } = new URL(uri);
  const isWeb = scheme === 'http' || scheme === 'https';
  if (isWeb && rules.allowLoopback && loopbackHosts.has(hostname)) return [];
  if (scheme !== 'https') return [`Address protocol ${scheme}:// is not supported`];
  const isInternal = loopbackHosts.has(hostname) || internalHost.test(hostname) || !hostname.includes('.');
  return isInternal ? ['Address cannot be a Shopify or an internal domain'] : [];
}

function pubSubMessages(uri: string): readonly string[] {
  const [project = '', topic] = uri.slice('pubsub://'.length).split(/:(.*)/s);
  if (topic === undefined || topic === '') {
    return [
      'Address protocol pubsub:// is not supported',
      'Address is not a valid GCP pub/sub format. Format should be pubsub://project:topic',
    ];
  }
  if (!isProject(project)) return ['Address is invalid', 'Address is not a valid GCP project id.'];
  return isTopic(topic) ? [] : ['Address is invalid', 'Address is not a valid GCP topic id.'];
}

export function isProject(project: string): boolean {
  return GCP_PROJECT.test(project);
}

export function isTopic(topic: string): boolean {
  return GCP_TOPIC.test(topic);
}

/** What is wrong with an event source; undefined when it is ours. */
export function arnMessage(arn: string, appNumber: string): string | undefined {
  const owner = AWS_ARN.exec(arn)?.[1];
  if (owner === undefined) return 'Address is not a valid AWS ARN';
  if (owner === appNumber) return undefined;
  return `Address is an AWS ARN and includes api_client_id '${owner}' instead of '${appNumber}'`;
}

/** Messages as user errors of one field. */
export function errorsAt(field: string, messages: readonly string[]): UserError[] {
  return messages.map((message) => ({ field: ['webhookSubscription', field], message }));
}
