import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { SandboxRequest, SandboxResponse } from '#sdk/sandbox/serve.ts';
import { closeSchemas, type Json } from './open-api-schemas.ts';

const folder = fileURLToPath(new URL('../../../shared/specs/', import.meta.url));
/** Answers that the specification lists nowhere, or without a form: the limit's, the token's, the server's own. */
const FORMLESS = new Set([401, 403, 404, 429, 500, 502, 503]);

/** What the vendor published, as a gate: everything that passes is noted when it is not as published. */
export interface PublishedSpecification {
  /** Where and what was not as published, since the last time that somebody asked. */
  takeViolations(): readonly string[];
  /** Exchanges that were looked at. */
  readonly seen: () => number;
  observe(request: SandboxRequest, response: SandboxResponse): void;
  /** Compiles everything about one operation. @throws for a schema that does not compile. */
  compile(method: string, template: string): void;
}

/** Null, with a word about it, where the file is not at hand: it may not be given away with this repository. */
export function openSpecification(file: string): PublishedSpecification | null {
  if (!existsSync(`${folder}${file}`)) {
    console.warn(`../shared/specs/${file} is not here: nothing is held against the published specification`);
    return null;
  }
  return createSpecification(JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Json);
}

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly schema: { readonly type?: string; readonly items?: { readonly type?: string } };
}

type Content = Readonly<Record<string, { readonly schema: object }>>;

interface Answer {
  readonly content?: Content;
  /** Answers that many operations have stand in one place. */
  readonly $ref?: string;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

export function createSpecification(raw: Json): PublishedSpecification {
  const closed: object = closeSchemas(raw) as { [key: string]: Json };
  const document = closed as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components?: { readonly responses?: Readonly<Record<string, Answer>> };
  };
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, formats: fullFormats });
  for (const format of ['currency', 'postal-code', 'tel']) ajv.addFormat(format, true);
  ajv.addSchema(document, 'vendor');
  const known = new Map<string, ValidateFunction>();
  const violations: string[] = [];
  let seen = 0;

  /** A schema by its place in the document, so that its references are found. */
  const validator = (...place: readonly string[]): ValidateFunction => {
    const pointer = place.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
    const before = known.get(pointer);
    if (before !== undefined) return before;
    const made = ajv.compile({ $ref: `vendor#/${encodeURI(pointer)}` });
    known.set(pointer, made);
    return made;
  };
  const judge = (validate: ValidateFunction, value: unknown, where: string): void => {
    if (validate(value)) return;
    for (const { instancePath, message, params } of (validate.errors ?? []).slice(0, 5)) {
      violations.push(`${where}${instancePath}: ${message ?? ''} ${JSON.stringify(params)}`);
    }
  };
  const find = (method: string, pathname: string) =>
    Object.entries(document.paths)
      .filter(([, methods]) => methods[method] !== undefined)
      // A path without variables goes before one that would match it.
      .toSorted(([left], [right]) => left.split('{').length - right.split('{').length)
      .find(([template]) => toPattern(template).test(pathname))?.[0];

  return {
    takeViolations: () => violations.splice(0),
    seen: () => seen,
    observe(request, response) {
      const url = new URL(request.path, 'http://gate');
      const method = request.method.toLowerCase();
      const template = find(method, url.pathname);
      const where = `${request.method} ${template ?? url.pathname}`;
      seen += 1;
      const operation = template === undefined ? undefined : document.paths[template]?.[method];
      if (template === undefined || operation === undefined) {
        violations.push(`${where}: is no published operation`);
        return;
      }
      judgeParameters({ request, url, operation, where, place: ['paths', template, method] });
      const body = Object.keys(operation.requestBody?.content ?? {})[0];
      if (body !== undefined) {
        judge(
          validator('paths', template, method, 'requestBody', 'content', body, 'schema'),
          JSON.parse(request.body),
          `${where} request`,
        );
      } else if (request.body !== '') violations.push(`${where}: takes no body`);
      const status = String(response.status);
      // A class of answers, `4XX`, stands for those that are not listed by themselves.
      const listed = [status, `${status[0] ?? ''}XX`].find((one) => operation.responses[one] !== undefined);
      if (listed === undefined) {
        if (!FORMLESS.has(response.status)) violations.push(`${where}: does not answer ${status}`);
        return;
      }
      const { answer, place } = follow(['paths', template, method, 'responses', listed], operation, listed);
      const media = Object.keys(answer?.content ?? {})[0];
      if (media === undefined || response.body === '') return;
      judge(validator(...place, 'content', media, 'schema'), JSON.parse(response.body), `${where} ${status}`);
    },
    compile(method, template) {
      const operation = document.paths[template]?.[method.toLowerCase()];
      if (operation === undefined) throw new TypeError(`${method} ${template} is not published`);
      const place = ['paths', template, method.toLowerCase()];
      for (const media of Object.keys(operation.requestBody?.content ?? {})) {
        validator(...place, 'requestBody', 'content', media, 'schema');
      }
      for (const status of Object.keys(operation.responses)) {
        const found = follow([...place, 'responses', status], operation, status);
        for (const media of Object.keys(found.answer?.content ?? {})) {
          validator(...found.place, 'content', media, 'schema');
        }
      }
    },
  };

  /** An answer's form and where it stands, also when it only points at one of the document's own. */
  function follow(place: readonly string[], operation: Operation, status: string) {
    const answer = operation.responses[status];
    const name = /^#\/components\/responses\/(.+)$/u.exec(answer?.$ref ?? '')?.[1];
    if (name === undefined) return { answer, place };
    return { answer: document.components?.responses?.[name], place: ['components', 'responses', name] };
  }

  function judgeParameters(options: {
    readonly request: SandboxRequest;
    readonly url: URL;
    readonly operation: Operation;
    readonly where: string;
    readonly place: readonly string[];
  }): void {
    const { request, url, operation, where, place } = options;
    const parameters = operation.parameters ?? [];
    for (const [index, { name, in: kind, required, schema }] of parameters.entries()) {
      const value = kind === 'query' ? url.searchParams.get(name) : request.headers[name.toLowerCase()];
      if (kind === 'path') continue;
      if (value == null) {
        if (required === true) violations.push(`${where}: lacks ${name}`);
        continue;
      }
      const values = schema.items === undefined ? [value] : value.split(',');
      const inner = schema.items === undefined ? ['schema'] : ['schema', 'items'];
      for (const one of values) {
        const type = schema.items?.type ?? schema.type;
        judge(
          validator(...place, 'parameters', String(index), ...inner),
          typed(one, type),
          `${where} ${name}`,
        );
      }
    }
    const names = new Set(parameters.map(({ name }) => name));
    for (const name of url.searchParams.keys()) {
      // Links to next pages are the vendor's own; what they carry is published nowhere.
      if (!names.has(name) && name.toLowerCase() !== 'cursor') violations.push(`${where}: knows no ${name}`);
    }
  }
}

function toPattern(template: string): RegExp {
  const text = template.replaceAll(/[.*+?^$()|[\]\\]/gu, '\\$&').replaceAll(/\{[^}]+\}/gu, '[^/:]+');
  return new RegExp(`^${text}$`, 'u');
}

function typed(value: string, type: string | undefined): unknown {
  if (type === 'number' || type === 'integer') return Number(value);
  return type === 'boolean' ? value === 'true' || (value === 'false' ? false : value) : value;
}
