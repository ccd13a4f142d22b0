import type { PackageManagerName } from './package-managers.ts';

/** A program that we start ourselves, and how to get it where it is missing. */
export interface ServerProgram {
  /** As a person calls it. */
  readonly title: string;
  readonly names: readonly string[];
  readonly folders: readonly string[];
  /** Package names per manager in the order of trying: distributions replaced Redis by Valkey at different times. */
  readonly packages: Readonly<Record<PackageManagerName, readonly [string, ...string[]]>>;
}

export const REDIS_SERVER: ServerProgram = {
  title: 'Redis (or Valkey)',
  names: ['redis-server', 'valkey-server'],
  folders: [],
  packages: {
    'apt-get': ['redis-server', 'valkey-server'],
    dnf: ['redis', 'valkey'],
    apk: ['redis', 'valkey'],
    pacman: ['valkey', 'redis'],
    brew: ['redis', 'valkey'],
  },
};

/** `initdb` and `postgres` lie in one folder, so finding the first finds both. */
export const POSTGRES_INITDB: ServerProgram = {
  title: 'the PostgreSQL server',
  names: ['initdb'],
  folders: [
    '/usr/lib/postgresql/*/bin',
    '/usr/local/pgsql/bin',
    '/opt/homebrew/opt/*/bin',
    '/usr/local/opt/*/bin',
  ],
  packages: {
    'apt-get': ['postgresql'],
    dnf: ['postgresql-server'],
    apk: ['postgresql'],
    pacman: ['postgresql'],
    brew: ['postgresql'],
  },
};
