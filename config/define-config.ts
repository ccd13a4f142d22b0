import type { EnvironmentMarker } from './environment-marker.ts';
import type { ConfigurationInput } from './schema.ts';

/** A configuration as it is written: anywhere in it, a marker may stand for a value of the environment. */
export type WrittenConfiguration = WithMarkers<ConfigurationInput>;

// Functions stay as they are: they belong to the merchant and run as written.
type WithMarkers<Value> = Value extends (...args: never) => unknown
  ? Value
  : Value extends object
    ? { [Key in keyof Value]: WithMarkers<Value[Key]> } | EnvironmentMarker
    : Value | EnvironmentMarker;

/**
 * Types `syncline.config.ts`, for completion in an editor; returns what it is given.
 *
 * @example
 * export default defineConfig({
 *   connections: { 'store-us': { connector: 'shopify', settings: { shop: 'acme.myshopify.com', accessToken: secretFromEnv('SHOPIFY_TOKEN') } } },
 * });
 */
export function defineConfig(configuration: WrittenConfiguration): WrittenConfiguration {
  return configuration;
}

/** Reads a credential from the variable, or from the file that `<name>_FILE` names; read again on SIGHUP. */
export function secretFromEnv(name: string): EnvironmentMarker {
  return { secretFromEnv: name };
}

/** Reads a setting that is no credential from the environment. */
export function textFromEnv(name: string): EnvironmentMarker {
  return { textFromEnv: name };
}
