/** A customer as it is read: fields that Shopify has not deprecated in 2026-10. */
const CUSTOMER = `#graphql
  fragment CustomerPart on Customer {
    id updatedAt firstName lastName locale tags numberOfOrders
    amountSpent { amount currencyCode }
    defaultAddress { name company address1 address2 city zip provinceCode countryCodeV2 phone }
    defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
    defaultPhoneNumber {
      phoneNumber
      smsMarketingConsent { state optInLevel updatedAt collectedFrom }
    }
  }
` as const;

/** Who changed, oldest change first, whole: a customer costs little. */
export const CUSTOMERS_PAGE = `#graphql
  query CustomersPage($first: Int!, $after: String, $query: String!) {
    customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      pageInfo { hasNextPage endCursor }
      nodes { ...CustomerPart }
    }
  }
  ${CUSTOMER}
` as const;

/** Everybody, by id: their order never changes, so a page can be asked for at any later time. */
export const CUSTOMERS_AFTER = `#graphql
  query CustomersAfter($first: Int!, $query: String!) {
    customers(first: $first, query: $query, sortKey: ID) {
      pageInfo { hasNextPage endCursor }
      nodes { ...CustomerPart }
    }
  }
  ${CUSTOMER}
` as const;

export const CUSTOMERS_BY_IDS = `#graphql
  query CustomersByIds($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ...CustomerPart
    }
  }
  ${CUSTOMER}
` as const;

/** What one customer agreed to. Straight from the table: a search for an address would be tokenized, and late. */
export const CONSENTS_BY_CONTACT = `#graphql
  query ConsentsByContact($identifier: CustomerIdentifierInput!) {
    customerByIdentifier(identifier: $identifier) {
      id
      defaultEmailAddress { marketingState marketingOptInLevel marketingUpdatedAt }
      defaultPhoneNumber { smsMarketingConsent { state optInLevel updatedAt collectedFrom } }
    }
  }
` as const;

export const UPDATE_EMAIL_CONSENT = `#graphql
  mutation UpdateEmailConsent($input: CustomerEmailMarketingConsentUpdateInput!) {
    customerEmailMarketingConsentUpdate(input: $input) {
      customer { id defaultEmailAddress { marketingState } }
      userErrors { field message code }
    }
  }
` as const;

export const UPDATE_SMS_CONSENT = `#graphql
  mutation UpdateSmsConsent($input: CustomerSmsMarketingConsentUpdateInput!) {
    customerSmsMarketingConsentUpdate(input: $input) {
      customer { id defaultPhoneNumber { smsMarketingConsent { state } } }
      userErrors { field message code }
    }
  }
` as const;
