import { enableCompileCache } from 'node:module';

// A thousand files: from the second command on their types are stripped and their code is compiled.
enableCompileCache();
const { runCli } = await import('#cli/run-cli.ts');

process.exitCode = await runCli(process.argv.slice(2));
