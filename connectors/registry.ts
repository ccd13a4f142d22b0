import type { Connector } from '#sdk/define-connector.ts';
import { klaviyo } from './klaviyo/connector.ts';
import { odoo } from './odoo/connector.ts';
import { shipbob } from './shipbob/connector.ts';
import { shopify } from './shopify/connector.ts';

/** Every connector there is. */
export const connectors: readonly Connector[] = [shopify, odoo, shipbob, klaviyo];
