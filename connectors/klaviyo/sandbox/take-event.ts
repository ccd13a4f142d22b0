import { addProfile, findBy, type ProfileAttributes } from './profiles.ts';
import type { KlaviyoState } from './state.ts';

export interface NewEvent {
  readonly profile: ProfileAttributes;
  readonly metric: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly time: string | null;
  readonly value: number | null;
  readonly currency: string | null;
  readonly uniqueId: string | null;
  readonly isBackfill: boolean;
}

/** Whether the profile has this event already. */
export function isKnown(state: KlaviyoState, event: NewEvent): boolean {
  const profile = findBy(state, event.profile);
  return profile !== undefined && state.events.has(keyOf(state, profile.id, event));
}

/** Takes an event down once. A profile that is not known is made. */
export function takeEvent(state: KlaviyoState, event: NewEvent): void {
  const profile = findBy(state, event.profile) ?? addProfile(state, event.profile);
  const key = keyOf(state, profile.id, event);
  if (state.events.has(key)) return;
  const at = timeOf(state, event);
  state.events.set(key, {
    id: state.nextId('EVE'),
    metric: event.metric,
    profileId: profile.id,
    at,
    uniqueId: uniqueIdOf(state, event),
    value: event.value,
    currency: event.currency,
    isBackfill: event.isBackfill,
    propertiesText: JSON.stringify(event.properties),
  });
  if (!state.metrics.has(event.metric)) state.metrics.set(event.metric, 'API');
  if (state.flowMetrics.has(event.metric) && !event.isBackfill) {
    state.messages.push({ at: state.clock.now(), profileId: profile.id, cause: `flow of ${event.metric}` });
  }
}

function keyOf(state: KlaviyoState, profileId: string, event: NewEvent): string {
  return JSON.stringify([profileId, event.metric, uniqueIdOf(state, event)]);
}

/** Without an id of its own, an event is one per profile, metric and second. */
function uniqueIdOf(state: KlaviyoState, event: NewEvent): string {
  return event.uniqueId ?? String(timeOf(state, event) / 1_000);
}

function timeOf({ clock }: KlaviyoState, { time }: NewEvent): number {
  const at = time === null ? clock.now() : Date.parse(time);
  return Math.floor(at / 1_000) * 1_000;
}
