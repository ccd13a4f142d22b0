import type { SyncSettings } from '#sdk/settings.ts';

/** How old the counts of this location may be when its authority gives them (S1). */
export function stockLagAt(settings: SyncSettings, location: string): number {
  return settings.locations.find(({ name }) => name === location)?.stockLagMs ?? 0;
}
