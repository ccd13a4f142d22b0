import { mkdirSync, writeFileSync } from 'node:fs';
import { generateAll } from './codegen/generate-all.ts';

/** Writes the pruned schema and the types of all operations; run it after a change of an operation. */
const folder = new URL('./generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, content] of await generateAll()) {
  writeFileSync(new URL(name, folder), content);
  console.log(`connectors/shopify/generated/${name}: ${content.length.toLocaleString('en-US')} characters`);
}
