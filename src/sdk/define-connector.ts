import type { z } from 'zod';
import type {
  CatalogSource,
  FulfillmentTarget,
  LocationSource,
  OrderSource,
  OrderTarget,
  ShipmentSource,
  StockSource,
  StockTarget,
} from './capabilities.ts';
import type { Clock, Random } from './clock.ts';
import type { ConsentSource, ConsentTarget, OptOutTarget } from './consents.ts';
import type { CustomerSource, CustomerTarget } from './customers.ts';
import type { FulfillmentRequestTarget } from './fulfillment-requests.ts';
import type { HttpPort } from './http.ts';
import type { Log } from './log.ts';
import type { EventTarget } from './marketing-events.ts';
import type { ListTarget } from './member-lists.ts';
import type { RefundTarget } from './refunds.ts';
import type { ReturnSource, ReturnTarget } from './returns.ts';
import type { StockSignalTarget } from './stock-signals.ts';

/** The four shapes of limit that vendors have. One bucket per connection, shared by all processes. */
export type LimitShape =
  | { readonly kind: 'requests'; readonly perSecond: number; readonly burst: number }
  | { readonly kind: 'window'; readonly requestsMax: number; readonly windowMs: number }
  | { readonly kind: 'cost'; readonly capacity: number; readonly restorePerSecond: number }
  | { readonly kind: 'concurrency'; readonly callsMax: number };

/** One thing that `syncline check` found, with what to do about it. */
export interface Finding {
  readonly severity: 'ok' | 'warning' | 'error';
  /** Short and constant, `scopes.missing`. */
  readonly code: string;
  readonly message: string;
  readonly advice?: string;
}

/** A resource that can change; `resource` names the pull that learns it. */
export type Resource =
  | 'orders'
  | 'stock'
  | 'catalog'
  | 'shipments'
  | 'locations'
  | 'requests'
  | 'returns'
  | 'customers'
  | 'consents';

/** "These records may have changed." Without ids: something of this resource did, ask for all changes. */
export interface Hint {
  readonly resource: Resource;
  readonly ids: readonly string[];
}

/** A webhook request as it came in. Header names are lower case. */
export interface RawWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** `deliveryId` is equal for all deliveries of one event to one subscription: the de-duplication key. */
export type Verdict =
  | {
      readonly valid: true;
      readonly deliveryId: string;
      readonly topic: string;
      readonly triggeredAt: number | null;
    }
  | { readonly valid: false; readonly reason: string };

export interface StoredWebhook {
  readonly topic: string;
  readonly body: string;
}

/** What a vendor asks for in the name of a person or of the law, by a webhook. */
export type PrivacyRequest =
  | {
      readonly kind: 'erase-customer';
      readonly customerId: string | null;
      readonly email: string | null;
      readonly phone: string | null;
      /** The vendor's ids of orders that are to be emptied, too. */
      readonly orderIds: readonly string[];
    }
  /** The person wants to know what is stored. */
  | { readonly kind: 'tell-customer'; readonly customerId: string | null; readonly requestId: string }
  /** The account was given up: nothing personal of it may stay. */
  | { readonly kind: 'erase-account' };

export interface WebhookSource {
  /** Verifies on the raw bytes, in constant time, with the current and the previous secret. Never parses the body. */
  verify(webhook: RawWebhook): Verdict;
  /** What the event hints at. @throws RejectedError when the body is not usable: the event is parked. */
  interpret(event: StoredWebhook): readonly Hint[];
  /** What the event asks for. @throws RejectedError as `interpret`. */
  privacyRequests?(event: StoredWebhook): readonly PrivacyRequest[];
  /** Makes the vendor's subscriptions equal to what is needed; returns what it changed. Safe to repeat. */
  register(url: string): Promise<{
    readonly created: readonly string[];
    readonly updated: readonly string[];
    readonly removed: readonly string[];
  }>;
  /** Topics that should be subscribed to for this url and are not. */
  missing(url: string): Promise<readonly string[]>;
}

/** One configured account, opened. A capability that is absent is one that this system does not have. */
export interface Connection {
  check(): Promise<readonly Finding[]>;
  readonly webhooks?: WebhookSource;
  readonly orders?: { readonly source?: OrderSource; readonly target?: OrderTarget };
  readonly stock?: { readonly source?: StockSource; readonly target?: StockTarget };
  /** A warehouse that is asked to ship, and answers for itself what it took. */
  readonly requests?: { readonly target?: FulfillmentRequestTarget };
  readonly shipments?: { readonly source?: ShipmentSource };
  /** Credits what stores give back of the orders that it books. */
  readonly refunds?: { readonly target?: RefundTarget };
  readonly returns?: { readonly source?: ReturnSource; readonly target?: ReturnTarget };
  readonly fulfillment?: { readonly target?: FulfillmentTarget };
  readonly catalog?: { readonly source?: CatalogSource };
  readonly locations?: { readonly source?: LocationSource };
  readonly customers?: { readonly source?: CustomerSource; readonly target?: CustomerTarget };
  /** Who may be written to. A target has no operation by which a sync could say yes. */
  readonly consents?: {
    readonly source?: ConsentSource;
    readonly target?: ConsentTarget;
    /** Takes a no that was said elsewhere, and has no operation for a yes at all. */
    readonly optOut?: OptOutTarget;
  };
  /** What customers did, for a system that reacts to it. */
  readonly events?: { readonly target?: EventTarget };
  readonly lists?: { readonly target?: ListTarget };
  /** What is back and what runs low, for a system that tells people so. */
  readonly stockSignals?: { readonly target?: StockSignalTarget };
}

/** What a connector is handed; it has no other way to the world. */
export interface ConnectorTools {
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** A connector whose settings type has been closed over, so that the registry is a plain list. */
export interface Connector {
  readonly name: string;
  readonly title: string;
  readonly settings: z.ZodType;
  /** Parses the raw settings. @throws z.ZodError with the path of each wrong setting. */
  open(settings: unknown, tools: ConnectorTools): Connection;
  limits(settings: unknown): LimitShape;
}

interface Definition<Settings extends z.ZodType> {
  readonly name: string;
  /** For people: `Shopify`. */
  readonly title: string;
  readonly settings: Settings;
  readonly limits: (settings: z.output<Settings>) => LimitShape;
  readonly connect: (settings: z.output<Settings>, tools: ConnectorTools) => Connection;
}

/**
 * Declares a connector.
 *
 * @example
 * export const acme = defineConnector({
 *   name: 'acme', title: 'Acme ERP', settings: z.object({ url: z.url(), key: secret() }),
 *   limits: () => ({ kind: 'requests', perSecond: 5, burst: 10 }),
 *   connect: (settings, tools) => ({ check: () => checkAcme(settings, tools) }),
 * });
 */
export function defineConnector<Settings extends z.ZodType>(definition: Definition<Settings>): Connector {
  const { name, title, settings, limits, connect } = definition;
  return {
    name,
    title,
    settings,
    open: (raw, tools) => connect(settings.parse(raw), tools),
    limits: (raw) => limits(settings.parse(raw)),
  };
}
