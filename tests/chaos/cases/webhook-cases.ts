import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import { type HttpFault, plainAnswer } from '#tests/chaos/proxy/http-fault.ts';
import { STORE } from '#tests/chaos/world/configuration.ts';

const SPOILED_MS = 8_000;
const LORIS_SOCKETS = 60;
const LORIS_MS = 15_000;
const LIVE_MS_MAX = 1_000;

export const webhookCases: readonly ChaosCase[] = [
  {
    name: 'webhooks-duplicated',
    row: 'F28',
    title: 'each webhook comes three times at once',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork((scene) => spoilWebhooks(scene, { kind: 'repeat', times: 3 })),
  },
  {
    name: 'webhooks-reordered',
    row: 'F28',
    title: 'webhooks come late, each by another time, so that the order is lost',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork((scene) =>
      spoilWebhooks(scene, {
        kind: 'postponed',
        status: 200,
        delayMs: (count) => (count * 2_654_435) % 9_000,
      }),
    ),
  },
  {
    name: 'webhooks-missing',
    row: 'F28',
    title: 'no webhook arrives, and the store believes that all did',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork((scene) =>
      spoilWebhooks(scene, { kind: 'answer', answer: () => plainAnswer(200, '{}') }),
    ),
  },
  {
    name: 'webhooks-burst',
    row: 'F28',
    title: 'webhooks come a hundred times each',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      const { door } = scene.world;
      const rule = door.rule({ name: 'burst', fault: { kind: 'repeat', times: 100 }, times: 12 });
      await sleep(SPOILED_MS);
      rule.remove();
      scene.fired('webhooks repeated a hundred times', rule.fired);
    }),
  },
  {
    name: 'webhooks-refused',
    row: 'F28',
    title: 'the door is shut for 6 s; the store tries again',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      const { door } = scene.world;
      const before = door.refused;
      door.setOpen(false);
      await sleep(6_000);
      door.setOpen(true);
      scene.fired('deliveries refused', door.refused - before);
    }),
  },
  {
    name: 'slow-loris-in',
    row: 'F23',
    title: 'sixty senders give the door one byte per second each; the others are served',
    shape: 'one',
    sharesWorld: true,
    load: { rate: 3 },
    play: faultDuringWork(playLoris),
  },
];

async function spoilWebhooks({ world, fired }: Scene, fault: HttpFault): Promise<void> {
  const rule = world.door.rule({ name: fault.kind, fault });
  await sleep(SPOILED_MS);
  rule.remove();
  fired(`webhooks ${fault.kind}`, rule.fired);
}

async function playLoris({ world, fired, expect: expectThat }: Scene): Promise<void> {
  const sockets: Socket[] = [];
  const request = Buffer.from(
    `POST /webhooks/${STORE} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2000\r\n\r\n{"id":`,
  );
  for (let index = 0; index < LORIS_SOCKETS; index += 1) {
    const socket = connect(world.port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
  }
  let [sent, slowestMs] = [0, 0];
  const accepted = world.door.statuses.get(200) ?? 0;
  for (let second = 0; second < LORIS_MS / 1_000; second += 1) {
    for (const socket of sockets) {
      if (!socket.writable) continue;
      socket.write(request.subarray(second % request.length, (second % request.length) + 1));
      sent += 1;
    }
    const askedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${world.port}/livez`, {
      signal: AbortSignal.timeout(5_000),
    });
    await answer.arrayBuffer();
    slowestMs = Math.max(slowestMs, performance.now() - askedAt);
    await sleep(1_000);
  }
  for (const socket of sockets) socket.destroy();
  fired('bytes sent by slow senders', sent);
  expectThat(
    (world.door.statuses.get(200) ?? 0) > accepted,
    'no webhook was accepted beside the slow senders',
  );
  expectThat(slowestMs < LIVE_MS_MAX, `/livez took ${slowestMs.toFixed(0)} ms beside the slow senders`);
}
