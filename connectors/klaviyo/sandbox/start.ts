import { operations } from '#connectors/klaviyo/generated/operations.ts';
import {
  createSandboxCore,
  openSandboxEdges,
  type SandboxCore,
  type SandboxOptions,
  startSandbox,
} from '#sdk/sandbox/core.ts';
import type { RunningSandbox } from '#sdk/sandbox/serve.ts';
import { type Books, createBooks } from './books.ts';
import { createPeople, type People } from './people.ts';
import { createState, type KlaviyoState } from './state.ts';
import { emitEvent, RETRY_DELAYS_MS } from './webhooks.ts';
import { createHandler, operationOf } from './wire/handler.ts';
import { createThrottle } from './wire/throttle.ts';

const JOB_MS = 2_000;
const STALE_SEARCH_MS = 5_000;

/** What a key may do in this fake unless told otherwise: all that the connector needs. */
export const SCOPES: readonly string[] = [
  ...new Set(Object.values(operations).flatMap(({ scopes }): readonly string[] => scopes)),
];

/** Topics of an account, as far as consents go. */
const TOPICS = [
  'event:klaviyo.subscribed_to_email_marketing',
  'event:klaviyo.unsubscribed_from_email_marketing',
  'event:klaviyo.manually_suppressed_from_email_marketing',
  'event:klaviyo.marked_email_as_spam',
  'event:klaviyo.bounced_email',
  'event:klaviyo.opened_email',
  'event:klaviyo.subscribed_to_sms_marketing',
  'event:klaviyo.unsubscribed_from_sms_marketing',
];

export interface KlaviyoSandboxOptions extends SandboxOptions {
  readonly apiKey?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** False: no call is too many. */
  readonly isLimited?: boolean | undefined;
  /** How long accepted work takes. */
  readonly jobMs?: number | undefined;
  readonly staleSearchMs?: number | undefined;
  readonly repeatedEvents?: 'dropped' | 'refused' | undefined;
  /** `https://klaviyo.sim`: the address under which callers know it, for links to next pages. */
  readonly origin?: string | undefined;
}

/** The fake without a socket: a handler over the model, for a simulation that owns time. */
export interface KlaviyoSandboxCore extends SandboxCore {
  readonly apiKey: string;
  readonly people: People;
  readonly books: Books;
  readonly state: KlaviyoState;
}

/** A Klaviyo account on a port of this machine. */
export interface KlaviyoSandbox extends KlaviyoSandboxCore, RunningSandbox {}

/** Builds the model and its wire surface, with nothing in it, and listens on nothing. */
export function createKlaviyoSandbox(options: KlaviyoSandboxOptions = {}): KlaviyoSandboxCore {
  const { apiKey = 'pk_sandbox', scopes = SCOPES } = options;
  const edges = openSandboxEdges(options, RETRY_DELAYS_MS);
  const { clock, faults, deliveries } = edges;
  const state: KlaviyoState = createState(clock, (topic, profile) =>
    emitEvent({ state, deliveries }, topic, profile),
  );
  state.topics.push(...TOPICS);
  const throttle = createThrottle(() => clock.now(), options.isLimited ?? true);
  const answer = createHandler({
    state,
    faults,
    throttle,
    apiKey,
    scopes: new Set(scopes),
    origin: options.origin,
    jobMs: options.jobMs ?? JOB_MS,
    staleSearchMs: options.staleSearchMs ?? STALE_SEARCH_MS,
    repeatedEvents: options.repeatedEvents ?? 'dropped',
  });
  return {
    ...createSandboxCore(edges, answer, { observe: options.observe, operationOf }),
    apiKey,
    people: createPeople(state),
    books: createBooks(state, throttle),
    state,
  };
}

/**
 * A running Klaviyo on loopback.
 *
 * @example
 * const sandbox = await startKlaviyoSandbox();
 * sandbox.people.addProfile({ email: 'ada@acme.test' });
 * sandbox.people.unsubscribe({ email: 'ada@acme.test' }, 'email');
 * await sandbox.close();
 */
export async function startKlaviyoSandbox(
  options: KlaviyoSandboxOptions & { readonly port?: number | undefined } = {},
): Promise<KlaviyoSandbox> {
  return startSandbox(createKlaviyoSandbox(options), options.port);
}
