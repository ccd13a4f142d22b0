import type { ConsentChannel } from '#domain/consent.ts';

/** Where somebody is written to on a channel. */
export function contactOf(
  { email, phone }: { readonly email: string | null; readonly phone: string | null },
  channel: ConsentChannel,
): string | null {
  return channel === 'email' ? email : phone;
}
