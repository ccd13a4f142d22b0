import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '#sdk/define-connector.ts';
import type { ReturnTarget, ReturnToAnnounce } from '#sdk/returns.ts';
import { required } from './check.ts';
import type { Ground, ReturnInBooks } from './fixture.ts';
import type { WriteCase } from './write-cases.ts';

const [BEFORE, AFTER] = [2, 3];

export const returnTitles = ['returns.announce', 'returns.amend', 'returns.withdraw'];

let subjects = 0;

/** What a warehouse is told of goods that come back, and how the books show that it was told exactly once. */
export function returnWrites(connection: Connection, ground: Ground): readonly WriteCase[] {
  const hands = required(ground.returning, 'returning');
  const target = targetOf(connection);
  const writeCase = (
    title: string,
    wanted: ReturnInBooks,
    send: (
      to: ReturnTarget,
      subject: { readonly id: string; readonly before: ReturnToAnnounce; readonly after: ReturnToAnnounce },
    ) => Promise<unknown>,
  ): WriteCase => ({
    title,
    idempotency: target.idempotency,
    async prepare() {
      subjects += 1;
      const key = `kit-return-${subjects}`;
      const reference = `kit/${key}`;
      const before = hands.coming(reference, BEFORE);
      const after = hands.coming(reference, AFTER);
      const id = title === 'returns.announce' ? '' : (await target.announce(before)).id;
      const fault = (): string | null => judge(hands.found(reference), wanted);
      return {
        key,
        send: (_key, through = connection) => send(targetOf(through), { id, before, after }),
        lookUp: async () => ((await target.find(reference)) !== null && fault() === null ? true : null),
        books: () => hands.found(reference),
        fault,
      };
    },
  });
  return [
    writeCase('returns.announce', { status: 'expected', units: BEFORE }, (to, { before }) =>
      to.announce(before),
    ),
    writeCase('returns.amend', { status: 'expected', units: AFTER }, (to, { id, after }) =>
      to.amend(id, after),
    ),
    writeCase('returns.withdraw', { status: 'canceled', units: BEFORE }, (to, { id }) => to.withdraw(id)),
  ];
}

function targetOf({ returns }: Connection): ReturnTarget {
  return required(returns?.target, 'a return target');
}

function judge(found: readonly ReturnInBooks[], wanted: ReturnInBooks): string | null {
  const [one] = found;
  if (one === undefined || found.length > 1) return `there are ${found.length} returns with this reference`;
  if (isDeepStrictEqual(one, wanted)) return null;
  return `the return is ${JSON.stringify(one)}, wanted ${JSON.stringify(wanted)}`;
}
