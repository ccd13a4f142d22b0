/** Who we are, what we may do, and which versions there are. */
export const SHOP_INFO = `#graphql
  query ShopInfo {
    shop { id name myshopifyDomain currencyCode ianaTimezone taxesIncluded }
    currentAppInstallation { id accessScopes { handle } }
    publicApiVersions { handle supported }
  }
` as const;
