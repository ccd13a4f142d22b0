import dns from 'node:dns';
import { existsSync, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

// Loaded before an engine by `node --import`: names under `.chaos.test` are this machine, unless the file that
// CHAOS_NAMES points at says that nobody knows them. Nothing of it is in what ships.

const OURS = '.chaos.test';

const original = dns.lookup;
type Callback = (error: NodeJS.ErrnoException | null, address: unknown, family?: number) => void;

function lookup(hostname: string, ...rest: readonly unknown[]): void {
  const callback = rest.at(-1) as Callback;
  if (!hostname.endsWith(OURS)) {
    Reflect.apply(original, dns, [hostname, ...rest]);
    return;
  }
  const options = rest.length > 1 ? (rest[0] as { readonly all?: boolean }) : {};
  const file = process.env['CHAOS_NAMES'] ?? '';
  const isLost = existsSync(file) && readFileSync(file, 'utf8').includes('lost');
  process.nextTick(() => {
    if (isLost) {
      process.stderr.write(`chaos: ${hostname} was not found\n`);
      callback(
        Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
          code: 'ENOTFOUND',
          errno: -3008,
          syscall: 'getaddrinfo',
          hostname,
        }),
        undefined,
      );
    } else if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  });
}

dns.lookup = lookup as typeof dns.lookup;
syncBuiltinESMExports();
