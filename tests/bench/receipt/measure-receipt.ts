import { z } from 'zod';
import { startBenchProcess } from '../bench-process.ts';
import { medianOf } from '../figures.ts';

const CONNECTIONS = 64;
const WARM_UP_MS = 2_000;

const loadResult = z.object({
  perSecond: z.number(),
  p99Ms: z.number(),
  accepted: z.int(),
  refused: z.int(),
});

export interface ReceiptFigures {
  readonly perSecond: number;
  readonly barePerSecond: number;
  readonly p99Ms: number;
  readonly bareP99Ms: number;
  readonly cpuUs: number;
  readonly bareCpuUs: number;
  readonly peakBytes: number;
}

export interface ReceiptOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

/** Syncline's door and the bare one in turns, so that both meet the same weather on the machine; medians. */
export async function measureReceipt({ rounds, ...options }: ReceiptOptions): Promise<ReceiptFigures> {
  const real: Round[] = [];
  const bare: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    real.push(await measureOnce('real-server', `receipt ${round}/${rounds}, Syncline`, options));
    bare.push(await measureOnce('bare-server', `receipt ${round}/${rounds}, bare`, options));
  }
  return {
    perSecond: medianOf(real.map((one) => one.perSecond)),
    barePerSecond: medianOf(bare.map((one) => one.perSecond)),
    p99Ms: medianOf(real.map((one) => one.p99Ms)),
    bareP99Ms: medianOf(bare.map((one) => one.p99Ms)),
    cpuUs: medianOf(real.map((one) => one.cpuUs)),
    bareCpuUs: medianOf(bare.map((one) => one.cpuUs)),
    peakBytes: Math.max(...real.map((one) => one.peakBytes)),
  };
}

interface Round {
  readonly perSecond: number;
  /** CPU time of the server per webhook. */
  readonly cpuUs: number;
  readonly p99Ms: number;
  readonly peakBytes: number;
}

async function measureOnce(
  name: 'real-server' | 'bare-server',
  title: string,
  { seconds, say }: Omit<ReceiptOptions, 'rounds'>,
): Promise<Round> {
  const server = await startBenchProcess(`receipt/${name}.ts`);
  const load = await startBenchProcess('receipt/load-generator.ts');
  try {
    const cpuBefore = server.cpuMs();
    const result = loadResult.parse(
      await load.ask('run', {
        url: await server.ask('url'),
        connections: CONNECTIONS,
        warmUpMs: WARM_UP_MS,
        measureMs: seconds * 1_000,
      }),
    );
    const cpuUs = ((server.cpuMs() - cpuBefore) * 1_000) / result.accepted;
    const stored = z.int().parse(await server.ask('stored'));
    const commits = z.int().parse(await server.ask('commits'));
    // A figure for answers that were not kept, or refusals, would be a figure for nothing.
    if (result.refused > 0 || stored !== result.accepted) {
      throw new Error(`${title}: ${result.accepted} accepted, ${stored} stored, ${result.refused} refused`);
    }
    const { perSecond, p99Ms } = result;
    say(
      `${title}: ${Math.round(perSecond)}/s, p99 ${p99Ms.toFixed(1)} ms, ${(stored / commits).toFixed(1)} per commit`,
    );
    return { perSecond, p99Ms, cpuUs, peakBytes: server.peakBytes() };
  } finally {
    await load.stop();
    await server.stop();
  }
}
