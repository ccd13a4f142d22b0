import { createSimulator } from './history.ts';
import { drawPlan } from './plan/draw-plan.ts';
import type { Mode } from './plan/history-plan.ts';
const [mode = 'liveness', from = '1', count = '20', trace = ''] = process.argv.slice(2);
const simulator = await createSimulator();
const start = performance.now();
const cpu = process.cpuUsage();
let steps = 0, bad = 0;
for (let seed = Number(from); seed < Number(from) + Number(count); seed++) {
  const plan = drawPlan(seed, mode as Mode);
  const result = await simulator.run(plan, { keepsStory: trace !== '', keepsSteps: trace === 'steps' });
  steps += result.steps;
  if (trace) console.log(result.lines.join('\n'));
  if (result.violations.length > 0) { bad++; console.log(seed, mode, result.violations.slice(0, 3).map((v) => `${v.at} ${v.invariant} ${v.detail}`).join('\n     ')); }
}
const c = process.cpuUsage(cpu);
console.log({ ms: (performance.now() - start) / Number(count), cpuMs: (c.user + c.system) / 1000 / Number(count), steps: steps / Number(count), bad });
process.exit(0);
