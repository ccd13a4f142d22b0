import { goodsComeBack } from '../plan/draw-returns-plan.ts';
import { hitting } from './focusing.ts';
import type { PlantedBug } from './planted-bug.ts';

/** What comes back, and who is told of it. */
export const returnBugs: readonly PlantedBug[] = [
  {
    id: 'return-announced-again',
    title: 'After an unknown outcome a return is announced once more, and nobody looks whether it is there.',
    rule: 'I4',
    mode: 'liveness',
    budget: 30,
    focus: {
      ...goodsComeBack,
      ...hitting('call-cut-after', 0.4, 'returns\\.announce'),
    },
    edits: [
      {
        file: 'jobs/steps/announce-return.ts',
        from: 'lookUp: () => target.find(coming.reference),',
        to: 'lookUp: async () => null,',
      },
      {
        file: 'connectors/shipbob/return-target.ts',
        from: 'if (known !== null) return known;',
        to: '',
      },
    ],
  },
  {
    id: 'called-off-return-still-expected',
    title: 'A return that the store calls off stays announced.',
    rule: 'I21',
    mode: 'liveness',
    budget: 30,
    focus: goodsComeBack,
    edits: [
      {
        file: 'jobs/steps/settle-return.ts',
        from: "if (announced === undefined || announced.status === 'canceled') return null;",
        to: 'if (announced !== undefined) return null;',
      },
    ],
  },
  {
    id: 'return-named-anew',
    title:
      'The mark on the box is made of the version of the order, so that each change of it announces the goods anew.',
    rule: 'W3',
    mode: 'liveness',
    budget: 60,
    focus: goodsComeBack,
    edits: [
      {
        file: 'jobs/steps/return-run.ts',
        from: "export function referenceOf({ work }: Pick<ReturnRun, 'work'>, { id }: Pick<OrderReturn, 'id'>): string {\n  return returnReference(work.subject, id);",
        to: "export function referenceOf({ work }: Pick<ReturnRun, 'work'>, { id }: Pick<OrderReturn, 'id'>): string {\n  return returnReference(work.subject, `${id}.${work.generation}`);",
      },
    ],
  },
];
