// Loaded before an engine by `node --import`: on SIGUSR2 its event loop turns no more for a while, as with a runaway
// computation. Nothing of it is in what ships.

const BLOCK_MS = 35_000;

process.on('SIGUSR2', () => {
  const startedAt = performance.now();
  while (performance.now() - startedAt < BLOCK_MS);
  process.stderr.write(`chaos: blocked for ${Math.round(performance.now() - startedAt)} ms\n`);
});
