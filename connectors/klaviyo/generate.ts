import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generateOperations } from './codegen/generate-operations.ts';

/** Writes the published limits of the operations that are used. Its argument is the path of Klaviyo's OpenAPI document. */
const [, , specification] = process.argv;
if (specification === undefined) throw new Error('name the file of the specification');
const folder = new URL('./generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
const content = generateOperations(JSON.parse(readFileSync(specification, 'utf8')));
writeFileSync(new URL('operations.ts', folder), content);
console.log(
  `connectors/klaviyo/generated/operations.ts: ${content.length.toLocaleString('en-US')} characters`,
);
