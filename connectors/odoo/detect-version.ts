import { z } from 'zod';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import type { Exchange } from './exchange.ts';
import { parseBody } from './protocol.ts';
import { errorFromStatus } from './vendor-errors.ts';

const OLDEST = 17;

// Community says [18, 0, ...], the online service ['saas~18', 2, ...].
const versionInfo = z.array(z.union([z.number(), z.string()])).min(1);
const rpcAnswer = z.object({ result: z.object({ server_version_info: versionInfo }) });
const webAnswer = z.object({ version_info: versionInfo });

/** The server's major version. `/jsonrpc` answers on 17 to 19; `/web/version` where it is gone. */
export async function detectVersion(exchange: Exchange): Promise<number> {
  const asked = {
    jsonrpc: '2.0',
    method: 'call',
    id: 1,
    params: { service: 'common', method: 'version', args: [] },
  };
  const response = await exchange({ method: 'POST', path: '/jsonrpc', body: asked, operation: 'version' });
  if (response.status === 404) return fromWeb(exchange);
  const error = errorFromStatus(response, 'read');
  if (error !== undefined) throw error;
  const parsed = rpcAnswer.safeParse(parseBody(response, 'read'));
  if (!parsed.success)
    throw new MalformedAnswerError('Odoo did not say its version', 'result.server_version_info');
  return major(parsed.data.result.server_version_info);
}

async function fromWeb(exchange: Exchange): Promise<number> {
  const response = await exchange({ method: 'GET', path: '/web/version', operation: 'version' });
  const error = errorFromStatus(response, 'read');
  if (error !== undefined) throw error;
  const parsed = webAnswer.safeParse(parseBody(response, 'read'));
  if (!parsed.success) throw new MalformedAnswerError('Odoo did not say its version', 'version_info');
  return major(parsed.data.version_info);
}

function major(info: readonly (string | number)[]): number {
  const version = Number(String(info[0]).replace('saas~', ''));
  if (!Number.isInteger(version))
    throw new MalformedAnswerError('Odoo said a version that is no number', 'version_info[0]');
  if (version < OLDEST)
    throw new RejectedError(`Odoo ${version} is too old; 17, 18 and 19 are supported`, { code: 'version' });
  return version;
}
