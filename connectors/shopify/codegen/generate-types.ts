import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { ApiType, pluckConfig, preset } from '@shopify/api-codegen-preset';

interface GeneratedFile {
  readonly filename: string;
  readonly content: string;
}

const operations = fileURLToPath(new URL('../operations/*.ts', import.meta.url));

/** The TypeScript of the schema and of every operation, by file name, without writing anything. */
export async function generateTypes(sdl: string): Promise<ReadonlyMap<string, string>> {
  const files: readonly GeneratedFile[] = await generate(
    {
      schema: sdl,
      documents: [operations],
      silent: true,
      // The comment is the default one; naming it makes the object one that the type knows.
      pluckConfig: { ...pluckConfig, gqlMagicComment: 'graphql' },
      generates: {
        'admin.types.ts': {
          plugins: ['typescript'],
          config: {
            defaultScalarType: 'string',
            scalars: { JSON: 'unknown' },
            enumsAsTypes: true,
            useTypeImports: true,
          },
        },
        'admin.generated.d.ts': { preset, presetConfig: { apiType: ApiType.Admin } },
      },
    },
    false,
  );
  return new Map(files.map(({ filename, content }) => [filename, content]));
}
