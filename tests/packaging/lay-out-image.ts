import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { readBuildContext } from './build-context.ts';
import { readDockerfile } from './read-dockerfile.ts';

const NPM_TIMEOUT_MS = 150_000;

/** The image as folders and settings, without an engine that builds it. */
export interface LaidOutImage {
  /** The working folder of the last stage. */
  readonly appDir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

interface Stage {
  readonly root: string;
  workDir: string;
}

interface Layout {
  readonly repository: string;
  readonly target: string;
  readonly context: readonly string[];
  readonly stages: Map<string, Stage>;
  readonly environment: Record<string, string>;
  command: readonly string[];
  healthCheck: readonly string[];
  stage: Stage;
}

/** @throws on an instruction that it does not follow: then the Dockerfile does something that this would not prove. */
export async function layOutImage(repository: string, target: string): Promise<LaidOutImage> {
  const layout: Layout = {
    repository,
    target,
    context: readBuildContext(repository),
    stages: new Map(),
    environment: {},
    command: [],
    healthCheck: [],
    stage: { root: target, workDir: '/' },
  };
  for (const { keyword, rest } of readDockerfile(readFileSync(join(repository, 'Dockerfile'), 'utf8'))) {
    const follow = instructions[keyword];
    if (follow === undefined) throw new Error(`the test does not follow the instruction ${keyword} ${rest}`);
    await follow(layout, rest);
  }
  const { stage, environment, command, healthCheck } = layout;
  return { appDir: inStage(stage, '.'), environment, command, healthCheck };
}

type Follow = (layout: Layout, rest: string) => void | Promise<void>;

const nothing: Follow = () => {
  // Concerns the engine, or a user that this machine does not have.
};

const instructions: Readonly<Record<string, Follow>> = {
  FROM(layout, rest) {
    const [, name = `stage-${layout.stages.size}`] = / AS (\S+)$/i.exec(rest) ?? [];
    layout.stage = { root: join(layout.target, name), workDir: '/' };
    mkdirSync(layout.stage.root, { recursive: true });
    layout.stages.set(name, layout.stage);
  },
  WORKDIR({ stage }, rest) {
    stage.workDir = posix.resolve(stage.workDir, rest);
    mkdirSync(inStage(stage, '.'), { recursive: true });
  },
  ENV({ environment }, rest) {
    for (const [, name = '', quoted, plain] of rest.matchAll(/(\w+)=(?:"([^"]*)"|(\S*))/g))
      environment[name] = quoted ?? plain ?? '';
  },
  COPY: copy,
  RUN: run,
  CMD(layout, rest) {
    layout.command = JSON.parse(rest) as readonly string[];
  },
  HEALTHCHECK(layout, rest) {
    layout.healthCheck = JSON.parse(rest.slice(rest.indexOf('CMD ') + 4)) as readonly string[];
  },
  VOLUME: nothing,
  USER: nothing,
  EXPOSE: nothing,
  STOPSIGNAL: nothing,
};

/** A path of the stage on this machine. */
function inStage(stage: Stage, path: string): string {
  return join(stage.root, posix.resolve(stage.workDir, path));
}

function copy({ stage, stages, repository, context }: Layout, rest: string): void {
  const words = rest.split(' ');
  const [, stageName] = /^--from=(.+)$/.exec(words[0] ?? '') ?? [];
  const to = words.at(-1) ?? '';
  const sources = words.slice(stageName === undefined ? 0 : 1, -1);
  for (const source of sources) {
    if (stageName !== undefined) {
      const from = stages.get(stageName);
      if (from === undefined) throw new Error(`COPY names a stage ${stageName} that is not there`);
      // Moved instead: no later instruction looks back into a finished stage.
      renameSync(inStage(from, source), inStage(stage, to));
      continue;
    }
    const files = context.filter((path) => path === source || path.startsWith(`${source}/`));
    // The engine refuses such a line as well.
    if (files.length === 0) throw new Error(`COPY ${rest}: .dockerignore leaves nothing of ${source}`);
    for (const file of files) {
      const inside = file === source ? posix.basename(file) : posix.relative(source, file);
      const isIntoFolder = file !== source || to.endsWith('/');
      cpSync(join(repository, file), inStage(stage, isIntoFolder ? posix.join(to, inside) : to));
    }
  }
}

async function run({ stage }: Layout, rest: string): Promise<void> {
  for (const command of rest.split('&&').map((part) => part.trim())) {
    const [program = '', ...args] = command.split(' ');
    // Needs root and the image's own user.
    if (program === 'chown') continue;
    if (program !== 'npm' && program !== 'mkdir') throw new Error(`the test does not follow RUN ${command}`);
    await promisify(execFile)(
      program,
      program === 'npm' ? [...args, '--prefer-offline', '--loglevel=error'] : args,
      {
        cwd: inStage(stage, '.'),
        timeout: NPM_TIMEOUT_MS,
      },
    );
  }
}
