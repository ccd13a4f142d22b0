import type { Configuration } from '#config/schema.ts';
import type { Connection, Finding } from '#sdk/define-connector.ts';

/** Compares the places of a system with those that the configuration names. */
export async function inspectLocations(
  name: string,
  account: Connection,
  { locations }: Configuration,
): Promise<readonly Finding[]> {
  const there = await account.locations?.source?.all();
  if (there === undefined) return [];
  const mapped = new Map<string, string>();
  for (const [ours, { authority, shownOn }] of Object.entries(locations)) {
    if (authority.connection === name) mapped.set(authority.locationId, `locations.${ours}.authority`);
    const shown = shownOn[name];
    if (shown !== undefined) mapped.set(shown, `locations.${ours}.shownOn.${name}`);
  }
  const findings: Finding[] = [];
  for (const [id, path] of mapped) {
    const found = there.find((location) => location.id === id);
    if (found === undefined)
      findings.push({
        severity: 'error',
        code: 'location.unknown',
        message: `${path} names location ${id}, which ${name} does not have`,
        advice: `it has: ${there.map((one) => `${one.id} (${one.name})`).join(', ')}`,
      });
    else if (!found.active)
      findings.push({
        severity: 'error',
        code: 'location.inactive',
        message: `${path} names ${found.name}, which is deactivated in ${name}`,
        advice: 'activate it there, or take it out of the configuration',
      });
    else
      findings.push({ severity: 'ok', code: 'location.mapped', message: `${found.name} (${id}) is ${path}` });
  }
  for (const { id, name: title, active } of there) {
    if (!active || mapped.has(id)) continue;
    findings.push({
      severity: 'warning',
      code: 'location.unmapped',
      message: `${title} (${id}) is not mapped: its stock is neither read nor shown`,
      advice: 'name it under locations, or leave it out on purpose',
    });
  }
  return findings;
}
