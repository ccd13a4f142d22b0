import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { findProgram } from '#machine/find-program.ts';
import { listenOnLoopback } from '#tests/chaos/proxy/listen.ts';

/** A server at the vendor's address that cannot prove who it is. */
export interface FalseServer {
  readonly url: string;
  /** Connections that ended because its certificate was not accepted. */
  readonly refusedByClient: () => number;
  /** Requests that reached it: each is a secret told to a stranger. */
  readonly requests: () => number;
  close(): Promise<void>;
}

export function whyNoCertificate(): string | null {
  return findProgram({ names: ['openssl'] }) === undefined
    ? 'openssl, which makes the certificate, is not here'
    : null;
}

/** Self-signed, made for this run, and for another name. */
export async function startFalseServer(folder: string): Promise<FalseServer> {
  const [keyFile, certFile] = [join(folder, 'false.key'), join(folder, 'false.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=elsewhere.example',
      '-keyout',
      keyFile,
      '-out',
      certFile,
    ],
    { stdio: 'ignore' },
  );
  let [requests, refused] = [0, 0];
  const server = createServer(
    { key: readFileSync(keyFile), cert: readFileSync(certFile) },
    (_request, response) => {
      requests += 1;
      response.end('{}');
    },
  );
  server.on('tlsClientError', () => {
    refused += 1;
  });
  const port = await listenOnLoopback(server);
  return {
    url: `https://127.0.0.1:${port}`,
    refusedByClient: () => refused,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
