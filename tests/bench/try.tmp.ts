import { measureReceipt } from './receipt/measure-receipt.ts';
console.log(
  await measureReceipt({
    rounds: Number(process.argv[2] ?? 1),
    seconds: Number(process.argv[3] ?? 4),
    say: console.log,
    profileDir: process.argv[4],
  }),
);
