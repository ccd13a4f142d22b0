import { klaviyo } from '#connectors/klaviyo/connector.ts';
import {
  createKlaviyoSandbox,
  type KlaviyoSandboxCore,
  type KlaviyoSandboxOptions,
} from '#connectors/klaviyo/sandbox/start.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { NoAnswerError } from '#sdk/errors.ts';
import type { HttpPort, HttpRequest, HttpResponse } from '#sdk/http.ts';
import { openSpecification } from './published-specification.ts';
import { recordLog } from './record-log.ts';
import { systemRandom } from './system-time.ts';

const START = Date.parse('2026-11-23T10:00:00Z');
const JOB_MS = 2_000;

export const KLAVIYO_SECRETS = {
  current: 'a-secret-of-the-webhook',
  previous: 'the-secret-before-it',
} as const;

const specification = openSpecification('klaviyo-fixed-for-ajv.json');

type Rewrite = (response: HttpResponse, request: HttpRequest) => HttpResponse;
type Target<Name extends 'customers' | 'consents' | 'events' | 'lists' | 'stockSignals'> = NonNullable<
  NonNullable<Connection[Name]>['target']
>;

/** One account, its connection, and time in our hand. No socket, no timer. */
export interface KlaviyoAccount extends KlaviyoSandboxCore {
  readonly connection: Connection;
  readonly customers: Target<'customers'>;
  readonly consents: Target<'consents'>;
  readonly events: Target<'events'>;
  readonly lists: Target<'lists'>;
  readonly stockSignals: Target<'stockSignals'>;
  readonly requests: readonly HttpRequest[];
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** Lets all accepted work come to its end. */
  readonly settle: () => void;
  /** Changes answers on their way; null: as they are. */
  readonly rewrite: (change: Rewrite | null) => void;
}

export function openKlaviyoAccount(
  options: Partial<KlaviyoSandboxOptions> & { readonly settings?: Readonly<Record<string, unknown>> } = {},
): KlaviyoAccount {
  let time = START;
  const clock = {
    now: () => time,
    monotonicMs: () => time,
    sleep: (ms: number) => {
      time += ms;
      return Promise.resolve();
    },
  };
  const sandbox = createKlaviyoSandbox({
    clock,
    origin: 'https://klaviyo.sim',
    isLimited: false,
    jobMs: JOB_MS,
    sendWebhook: () => Promise.resolve(200),
    observe: (request, response) => specification?.observe(request, response),
    ...options,
  });
  const requests: HttpRequest[] = [];
  let change: Rewrite | null = null;
  const http: HttpPort = {
    async call(request) {
      requests.push(request);
      const { method, url, headers = {}, body = '' } = request;
      const { pathname, search } = new URL(url);
      const sentAt = time;
      const answer = await sandbox.faultyHandler({ method, path: `${pathname}${search}`, headers, body });
      if (answer === undefined) throw new NoAnswerError('no answer came');
      const response = { headers: {}, ...answer, sentAt, answeredAt: time };
      return change === null ? response : change(response, request);
    },
  };
  const connection = klaviyo.open(
    {
      url: 'https://klaviyo.sim',
      apiKey: sandbox.apiKey,
      webhookSecret: KLAVIYO_SECRETS.current,
      webhookSecretPrevious: KLAVIYO_SECRETS.previous,
      ...options.settings,
    },
    { http, clock, random: systemRandom, log: recordLog() },
  );
  const targetOf = <Name extends 'customers' | 'consents' | 'events' | 'lists' | 'stockSignals'>(
    name: Name,
  ): Target<Name> => {
    const target = connection[name]?.target;
    if (target == null) throw new TypeError(`the connection has no target for ${name}`);
    return target;
  };
  const advance = (ms: number): void => {
    time += ms;
  };
  return {
    ...sandbox,
    connection,
    customers: targetOf('customers'),
    consents: targetOf('consents'),
    events: targetOf('events'),
    lists: targetOf('lists'),
    stockSignals: targetOf('stockSignals'),
    requests,
    now: () => time,
    advance,
    settle: () => advance(JOB_MS),
    rewrite: (next) => {
      change = next;
    },
  };
}

/** What did not pass the published specification since the last time that somebody asked. */
export function takeKlaviyoViolations(): readonly string[] {
  return specification?.takeViolations() ?? [];
}
