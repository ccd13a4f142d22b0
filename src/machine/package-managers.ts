export type PackageManagerName = 'apt-get' | 'dnf' | 'apk' | 'pacman' | 'brew';

export interface PackageManager {
  readonly name: PackageManagerName;
  /** Homebrew refuses to run as root; the others need it. */
  readonly needsRoot: boolean;
  /** Commands that install one package without asking, in order. */
  readonly steps: (packageName: string) => readonly (readonly string[])[];
  /** What a person types for the same. */
  readonly advice: (packageName: string) => string;
}

/**
 * Debian's packages start their service right after the install. The machine's owner did not ask for a running Redis,
 * so for this one install services are forbidden to start, by Debian's own two ways: the policy file (systemd asks
 * it as well) and, where such a file exists already and is not ours to change, the single-user run level.
 */
const APT_INSTALL_QUIETLY = `
set -eu
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ] && [ -w /usr/sbin ]; then
  trap 'rm -f "$policy"' EXIT INT TERM
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$1"
`;

/** In the order in which they are looked for; Homebrew last, because it may sit beside a system's own manager. */
export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  {
    name: 'apt-get',
    needsRoot: true,
    steps: (name) => [
      ['apt-get', 'update', '-o', 'DPkg::Lock::Timeout=120'],
      ['sh', '-c', APT_INSTALL_QUIETLY, 'sh', name],
    ],
    advice: (name) => `sudo apt-get update && sudo apt-get install -y ${name}`,
  },
  {
    name: 'dnf',
    needsRoot: true,
    steps: (name) => [['dnf', 'install', '-y', name]],
    advice: (name) => `sudo dnf install -y ${name}`,
  },
  {
    name: 'apk',
    needsRoot: true,
    steps: (name) => [['apk', 'add', '--no-cache', name]],
    advice: (name) => `sudo apk add ${name}`,
  },
  {
    name: 'pacman',
    needsRoot: true,
    steps: (name) => [['pacman', '-Sy', '--noconfirm', '--needed', name]],
    advice: (name) => `sudo pacman -Sy ${name}`,
  },
  {
    name: 'brew',
    needsRoot: false,
    steps: (name) => [['brew', 'install', name]],
    advice: (name) => `brew install ${name}`,
  },
];
