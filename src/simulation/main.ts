import { enableCompileCache } from 'node:module';

// Hundreds of files of types to strip: the second start, and every worker, finds it done.
enableCompileCache();
await import('./command.ts');
