import { z } from 'zod';

/** A setting: the address of a vendor, without slashes at its end. A credential goes with every call, so the way must be private. */
export function vendorUrl() {
  return z
    .url()
    .refine(isPrivate, 'expected https, or http on this machine')
    .transform((url) => url.replace(/\/+$/u, ''));
}

function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/u.test(hostname))
  );
}
