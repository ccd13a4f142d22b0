import type { FaultBoard, FaultKind } from '#sdk/sandbox/fault-board.ts';

/**
 * The next `count` calls of this operation meet the fault, whatever is asked before them: `force` hits the first call of
 * all, which is mostly a read. Returns what ends it.
 */
export function spoilCalls(
  board: FaultBoard,
  {
    kind,
    operation,
    count,
  }: { readonly kind: FaultKind; readonly operation: string; readonly count: number },
): () => void {
  const roll = board.roll.bind(board);
  let left = count;
  board.roll = (asked, of) => {
    if (asked !== kind || of !== operation || left === 0) return roll(asked, of);
    left -= 1;
    board.force(kind, 1);
    return roll(asked, of);
  };
  return () => {
    board.roll = roll;
  };
}
