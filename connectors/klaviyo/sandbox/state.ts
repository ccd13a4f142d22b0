import type { Clock } from '#sdk/clock.ts';

export interface SuppressionEntry {
  readonly reason: 'HARD_BOUNCE' | 'INVALID_EMAIL' | 'SPAM_COMPLAINT' | 'UNSUBSCRIBE' | 'USER_SUPPRESSED';
  readonly at: number;
}

export interface Marketing {
  consent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';
  at: number | null;
  method: string | null;
  detail: string | null;
}

export interface SandboxProfile {
  readonly id: string;
  readonly createdAt: number;
  updatedAt: number;
  externalId: string | null;
  email: string | null;
  phone: string | null;
  /** `first_name` and the like, by Klaviyo's names. */
  readonly fields: Map<string, string | null>;
  readonly location: Map<string, string | null>;
  readonly properties: Map<string, unknown>;
  readonly emailMarketing: Marketing;
  readonly smsMarketing: Marketing;
  suppressions: readonly SuppressionEntry[];
}

export interface SandboxList {
  readonly id: string;
  name: string;
  /** Profile id -> when it joined. */
  readonly members: Map<string, number>;
  /** Ids of flows that start for whoever joins. */
  flows: readonly string[];
}

export interface SandboxEvent {
  readonly id: string;
  readonly metric: string;
  readonly profileId: string;
  /** In whole seconds, as epoch ms. */
  readonly at: number;
  readonly uniqueId: string;
  readonly value: number | null;
  readonly currency: string | null;
  readonly isBackfill: boolean;
  /** JSON, as text: a long past is hundreds of thousands of events, and hardly any is ever looked at. */
  readonly propertiesText: string;
}

export interface JobError {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly pointer: string;
}

/** Work that Klaviyo accepted and does later. */
export interface SandboxJob {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: number;
  readonly dueAt: number;
  readonly total: number;
  isDone: boolean;
  errors: readonly JobError[];
  /** What it is to do; gone when it is done, and with it what it was given. */
  run: (() => readonly JobError[]) | null;
}

export interface SandboxWebhook {
  readonly id: string;
  name: string;
  description: string | null;
  url: string;
  secret: string;
  isEnabled: boolean;
  topics: readonly string[];
  readonly createdAt: number;
}

/** One word about one channel, in the order in which they were taken down; it stays when its profile is deleted. */
export interface ConsentEntry {
  readonly at: number;
  readonly profileId: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly channel: 'email' | 'sms';
  readonly said: 'yes' | 'no';
  /** `api`: an app says so for them. */
  readonly by: 'person' | 'api';
}

/** A message that went out to somebody: what a sync must never cause. */
export interface SentMessage {
  readonly at: number;
  readonly profileId: string;
  readonly cause: string;
}

/** Everything that this Klaviyo account has. */
export interface KlaviyoState {
  readonly clock: Clock;
  readonly profiles: Map<string, SandboxProfile>;
  readonly lists: Map<string, SandboxList>;
  readonly events: Map<string, SandboxEvent>;
  readonly jobs: Map<string, SandboxJob>;
  /** Those that are not done. */
  readonly openJobs: Set<SandboxJob>;
  readonly webhooks: Map<string, SandboxWebhook>;
  readonly topics: string[];
  /** Units by variant id. */
  readonly variants: Map<string, number | null>;
  /** Metric -> the integration that it came from; ours comes by the API. */
  readonly metrics: Map<string, string>;
  /** Metrics whose events start a flow. */
  readonly flowMetrics: Set<string>;
  readonly messages: SentMessage[];
  readonly consentLog: ConsentEntry[];
  /** Whether an account confirms consent by a message before it holds. */
  doubleOptIn: boolean;
  nextId(prefix: string): string;
  emit(topic: string, profile: SandboxProfile): void;
}

export function createState(clock: Clock, emit: KlaviyoState['emit']): KlaviyoState {
  let count = 0;
  return {
    clock,
    profiles: new Map(),
    lists: new Map(),
    events: new Map(),
    jobs: new Map(),
    openJobs: new Set(),
    webhooks: new Map(),
    topics: [],
    variants: new Map(),
    metrics: new Map(),
    flowMetrics: new Set(),
    messages: [],
    consentLog: [],
    doubleOptIn: false,
    nextId: (prefix) => {
      count += 1;
      return `01${prefix}${count
        .toString(36)
        .toUpperCase()
        .padStart(22 - prefix.length, '0')}`;
    },
    emit,
  };
}
