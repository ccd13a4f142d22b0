import { enableCompileCache } from 'node:module';

// Hundreds of files of types to strip: the second start finds it done.
enableCompileCache();
await import('./command.ts');
