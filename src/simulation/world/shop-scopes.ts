import { defaultScopes, scopesWithCustomers } from '#connectors/shopify/sandbox/options.ts';

/** What a merchant's app may read beyond orders and stock. */
export interface ShopRights {
  readonly hasCustomers: boolean;
  readonly hasReturns: boolean;
}

export function shopScopes({ hasCustomers, hasReturns }: ShopRights): readonly string[] {
  return [...(hasCustomers ? scopesWithCustomers : defaultScopes), ...(hasReturns ? ['read_returns'] : [])];
}
