import type { Connector } from '#sdk/define-connector.ts';
import { findContradictions } from './cross-checks.ts';
import { describeIssues, keysAt } from './describe-issues.ts';
import { overriderOf, withOverrides } from './environment.ts';
import { fillMarkers, type ReadVariable } from './environment-marker.ts';
import { suggestName } from './near-name.ts';
import type { Problem } from './problem.ts';
import { type Configuration, configurationSchema } from './schema.ts';

export type Parsed =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Fills in the environment, checks everything and names all problems at once. Settings of a connection are checked by its
 * connector's own schema; they stay as written, because the connector parses them again when it opens.
 */
export function parseConfiguration(
  written: unknown,
  readVariable: ReadVariable,
  connectors: readonly Connector[],
): Parsed {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    const reason = 'the file must export the configuration as its default';
    return {
      ok: false,
      problems: [{ path: '', reason, advice: 'write export default defineConfig({ ... })' }],
    };
  }
  let overridden: Readonly<Record<string, unknown>>;
  try {
    overridden = withOverrides({ ...written }, readVariable);
  } catch (error) {
    return {
      ok: false,
      problems: [{ path: '', reason: error instanceof Error ? error.message : String(error) }],
    };
  }
  const filled = fillMarkers(overridden, readVariable);
  const parsed = configurationSchema.safeParse(filled.value);
  const known = new Set(filled.problems.map((problem) => problem.path));
  const problems = [
    ...filled.problems,
    ...(parsed.success ? [] : describeIssues(configurationSchema, parsed.error.issues)),
    ...findConnectionProblems(filled.value, connectors),
    ...(parsed.success ? findContradictions(parsed.data) : []),
  ].filter(
    (problem, index, all) =>
      all.findIndex((other) => other.path === problem.path) === index || !known.has(problem.path),
  );
  if (parsed.success && problems.length === 0) return { ok: true, configuration: parsed.data };
  return { ok: false, problems: problems.map((problem) => nameOverrider(problem, readVariable)) };
}

/** Checked beside the whole, not after it, so that one run names everything. */
function findConnectionProblems(value: unknown, connectors: readonly Connector[]): readonly Problem[] {
  const connections = fieldOf(value, 'connections');
  if (typeof connections !== 'object' || connections === null) return [];
  return Object.entries(connections).flatMap(([name, connection]: [string, unknown]) => {
    const connectorName = fieldOf(connection, 'connector');
    if (typeof connectorName !== 'string') return [];
    const connector = connectors.find((one) => one.name === connectorName);
    if (connector === undefined) {
      const advice = suggestName(
        connectorName,
        connectors.map((one) => one.name),
      );
      return [
        { path: `connections.${name}.connector`, reason: `there is no connector "${connectorName}"`, advice },
      ];
    }
    return findSettingsProblems(connector, fieldOf(connection, 'settings') ?? {}, [
      'connections',
      name,
      'settings',
    ]);
  });
}

function findSettingsProblems(
  connector: Connector,
  settings: unknown,
  path: readonly string[],
): readonly Problem[] {
  const parsed = connector.settings.safeParse(settings);
  if (!parsed.success) return describeIssues(connector.settings, parsed.error.issues, path);
  // A connector whose schema lets unknown keys pass would swallow a spelling mistake.
  const known = keysAt(connector.settings, []);
  if (known.length === 0 || typeof settings !== 'object' || settings === null) return [];
  return Object.keys(settings)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: [...path, key].join('.'),
      reason: 'there is no such setting',
      advice: suggestName(key, known),
    }));
}

function nameOverrider(problem: Problem, readVariable: ReadVariable): Problem {
  const variable = overriderOf(problem.path, readVariable);
  return variable === null
    ? problem
    : { ...problem, reason: `${problem.reason}; its value comes from the environment variable ${variable}` };
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
