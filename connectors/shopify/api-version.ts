/** The one version of the Admin API that this connector is written for and its operations are generated from. */
export const SHOPIFY_API_VERSION = '2026-10';
