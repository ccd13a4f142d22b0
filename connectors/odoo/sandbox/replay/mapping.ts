/** Recorded ids and times against those of the sandbox: learned from answers, used in requests. */
export interface Mapping {
  learn(model: string, recorded: number, ours: number): void;
  id(model: string, recorded: number): number;
  knows(model: string, recorded: number): boolean;
  learnTime(recorded: string, ours: string): void;
  time(recorded: string): string;
}

export function createMapping(): Mapping {
  const ids = new Map<string, number>();
  const times = new Map<string, string>();
  return {
    learn(model, recorded, ours) {
      ids.set(`${model}:${recorded}`, ours);
    },
    id: (model, recorded) => ids.get(`${model}:${recorded}`) ?? recorded,
    knows: (model, recorded) => ids.has(`${model}:${recorded}`),
    learnTime(recorded, ours) {
      times.set(recorded, ours);
    },
    time(recorded) {
      const [second = '', fraction] = recorded.split('.');
      for (const offset of [0, -1]) {
        const ours = times.get(shift(second, offset));
        if (ours !== undefined) return shift(ours, -offset) + (fraction === undefined ? '' : `.${fraction}`);
      }
      return recorded;
    },
  };
}

function shift(text: string, seconds: number): string {
  const ms = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(ms) ? text : new Date(ms + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
