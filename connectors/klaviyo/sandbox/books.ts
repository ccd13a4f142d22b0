import { runDueJobs } from './jobs.ts';
import type { KlaviyoState, SandboxEvent, SandboxProfile, SandboxWebhook, SentMessage } from './state.ts';
import type { OperationName } from '#connectors/klaviyo/call-costs.ts';
import type { Throttle, Usage } from './wire/throttle.ts';

/** What a judge needs: nothing here goes over the wire. Everything that is due has been done. */
export interface Books {
  profiles(): readonly SandboxProfile[];
  events(): readonly SandboxEvent[];
  /** Profile ids. */
  members(list: string): readonly string[];
  messages(): readonly SentMessage[];
  webhooks(): readonly SandboxWebhook[];
  variants(): ReadonlyMap<string, number | null>;
  /** Calls that were answered, and calls beyond a limit. */
  calls(): number;
  breaches(): number;
  usage(): ReadonlyMap<OperationName, Usage>;
}

export function createBooks(state: KlaviyoState, throttle: Throttle): Books {
  const current = <Value>(read: () => Value) => {
    return (): Value => {
      runDueJobs(state);
      return read();
    };
  };
  return {
    profiles: current(() => [...state.profiles.values()]),
    events: current(() => [...state.events.values()]),
    members: (list) => {
      runDueJobs(state);
      return [...(state.lists.get(list)?.members.keys() ?? [])];
    },
    messages: current(() => [...state.messages]),
    webhooks: () => [...state.webhooks.values()],
    variants: current(() => new Map(state.variants)),
    calls: () => throttle.calls(),
    breaches: () => throttle.breaches(),
    usage: () => throttle.usage(),
  };
}
