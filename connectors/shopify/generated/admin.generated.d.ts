/* eslint-disable eslint-comments/disable-enable-pair */
/* eslint-disable eslint-comments/no-unlimited-disable */
/* eslint-disable */
import type * as AdminTypes from './admin.types.js';

export type VariantsPageQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  query?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type VariantsPageQuery = { productVariants: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
      Pick<AdminTypes.ProductVariant, 'id' | 'sku' | 'displayName' | 'title' | 'price' | 'inventoryPolicy' | 'updatedAt'>
      & { product: Pick<AdminTypes.Product, 'id' | 'status' | 'title'>, inventoryItem: Pick<AdminTypes.InventoryItem, 'id' | 'tracked' | 'requiresShipping'> }
    )> } };

export type LocationsPageQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  includeInactive: AdminTypes.Scalars['Boolean']['input'];
}>;


export type LocationsPageQuery = { locations: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.Location, 'id' | 'name' | 'isActive' | 'fulfillsOnlineOrders' | 'isFulfillmentService' | 'shipsInventory'>> } };

export type CustomerPartFragment = (
  Pick<AdminTypes.Customer, 'id' | 'updatedAt' | 'firstName' | 'lastName' | 'locale' | 'tags' | 'numberOfOrders'>
  & { amountSpent: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, defaultAddress?: AdminTypes.Maybe<Pick<AdminTypes.MailingAddress, 'name' | 'company' | 'address1' | 'address2' | 'city' | 'zip' | 'provinceCode' | 'countryCodeV2' | 'phone'>>, defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'emailAddress' | 'marketingState' | 'marketingOptInLevel' | 'marketingUpdatedAt'>>, defaultPhoneNumber?: AdminTypes.Maybe<(
    Pick<AdminTypes.CustomerPhoneNumber, 'phoneNumber'>
    & { smsMarketingConsent: Pick<AdminTypes.CustomerSmsMarketingConsent, 'state' | 'optInLevel' | 'updatedAt' | 'collectedFrom'> }
  )> }
);

export type CustomersPageQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  query: AdminTypes.Scalars['String']['input'];
}>;


export type CustomersPageQuery = { customers: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
      Pick<AdminTypes.Customer, 'id' | 'updatedAt' | 'firstName' | 'lastName' | 'locale' | 'tags' | 'numberOfOrders'>
      & { amountSpent: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, defaultAddress?: AdminTypes.Maybe<Pick<AdminTypes.MailingAddress, 'name' | 'company' | 'address1' | 'address2' | 'city' | 'zip' | 'provinceCode' | 'countryCodeV2' | 'phone'>>, defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'emailAddress' | 'marketingState' | 'marketingOptInLevel' | 'marketingUpdatedAt'>>, defaultPhoneNumber?: AdminTypes.Maybe<(
        Pick<AdminTypes.CustomerPhoneNumber, 'phoneNumber'>
        & { smsMarketingConsent: Pick<AdminTypes.CustomerSmsMarketingConsent, 'state' | 'optInLevel' | 'updatedAt' | 'collectedFrom'> }
      )> }
    )> } };

export type CustomersAfterQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  query: AdminTypes.Scalars['String']['input'];
}>;


export type CustomersAfterQuery = { customers: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
      Pick<AdminTypes.Customer, 'id' | 'updatedAt' | 'firstName' | 'lastName' | 'locale' | 'tags' | 'numberOfOrders'>
      & { amountSpent: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, defaultAddress?: AdminTypes.Maybe<Pick<AdminTypes.MailingAddress, 'name' | 'company' | 'address1' | 'address2' | 'city' | 'zip' | 'provinceCode' | 'countryCodeV2' | 'phone'>>, defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'emailAddress' | 'marketingState' | 'marketingOptInLevel' | 'marketingUpdatedAt'>>, defaultPhoneNumber?: AdminTypes.Maybe<(
        Pick<AdminTypes.CustomerPhoneNumber, 'phoneNumber'>
        & { smsMarketingConsent: Pick<AdminTypes.CustomerSmsMarketingConsent, 'state' | 'optInLevel' | 'updatedAt' | 'collectedFrom'> }
      )> }
    )> } };

export type CustomersByIdsQueryVariables = AdminTypes.Exact<{
  ids: Array<AdminTypes.Scalars['ID']['input']> | AdminTypes.Scalars['ID']['input'];
}>;


export type CustomersByIdsQuery = { nodes: Array<AdminTypes.Maybe<{ __typename: 'AdditionalFee' | 'App' | 'AppInstallation' | 'BulkOperation' | 'CalculatedOrder' | 'Company' | 'CompanyLocation' | 'DeliveryMethod' | 'Duty' | 'ExchangeLineItem' | 'Fulfillment' | 'FulfillmentEvent' | 'FulfillmentHold' | 'FulfillmentLineItem' | 'FulfillmentOrder' | 'FulfillmentOrderDestination' | 'FulfillmentOrderLineItem' | 'FulfillmentOrderMerchantRequest' | 'InventoryAdjustmentGroup' | 'InventoryItem' } | { __typename: 'InventoryItemMeasurement' | 'InventoryLevel' | 'InventoryQuantity' | 'LineItem' | 'LineItemGroup' | 'Location' | 'MailingAddress' | 'Metafield' | 'Order' | 'OrderAdjustment' | 'OrderCancelJobResult' | 'OrderEditSession' | 'OrderTransaction' | 'PaymentTerms' | 'Product' | 'ProductOption' | 'ProductOptionValue' | 'ProductVariant' | 'Refund' | 'RefundShippingLine' } | { __typename: 'Return' | 'ReturnLineItem' | 'ReturnReasonDefinition' | 'ReverseDelivery' | 'ReverseFulfillmentOrder' | 'ReverseFulfillmentOrderDisposition' | 'ReverseFulfillmentOrderLineItem' | 'Shop' | 'ShopAddress' | 'TransactionFee' | 'WebhookSubscription' } | (
    { __typename: 'Customer' }
    & Pick<AdminTypes.Customer, 'id' | 'updatedAt' | 'firstName' | 'lastName' | 'locale' | 'tags' | 'numberOfOrders'>
    & { amountSpent: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, defaultAddress?: AdminTypes.Maybe<Pick<AdminTypes.MailingAddress, 'name' | 'company' | 'address1' | 'address2' | 'city' | 'zip' | 'provinceCode' | 'countryCodeV2' | 'phone'>>, defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'emailAddress' | 'marketingState' | 'marketingOptInLevel' | 'marketingUpdatedAt'>>, defaultPhoneNumber?: AdminTypes.Maybe<(
      Pick<AdminTypes.CustomerPhoneNumber, 'phoneNumber'>
      & { smsMarketingConsent: Pick<AdminTypes.CustomerSmsMarketingConsent, 'state' | 'optInLevel' | 'updatedAt' | 'collectedFrom'> }
    )> }
  )>> };

export type ConsentsByContactQueryVariables = AdminTypes.Exact<{
  identifier: AdminTypes.CustomerIdentifierInput;
}>;


export type ConsentsByContactQuery = { customerByIdentifier?: AdminTypes.Maybe<(
    Pick<AdminTypes.Customer, 'id'>
    & { defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'marketingState' | 'marketingOptInLevel' | 'marketingUpdatedAt'>>, defaultPhoneNumber?: AdminTypes.Maybe<{ smsMarketingConsent: Pick<AdminTypes.CustomerSmsMarketingConsent, 'state' | 'optInLevel' | 'updatedAt' | 'collectedFrom'> }> }
  )> };

export type UpdateEmailConsentMutationVariables = AdminTypes.Exact<{
  input: AdminTypes.CustomerEmailMarketingConsentUpdateInput;
}>;


export type UpdateEmailConsentMutation = { customerEmailMarketingConsentUpdate?: AdminTypes.Maybe<{ customer?: AdminTypes.Maybe<(
      Pick<AdminTypes.Customer, 'id'>
      & { defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'marketingState'>> }
    )>, userErrors: Array<Pick<AdminTypes.CustomerEmailMarketingConsentUpdateUserError, 'field' | 'message' | 'code'>> }> };

export type UpdateSmsConsentMutationVariables = AdminTypes.Exact<{
  input: AdminTypes.CustomerSmsMarketingConsentUpdateInput;
}>;


export type UpdateSmsConsentMutation = { customerSmsMarketingConsentUpdate?: AdminTypes.Maybe<{ customer?: AdminTypes.Maybe<(
      Pick<AdminTypes.Customer, 'id'>
      & { defaultPhoneNumber?: AdminTypes.Maybe<{ smsMarketingConsent: Pick<AdminTypes.CustomerSmsMarketingConsent, 'state'> }> }
    )>, userErrors: Array<Pick<AdminTypes.CustomerSmsMarketingConsentError, 'field' | 'message' | 'code'>> }> };

export type FulfillmentStateQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type FulfillmentStateQuery = { order?: AdminTypes.Maybe<(
    Pick<AdminTypes.Order, 'id'>
    & { fulfillments: Array<(
      Pick<AdminTypes.Fulfillment, 'id' | 'status' | 'createdAt'>
      & { trackingInfo: Array<Pick<AdminTypes.FulfillmentTrackingInfo, 'number'>>, fulfillmentLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
          Pick<AdminTypes.FulfillmentLineItem, 'id' | 'quantity'>
          & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
        )> } }
    )>, fulfillmentOrders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentOrder, 'id' | 'status'>
        & { assignedLocation: { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>> }, supportedActions: Array<Pick<AdminTypes.FulfillmentOrderSupportedAction, 'action'>>, lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
            Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'remainingQuantity'>
            & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
          )> } }
      )> } }
  )> };

export type CreateFulfillmentMutationVariables = AdminTypes.Exact<{
  fulfillment: AdminTypes.FulfillmentInput;
}>;


export type CreateFulfillmentMutation = { fulfillmentCreate?: AdminTypes.Maybe<{ fulfillment?: AdminTypes.Maybe<Pick<AdminTypes.Fulfillment, 'id' | 'name' | 'status' | 'createdAt'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type BagFragment = { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> };

export type OrderLinesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type OrderLinesQuery = { order?: AdminTypes.Maybe<{ lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.LineItem, 'id' | 'sku' | 'title' | 'quantity' | 'currentQuantity' | 'unfulfilledQuantity' | 'isGiftCard' | 'requiresShipping'>
        & { variant?: AdminTypes.Maybe<(
          Pick<AdminTypes.ProductVariant, 'id'>
          & { inventoryItem: Pick<AdminTypes.InventoryItem, 'id'> }
        )>, originalUnitPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }>, taxLines: Array<(
          Pick<AdminTypes.TaxLine, 'title' | 'rate'>
          & { priceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
        )> }
      )> } }> };

export type OrderShippingLinesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type OrderShippingLinesQuery = { order?: AdminTypes.Maybe<{ shippingLines: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.ShippingLine, 'id' | 'code' | 'title'>
        & { discountedPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxLines: Array<(
          Pick<AdminTypes.TaxLine, 'title' | 'rate'>
          & { priceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
        )> }
      )> } }> };

export type OrderFulfillmentOrdersQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type OrderFulfillmentOrdersQuery = { order?: AdminTypes.Maybe<{ fulfillmentOrders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentOrder, 'id' | 'status'>
        & { assignedLocation: { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>> }, supportedActions: Array<Pick<AdminTypes.FulfillmentOrderSupportedAction, 'action'>>, lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
            Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'remainingQuantity'>
            & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
          )> } }
      )> } }> };

export type FulfillmentOrderLinesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type FulfillmentOrderLinesQuery = { fulfillmentOrder?: AdminTypes.Maybe<{ lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'remainingQuantity'>
        & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
      )> } }> };

export type FulfillmentLinesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type FulfillmentLinesQuery = { fulfillment?: AdminTypes.Maybe<{ fulfillmentLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentLineItem, 'id' | 'quantity'>
        & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
      )> } }> };

export type RefundLinesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type RefundLinesQuery = { refund?: AdminTypes.Maybe<{ refundLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.RefundLineItem, 'id' | 'quantity' | 'restockType' | 'restocked'>
        & { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>>, lineItem: Pick<AdminTypes.LineItem, 'id'>, subtotalSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, totalTaxSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
      )> } }> };

export type RefundShippingLinesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type RefundShippingLinesQuery = { refund?: AdminTypes.Maybe<{ refundShippingLines: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.RefundShippingLine, 'id'>
        & { shippingLine: Pick<AdminTypes.ShippingLine, 'id'>, subtotalAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
      )> } }> };

export type RefundAdjustmentsQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type RefundAdjustmentsQuery = { refund?: AdminTypes.Maybe<{ orderAdjustments: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.OrderAdjustment, 'id'>
        & { amountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
      )> } }> };

export type OrderLineFragment = (
  Pick<AdminTypes.LineItem, 'id' | 'sku' | 'title' | 'quantity' | 'currentQuantity' | 'unfulfilledQuantity' | 'isGiftCard' | 'requiresShipping'>
  & { variant?: AdminTypes.Maybe<(
    Pick<AdminTypes.ProductVariant, 'id'>
    & { inventoryItem: Pick<AdminTypes.InventoryItem, 'id'> }
  )>, originalUnitPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }>, taxLines: Array<(
    Pick<AdminTypes.TaxLine, 'title' | 'rate'>
    & { priceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
  )> }
);

export type OrderShippingLineFragment = (
  Pick<AdminTypes.ShippingLine, 'id' | 'code' | 'title'>
  & { discountedPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxLines: Array<(
    Pick<AdminTypes.TaxLine, 'title' | 'rate'>
    & { priceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
  )> }
);

export type RefundLineFragment = (
  Pick<AdminTypes.RefundLineItem, 'id' | 'quantity' | 'restockType' | 'restocked'>
  & { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>>, lineItem: Pick<AdminTypes.LineItem, 'id'>, subtotalSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, totalTaxSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
);

export type RefundShippingFragment = (
  Pick<AdminTypes.RefundShippingLine, 'id'>
  & { shippingLine: Pick<AdminTypes.ShippingLine, 'id'>, subtotalAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
);

export type RefundAdjustmentFragment = (
  Pick<AdminTypes.OrderAdjustment, 'id'>
  & { amountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
);

export type FulfillmentOrderLineFragment = (
  Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'remainingQuantity'>
  & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
);

export type FulfillmentOrderPartFragment = (
  Pick<AdminTypes.FulfillmentOrder, 'id' | 'status'>
  & { assignedLocation: { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>> }, supportedActions: Array<Pick<AdminTypes.FulfillmentOrderSupportedAction, 'action'>>, lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
      Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'remainingQuantity'>
      & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
    )> } }
);

export type FulfillmentLineFragment = (
  Pick<AdminTypes.FulfillmentLineItem, 'id' | 'quantity'>
  & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
);

export type FulfillmentPartFragment = (
  Pick<AdminTypes.Fulfillment, 'id' | 'status' | 'createdAt'>
  & { trackingInfo: Array<Pick<AdminTypes.FulfillmentTrackingInfo, 'number'>>, fulfillmentLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
      Pick<AdminTypes.FulfillmentLineItem, 'id' | 'quantity'>
      & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
    )> } }
);

export type OrderHeadersQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  query: AdminTypes.Scalars['String']['input'];
}>;


export type OrderHeadersQuery = { orders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.Order, 'id' | 'updatedAt'>> } };

export type OrdersByIdsQueryVariables = AdminTypes.Exact<{
  ids: Array<AdminTypes.Scalars['ID']['input']> | AdminTypes.Scalars['ID']['input'];
  customers: AdminTypes.Scalars['Boolean']['input'];
  companies: AdminTypes.Scalars['Boolean']['input'];
  paymentTerms: AdminTypes.Scalars['Boolean']['input'];
  returns: AdminTypes.Scalars['Boolean']['input'];
}>;


export type OrdersByIdsQuery = { nodes: Array<AdminTypes.Maybe<{ __typename: 'AdditionalFee' | 'App' | 'AppInstallation' | 'BulkOperation' | 'CalculatedOrder' | 'Company' | 'CompanyLocation' | 'Customer' | 'DeliveryMethod' | 'Duty' | 'ExchangeLineItem' | 'Fulfillment' | 'FulfillmentEvent' | 'FulfillmentHold' | 'FulfillmentLineItem' | 'FulfillmentOrder' | 'FulfillmentOrderDestination' | 'FulfillmentOrderLineItem' | 'FulfillmentOrderMerchantRequest' | 'InventoryAdjustmentGroup' } | { __typename: 'InventoryItem' | 'InventoryItemMeasurement' | 'InventoryLevel' | 'InventoryQuantity' | 'LineItem' | 'LineItemGroup' | 'Location' | 'MailingAddress' | 'Metafield' | 'OrderAdjustment' | 'OrderCancelJobResult' | 'OrderEditSession' | 'OrderTransaction' | 'PaymentTerms' | 'Product' | 'ProductOption' | 'ProductOptionValue' | 'ProductVariant' | 'Refund' | 'RefundShippingLine' } | { __typename: 'Return' | 'ReturnLineItem' | 'ReturnReasonDefinition' | 'ReverseDelivery' | 'ReverseFulfillmentOrder' | 'ReverseFulfillmentOrderDisposition' | 'ReverseFulfillmentOrderLineItem' | 'Shop' | 'ShopAddress' | 'TransactionFee' | 'WebhookSubscription' } | (
    { __typename: 'Order' }
    & Pick<AdminTypes.Order, 'id' | 'name' | 'createdAt' | 'updatedAt' | 'cancelledAt' | 'test' | 'displayFinancialStatus' | 'currencyCode' | 'presentmentCurrencyCode' | 'taxesIncluded' | 'dutiesIncluded' | 'discountCodes' | 'paymentGatewayNames' | 'tags' | 'sourceName' | 'note' | 'email' | 'phone' | 'poNumber'>
    & { customer?: AdminTypes.Maybe<Pick<AdminTypes.Customer, 'id'>>, purchasingEntity?: AdminTypes.Maybe<{ __typename: 'Customer' } | (
      { __typename: 'PurchasingCompany' }
      & { company: Pick<AdminTypes.Company, 'id' | 'name'>, location: Pick<AdminTypes.CompanyLocation, 'id' | 'name'> }
    )>, paymentTerms?: AdminTypes.Maybe<Pick<AdminTypes.PaymentTerms, 'paymentTermsName' | 'dueInDays'>>, billingAddress?: AdminTypes.Maybe<Pick<AdminTypes.MailingAddress, 'name' | 'company' | 'address1' | 'address2' | 'city' | 'zip' | 'provinceCode' | 'countryCodeV2' | 'phone'>>, shippingAddress?: AdminTypes.Maybe<Pick<AdminTypes.MailingAddress, 'name' | 'company' | 'address1' | 'address2' | 'city' | 'zip' | 'provinceCode' | 'countryCodeV2' | 'phone'>>, currentTotalPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, currentTotalTaxSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, currentTotalDutiesSet?: AdminTypes.Maybe<{ shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }>, currentTotalAdditionalFeesSet?: AdminTypes.Maybe<{ shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }>, totalTipReceivedSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, totalReceivedSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, totalRefundedSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, totalCashRoundingAdjustment: { paymentSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }, lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.LineItem, 'id' | 'sku' | 'title' | 'quantity' | 'currentQuantity' | 'unfulfilledQuantity' | 'isGiftCard' | 'requiresShipping'>
        & { variant?: AdminTypes.Maybe<(
          Pick<AdminTypes.ProductVariant, 'id'>
          & { inventoryItem: Pick<AdminTypes.InventoryItem, 'id'> }
        )>, originalUnitPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }>, taxLines: Array<(
          Pick<AdminTypes.TaxLine, 'title' | 'rate'>
          & { priceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
        )> }
      )> }, shippingLines: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.ShippingLine, 'id' | 'code' | 'title'>
        & { discountedPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxLines: Array<(
          Pick<AdminTypes.TaxLine, 'title' | 'rate'>
          & { priceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
        )> }
      )> }, refunds: Array<(
      Pick<AdminTypes.Refund, 'id' | 'createdAt' | 'processedAt'>
      & { return?: AdminTypes.Maybe<Pick<AdminTypes.Return, 'id'>>, totalRefundedSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, duties?: AdminTypes.Maybe<Array<{ amountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }>>, orderAdjustments: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
          Pick<AdminTypes.OrderAdjustment, 'id'>
          & { amountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
        )> }, refundLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
          Pick<AdminTypes.RefundLineItem, 'id' | 'quantity' | 'restockType' | 'restocked'>
          & { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>>, lineItem: Pick<AdminTypes.LineItem, 'id'>, subtotalSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, totalTaxSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
        )> }, refundShippingLines: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
          Pick<AdminTypes.RefundShippingLine, 'id'>
          & { shippingLine: Pick<AdminTypes.ShippingLine, 'id'>, subtotalAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, taxAmountSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'>, presentmentMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> } }
        )> } }
    )>, returns?: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.Return, 'id'>> }, fulfillments: Array<(
      Pick<AdminTypes.Fulfillment, 'id' | 'status' | 'createdAt'>
      & { trackingInfo: Array<Pick<AdminTypes.FulfillmentTrackingInfo, 'number'>>, fulfillmentLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
          Pick<AdminTypes.FulfillmentLineItem, 'id' | 'quantity'>
          & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
        )> } }
    )>, fulfillmentOrders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentOrder, 'id' | 'status'>
        & { assignedLocation: { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>> }, supportedActions: Array<Pick<AdminTypes.FulfillmentOrderSupportedAction, 'action'>>, lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
            Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'remainingQuantity'>
            & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
          )> } }
      )> } }
  )>> };

export type AddressFragment = Pick<AdminTypes.MailingAddress, 'name' | 'company' | 'address1' | 'address2' | 'city' | 'zip' | 'provinceCode' | 'countryCodeV2' | 'phone'>;

export type ReturnsByIdsQueryVariables = AdminTypes.Exact<{
  ids: Array<AdminTypes.Scalars['ID']['input']> | AdminTypes.Scalars['ID']['input'];
}>;


export type ReturnsByIdsQuery = { nodes: Array<AdminTypes.Maybe<{ __typename: 'AdditionalFee' | 'App' | 'AppInstallation' | 'BulkOperation' | 'CalculatedOrder' | 'Company' | 'CompanyLocation' | 'Customer' | 'DeliveryMethod' | 'Duty' | 'ExchangeLineItem' | 'Fulfillment' | 'FulfillmentEvent' | 'FulfillmentHold' | 'FulfillmentLineItem' | 'FulfillmentOrder' | 'FulfillmentOrderDestination' | 'FulfillmentOrderLineItem' | 'FulfillmentOrderMerchantRequest' | 'InventoryAdjustmentGroup' } | { __typename: 'InventoryItem' | 'InventoryItemMeasurement' | 'InventoryLevel' | 'InventoryQuantity' | 'LineItem' | 'LineItemGroup' | 'Location' | 'MailingAddress' | 'Metafield' | 'Order' | 'OrderAdjustment' | 'OrderCancelJobResult' | 'OrderEditSession' | 'OrderTransaction' | 'PaymentTerms' | 'Product' | 'ProductOption' | 'ProductOptionValue' | 'ProductVariant' | 'Refund' } | { __typename: 'RefundShippingLine' | 'ReturnLineItem' | 'ReturnReasonDefinition' | 'ReverseDelivery' | 'ReverseFulfillmentOrder' | 'ReverseFulfillmentOrderDisposition' | 'ReverseFulfillmentOrderLineItem' | 'Shop' | 'ShopAddress' | 'TransactionFee' | 'WebhookSubscription' } | (
    { __typename: 'Return' }
    & Pick<AdminTypes.Return, 'id' | 'name' | 'status' | 'createdAt' | 'closedAt'>
    & { returnLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        { __typename: 'ReturnLineItem' }
        & Pick<AdminTypes.ReturnLineItem, 'id' | 'quantity' | 'processedQuantity' | 'refundedQuantity'>
        & { fulfillmentLineItem: { lineItem: Pick<AdminTypes.LineItem, 'id'> }, returnReasonDefinition?: AdminTypes.Maybe<Pick<AdminTypes.ReturnReasonDefinition, 'handle'>> }
      )> }, exchangeLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.ExchangeLineItem, 'id' | 'quantity' | 'processedQuantity' | 'variantSku'>
        & { lineItems?: AdminTypes.Maybe<Array<Pick<AdminTypes.LineItem, 'id'>>> }
      )> }, reverseFulfillmentOrders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.ReverseFulfillmentOrder, 'id' | 'status'>
        & { lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
            Pick<AdminTypes.ReverseFulfillmentOrderLineItem, 'totalQuantity'>
            & { fulfillmentLineItem?: AdminTypes.Maybe<{ lineItem: Pick<AdminTypes.LineItem, 'id'> }>, dispositions: Array<(
              Pick<AdminTypes.ReverseFulfillmentOrderDisposition, 'type' | 'quantity'>
              & { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>> }
            )> }
          )> }, reverseDeliveries: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.ReverseDelivery, 'id'>> } }
      )> } }
  )>> };

export type ShopInfoQueryVariables = AdminTypes.Exact<{ [key: string]: never; }>;


export type ShopInfoQuery = { shop: Pick<AdminTypes.Shop, 'id' | 'name' | 'myshopifyDomain' | 'currencyCode' | 'ianaTimezone' | 'taxesIncluded'>, currentAppInstallation: (
    Pick<AdminTypes.AppInstallation, 'id'>
    & { accessScopes: Array<Pick<AdminTypes.AccessScope, 'handle'>> }
  ), publicApiVersions: Array<Pick<AdminTypes.ApiVersion, 'handle' | 'supported'>> };

export type LevelFragment = (
  Pick<AdminTypes.InventoryLevel, 'id' | 'isActive' | 'updatedAt'>
  & { location: Pick<AdminTypes.Location, 'id'>, quantities: Array<Pick<AdminTypes.InventoryQuantity, 'name' | 'quantity' | 'updatedAt'>> }
);

export type ItemsByIdsQueryVariables = AdminTypes.Exact<{
  ids: Array<AdminTypes.Scalars['ID']['input']> | AdminTypes.Scalars['ID']['input'];
  names: Array<AdminTypes.Scalars['String']['input']> | AdminTypes.Scalars['String']['input'];
}>;


export type ItemsByIdsQuery = { nodes: Array<AdminTypes.Maybe<{ __typename: 'AdditionalFee' | 'App' | 'AppInstallation' | 'BulkOperation' | 'CalculatedOrder' | 'Company' | 'CompanyLocation' | 'Customer' | 'DeliveryMethod' | 'Duty' | 'ExchangeLineItem' | 'Fulfillment' | 'FulfillmentEvent' | 'FulfillmentHold' | 'FulfillmentLineItem' | 'FulfillmentOrder' | 'FulfillmentOrderDestination' | 'FulfillmentOrderLineItem' | 'FulfillmentOrderMerchantRequest' | 'InventoryAdjustmentGroup' } | { __typename: 'InventoryItemMeasurement' | 'InventoryLevel' | 'InventoryQuantity' | 'LineItem' | 'LineItemGroup' | 'Location' | 'MailingAddress' | 'Metafield' | 'Order' | 'OrderAdjustment' | 'OrderCancelJobResult' | 'OrderEditSession' | 'OrderTransaction' | 'PaymentTerms' | 'Product' | 'ProductOption' | 'ProductOptionValue' | 'ProductVariant' | 'Refund' | 'RefundShippingLine' } | { __typename: 'Return' | 'ReturnLineItem' | 'ReturnReasonDefinition' | 'ReverseDelivery' | 'ReverseFulfillmentOrder' | 'ReverseFulfillmentOrderDisposition' | 'ReverseFulfillmentOrderLineItem' | 'Shop' | 'ShopAddress' | 'TransactionFee' | 'WebhookSubscription' } | (
    { __typename: 'InventoryItem' }
    & Pick<AdminTypes.InventoryItem, 'id' | 'sku' | 'tracked'>
    & { inventoryLevels: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.InventoryLevel, 'id' | 'isActive' | 'updatedAt'>
        & { location: Pick<AdminTypes.Location, 'id'>, quantities: Array<Pick<AdminTypes.InventoryQuantity, 'name' | 'quantity' | 'updatedAt'>> }
      )> } }
  )>> };

export type ItemsPageQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  names: Array<AdminTypes.Scalars['String']['input']> | AdminTypes.Scalars['String']['input'];
}>;


export type ItemsPageQuery = { inventoryItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
      Pick<AdminTypes.InventoryItem, 'id' | 'sku' | 'tracked'>
      & { inventoryLevels: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
          Pick<AdminTypes.InventoryLevel, 'id' | 'isActive' | 'updatedAt'>
          & { location: Pick<AdminTypes.Location, 'id'>, quantities: Array<Pick<AdminTypes.InventoryQuantity, 'name' | 'quantity' | 'updatedAt'>> }
        )> } }
    )> } };

export type ItemLevelsQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  names: Array<AdminTypes.Scalars['String']['input']> | AdminTypes.Scalars['String']['input'];
}>;


export type ItemLevelsQuery = { inventoryItem?: AdminTypes.Maybe<{ inventoryLevels: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.InventoryLevel, 'id' | 'isActive' | 'updatedAt'>
        & { location: Pick<AdminTypes.Location, 'id'>, quantities: Array<Pick<AdminTypes.InventoryQuantity, 'name' | 'quantity' | 'updatedAt'>> }
      )> } }> };

export type SetInventoryMutationVariables = AdminTypes.Exact<{
  input: AdminTypes.InventorySetQuantitiesInput;
  key: AdminTypes.Scalars['String']['input'];
}>;


export type SetInventoryMutation = { inventorySetQuantities?: AdminTypes.Maybe<{ inventoryAdjustmentGroup?: AdminTypes.Maybe<Pick<AdminTypes.InventoryAdjustmentGroup, 'id' | 'createdAt'>>, userErrors: Array<Pick<AdminTypes.InventorySetQuantitiesUserError, 'field' | 'message' | 'code'>> }> };

export type LowerInventoryMutationVariables = AdminTypes.Exact<{
  input: AdminTypes.InventoryAdjustQuantitiesInput;
  key: AdminTypes.Scalars['String']['input'];
}>;


export type LowerInventoryMutation = { inventoryAdjustQuantities?: AdminTypes.Maybe<{ inventoryAdjustmentGroup?: AdminTypes.Maybe<Pick<AdminTypes.InventoryAdjustmentGroup, 'id' | 'createdAt'>>, userErrors: Array<Pick<AdminTypes.InventoryAdjustQuantitiesUserError, 'field' | 'message' | 'code'>> }> };

export type ActivateInventoryMutationVariables = AdminTypes.Exact<{
  inventoryItemId: AdminTypes.Scalars['ID']['input'];
  locationId: AdminTypes.Scalars['ID']['input'];
  key: AdminTypes.Scalars['String']['input'];
}>;


export type ActivateInventoryMutation = { inventoryActivate?: AdminTypes.Maybe<{ inventoryLevel?: AdminTypes.Maybe<Pick<AdminTypes.InventoryLevel, 'id' | 'isActive'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type WebhookSubscriptionsQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type WebhookSubscriptionsQuery = { webhookSubscriptions: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.WebhookSubscription, 'id' | 'topic' | 'uri' | 'format' | 'filter' | 'includeFields' | 'name'>> } };

export type CreateWebhookMutationVariables = AdminTypes.Exact<{
  topic: AdminTypes.WebhookSubscriptionTopic;
  subscription: AdminTypes.WebhookSubscriptionInput;
}>;


export type CreateWebhookMutation = { webhookSubscriptionCreate?: AdminTypes.Maybe<{ webhookSubscription?: AdminTypes.Maybe<Pick<AdminTypes.WebhookSubscription, 'id' | 'topic' | 'uri'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type UpdateWebhookMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  subscription: AdminTypes.WebhookSubscriptionInput;
}>;


export type UpdateWebhookMutation = { webhookSubscriptionUpdate?: AdminTypes.Maybe<{ webhookSubscription?: AdminTypes.Maybe<Pick<AdminTypes.WebhookSubscription, 'id' | 'topic' | 'uri'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type DeleteWebhookMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type DeleteWebhookMutation = { webhookSubscriptionDelete?: AdminTypes.Maybe<(
    Pick<AdminTypes.WebhookSubscriptionDeletePayload, 'deletedWebhookSubscriptionId'>
    & { userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }
  )> };

interface GeneratedQueryTypes {
  "#graphql\n  query VariantsPage($first: Int!, $after: String, $query: String) {\n    productVariants(first: $first, after: $after, query: $query, sortKey: ID) {\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id sku displayName title price inventoryPolicy updatedAt\n        product { id status title }\n        inventoryItem { id tracked requiresShipping }\n      }\n    }\n  }\n": {return: VariantsPageQuery, variables: VariantsPageQueryVariables},
  "#graphql\n  query LocationsPage($first: Int!, $after: String, $includeInactive: Boolean!) {\n    locations(first: $first, after: $after, includeInactive: $includeInactive) {\n      pageInfo { hasNextPage endCursor }\n      nodes { id name isActive fulfillsOnlineOrders isFulfillmentService shipsInventory }\n    }\n  }\n": {return: LocationsPageQuery, variables: LocationsPageQueryVariables},
  "#graphql\n  query CustomersPage($first: Int!, $after: String, $query: String!) {\n    customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {\n      pageInfo { hasNextPage endCursor }\n      nodes { ...CustomerPart }\n    }\n  }\n  #graphql\n  fragment CustomerPart on Customer {\n    id updatedAt firstName lastName locale tags numberOfOrders\n    amountSpent { amount currencyCode }\n    defaultAddress { name company address1 address2 city zip provinceCode countryCodeV2 phone }\n    defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }\n    defaultPhoneNumber {\n      phoneNumber\n      smsMarketingConsent { state optInLevel updatedAt collectedFrom }\n    }\n  }\n\n": {return: CustomersPageQuery, variables: CustomersPageQueryVariables},
  "#graphql\n  query CustomersAfter($first: Int!, $query: String!) {\n    customers(first: $first, query: $query, sortKey: ID) {\n      pageInfo { hasNextPage endCursor }\n      nodes { ...CustomerPart }\n    }\n  }\n  #graphql\n  fragment CustomerPart on Customer {\n    id updatedAt firstName lastName locale tags numberOfOrders\n    amountSpent { amount currencyCode }\n    defaultAddress { name company address1 address2 city zip provinceCode countryCodeV2 phone }\n    defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }\n    defaultPhoneNumber {\n      phoneNumber\n      smsMarketingConsent { state optInLevel updatedAt collectedFrom }\n    }\n  }\n\n": {return: CustomersAfterQuery, variables: CustomersAfterQueryVariables},
  "#graphql\n  query CustomersByIds($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      ...CustomerPart\n    }\n  }\n  #graphql\n  fragment CustomerPart on Customer {\n    id updatedAt firstName lastName locale tags numberOfOrders\n    amountSpent { amount currencyCode }\n    defaultAddress { name company address1 address2 city zip provinceCode countryCodeV2 phone }\n    defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }\n    defaultPhoneNumber {\n      phoneNumber\n      smsMarketingConsent { state optInLevel updatedAt collectedFrom }\n    }\n  }\n\n": {return: CustomersByIdsQuery, variables: CustomersByIdsQueryVariables},
  "#graphql\n  query ConsentsByContact($identifier: CustomerIdentifierInput!) {\n    customerByIdentifier(identifier: $identifier) {\n      id\n      defaultEmailAddress { marketingState marketingOptInLevel marketingUpdatedAt }\n      defaultPhoneNumber { smsMarketingConsent { state optInLevel updatedAt collectedFrom } }\n    }\n  }\n": {return: ConsentsByContactQuery, variables: ConsentsByContactQueryVariables},
  "#graphql\n  query FulfillmentState($id: ID!) {\n    order(id: $id) {\n      id\n      fulfillments(first: 100) { ...FulfillmentPart }\n      fulfillmentOrders(first: 25) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...FulfillmentOrderPart }\n      }\n    }\n  }\n  #graphql\n  fragment FulfillmentLine on FulfillmentLineItem { id quantity lineItem { id } }\n\n  #graphql\n  fragment FulfillmentPart on Fulfillment {\n    id status createdAt\n    trackingInfo(first: 50) { number }\n    fulfillmentLineItems(first: 50) {\n      pageInfo { hasNextPage endCursor }\n      nodes { ...FulfillmentLine }\n    }\n  }\n\n  #graphql\n  fragment FulfillmentOrderLine on FulfillmentOrderLineItem {\n    id remainingQuantity\n    lineItem { id }\n  }\n\n  #graphql\n  fragment FulfillmentOrderPart on FulfillmentOrder {\n    id status\n    assignedLocation { location { id } }\n    supportedActions { action }\n    lineItems(first: 50) {\n      pageInfo { hasNextPage endCursor }\n      nodes { ...FulfillmentOrderLine }\n    }\n  }\n\n": {return: FulfillmentStateQuery, variables: FulfillmentStateQueryVariables},
  "#graphql\n  query OrderLines($id: ID!, $after: String) {\n    order(id: $id) {\n      lineItems(first: 250, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...OrderLine } }\n    }\n  }\n  #graphql\n  fragment Bag on MoneyBag {\n    shopMoney { amount currencyCode }\n    presentmentMoney { amount currencyCode }\n  }\n\n  #graphql\n  fragment OrderLine on LineItem {\n    id sku title quantity currentQuantity unfulfilledQuantity isGiftCard requiresShipping\n    variant { id inventoryItem { id } }\n    originalUnitPriceSet { ...Bag }\n    discountAllocations { allocatedAmountSet { ...Bag } }\n    taxLines(first: 50) { title rate priceSet { ...Bag } }\n  }\n\n": {return: OrderLinesQuery, variables: OrderLinesQueryVariables},
  "#graphql\n  query OrderShippingLines($id: ID!, $after: String) {\n    order(id: $id) {\n      shippingLines(first: 250, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...OrderShippingLine }\n      }\n    }\n  }\n  #graphql\n  fragment Bag on MoneyBag {\n    shopMoney { amount currencyCode }\n    presentmentMoney { amount currencyCode }\n  }\n\n  #graphql\n  fragment OrderShippingLine on ShippingLine {\n    id code title\n    discountedPriceSet { ...Bag }\n    taxLines { title rate priceSet { ...Bag } }\n  }\n\n": {return: OrderShippingLinesQuery, variables: OrderShippingLinesQueryVariables},
  "#graphql\n  query OrderFulfillmentOrders($id: ID!, $after: String) {\n    order(id: $id) {\n      fulfillmentOrders(first: 50, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...FulfillmentOrderPart }\n      }\n    }\n  }\n  #graphql\n  fragment FulfillmentOrderLine on FulfillmentOrderLineItem {\n    id remainingQuantity\n    lineItem { id }\n  }\n\n  #graphql\n  fragment FulfillmentOrderPart on FulfillmentOrder {\n    id status\n    assignedLocation { location { id } }\n    supportedActions { action }\n    lineItems(first: 50) {\n      pageInfo { hasNextPage endCursor }\n      nodes { ...FulfillmentOrderLine }\n    }\n  }\n\n": {return: OrderFulfillmentOrdersQuery, variables: OrderFulfillmentOrdersQueryVariables},
  "#graphql\n  query FulfillmentOrderLines($id: ID!, $after: String) {\n    fulfillmentOrder(id: $id) {\n      lineItems(first: 250, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...FulfillmentOrderLine }\n      }\n    }\n  }\n  #graphql\n  fragment FulfillmentOrderLine on FulfillmentOrderLineItem {\n    id remainingQuantity\n    lineItem { id }\n  }\n\n": {return: FulfillmentOrderLinesQuery, variables: FulfillmentOrderLinesQueryVariables},
  "#graphql\n  query FulfillmentLines($id: ID!, $after: String) {\n    fulfillment(id: $id) {\n      fulfillmentLineItems(first: 250, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...FulfillmentLine }\n      }\n    }\n  }\n  #graphql\n  fragment FulfillmentLine on FulfillmentLineItem { id quantity lineItem { id } }\n\n": {return: FulfillmentLinesQuery, variables: FulfillmentLinesQueryVariables},
  "#graphql\n  query RefundLines($id: ID!, $after: String) {\n    refund(id: $id) {\n      refundLineItems(first: 250, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...RefundLine } }\n    }\n  }\n  #graphql\n  fragment Bag on MoneyBag {\n    shopMoney { amount currencyCode }\n    presentmentMoney { amount currencyCode }\n  }\n\n  #graphql\n  fragment RefundLine on RefundLineItem {\n    id quantity restockType restocked\n    location { id }\n    lineItem { id }\n    subtotalSet { ...Bag }\n    totalTaxSet { ...Bag }\n  }\n\n": {return: RefundLinesQuery, variables: RefundLinesQueryVariables},
  "#graphql\n  query RefundShippingLines($id: ID!, $after: String) {\n    refund(id: $id) {\n      refundShippingLines(first: 250, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...RefundShipping }\n      }\n    }\n  }\n  #graphql\n  fragment Bag on MoneyBag {\n    shopMoney { amount currencyCode }\n    presentmentMoney { amount currencyCode }\n  }\n\n  #graphql\n  fragment RefundShipping on RefundShippingLine {\n    id\n    shippingLine { id }\n    subtotalAmountSet { ...Bag }\n    taxAmountSet { ...Bag }\n  }\n\n": {return: RefundShippingLinesQuery, variables: RefundShippingLinesQueryVariables},
  "#graphql\n  query RefundAdjustments($id: ID!, $after: String) {\n    refund(id: $id) {\n      orderAdjustments(first: 250, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...RefundAdjustment }\n      }\n    }\n  }\n  #graphql\n  fragment Bag on MoneyBag {\n    shopMoney { amount currencyCode }\n    presentmentMoney { amount currencyCode }\n  }\n\n  #graphql\n  fragment RefundAdjustment on OrderAdjustment {\n    id\n    amountSet { ...Bag }\n    taxAmountSet { ...Bag }\n  }\n\n": {return: RefundAdjustmentsQuery, variables: RefundAdjustmentsQueryVariables},
  "#graphql\n  query OrderHeaders($first: Int!, $after: String, $query: String!) {\n    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {\n      pageInfo { hasNextPage endCursor }\n      nodes { id updatedAt }\n    }\n  }\n": {return: OrderHeadersQuery, variables: OrderHeadersQueryVariables},
  "#graphql\n  query OrdersByIds(\n    $ids: [ID!]!, $customers: Boolean!, $companies: Boolean!, $paymentTerms: Boolean!, $returns: Boolean!\n  ) {\n    nodes(ids: $ids) {\n      __typename\n      ... on Order {\n        id name createdAt updatedAt cancelledAt test\n        displayFinancialStatus currencyCode presentmentCurrencyCode taxesIncluded dutiesIncluded\n        discountCodes paymentGatewayNames tags sourceName note email phone poNumber\n        customer @include(if: $customers) { id }\n        purchasingEntity @include(if: $companies) {\n          __typename\n          ... on PurchasingCompany { company { id name } location { id name } }\n        }\n        paymentTerms @include(if: $paymentTerms) { paymentTermsName dueInDays }\n        billingAddress { ...Address }\n        shippingAddress { ...Address }\n        currentTotalPriceSet { ...Bag }\n        currentTotalTaxSet { ...Bag }\n        currentTotalDutiesSet { ...Bag }\n        currentTotalAdditionalFeesSet { ...Bag }\n        totalTipReceivedSet { ...Bag }\n        totalReceivedSet { ...Bag }\n        totalRefundedSet { ...Bag }\n        totalCashRoundingAdjustment { paymentSet { ...Bag } }\n        lineItems(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...OrderLine } }\n        shippingLines(first: 10) {\n          pageInfo { hasNextPage endCursor }\n          nodes { ...OrderShippingLine }\n        }\n        refunds(first: 100) {\n          id createdAt processedAt\n          return @include(if: $returns) { id }\n          totalRefundedSet { ...Bag }\n          duties { amountSet { ...Bag } }\n          orderAdjustments(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...RefundAdjustment } }\n          refundLineItems(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...RefundLine } }\n          refundShippingLines(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...RefundShipping } }\n        }\n        returns(first: 50) @include(if: $returns) { pageInfo { hasNextPage endCursor } nodes { id } }\n        fulfillments(first: 100) { ...FulfillmentPart }\n        fulfillmentOrders(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...FulfillmentOrderPart } }\n      }\n    }\n  }\n  fragment Address on MailingAddress {\n    name company address1 address2 city zip provinceCode countryCodeV2 phone\n  }\n  #graphql\n  fragment Bag on MoneyBag {\n    shopMoney { amount currencyCode }\n    presentmentMoney { amount currencyCode }\n  }\n\n  #graphql\n  fragment OrderLine on LineItem {\n    id sku title quantity currentQuantity unfulfilledQuantity isGiftCard requiresShipping\n    variant { id inventoryItem { id } }\n    originalUnitPriceSet { ...Bag }\n    discountAllocations { allocatedAmountSet { ...Bag } }\n    taxLines(first: 50) { title rate priceSet { ...Bag } }\n  }\n\n  #graphql\n  fragment OrderShippingLine on ShippingLine {\n    id code title\n    discountedPriceSet { ...Bag }\n    taxLines { title rate priceSet { ...Bag } }\n  }\n\n  #graphql\n  fragment RefundAdjustment on OrderAdjustment {\n    id\n    amountSet { ...Bag }\n    taxAmountSet { ...Bag }\n  }\n\n  #graphql\n  fragment RefundLine on RefundLineItem {\n    id quantity restockType restocked\n    location { id }\n    lineItem { id }\n    subtotalSet { ...Bag }\n    totalTaxSet { ...Bag }\n  }\n\n  #graphql\n  fragment RefundShipping on RefundShippingLine {\n    id\n    shippingLine { id }\n    subtotalAmountSet { ...Bag }\n    taxAmountSet { ...Bag }\n  }\n\n  #graphql\n  fragment FulfillmentLine on FulfillmentLineItem { id quantity lineItem { id } }\n\n  #graphql\n  fragment FulfillmentPart on Fulfillment {\n    id status createdAt\n    trackingInfo(first: 50) { number }\n    fulfillmentLineItems(first: 50) {\n      pageInfo { hasNextPage endCursor }\n      nodes { ...FulfillmentLine }\n    }\n  }\n\n  #graphql\n  fragment FulfillmentOrderLine on FulfillmentOrderLineItem {\n    id remainingQuantity\n    lineItem { id }\n  }\n\n  #graphql\n  fragment FulfillmentOrderPart on FulfillmentOrder {\n    id status\n    assignedLocation { location { id } }\n    supportedActions { action }\n    lineItems(first: 50) {\n      pageInfo { hasNextPage endCursor }\n      nodes { ...FulfillmentOrderLine }\n    }\n  }\n\n": {return: OrdersByIdsQuery, variables: OrdersByIdsQueryVariables},
  "#graphql\n  query ReturnsByIds($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      ... on Return {\n        id name status createdAt closedAt\n        returnLineItems(first: 100) {\n          pageInfo { hasNextPage endCursor }\n          nodes {\n            __typename\n            id quantity processedQuantity refundedQuantity\n            returnReasonDefinition { handle }\n            ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } }\n          }\n        }\n        exchangeLineItems(first: 100) {\n          pageInfo { hasNextPage endCursor }\n          nodes { id quantity processedQuantity variantSku lineItems { id } }\n        }\n        reverseFulfillmentOrders(first: 10) {\n          pageInfo { hasNextPage endCursor }\n          nodes {\n            id status\n            lineItems(first: 100) {\n              pageInfo { hasNextPage endCursor }\n              nodes {\n                totalQuantity\n                fulfillmentLineItem { lineItem { id } }\n                dispositions { type quantity location { id } }\n              }\n            }\n            reverseDeliveries(first: 20) { pageInfo { hasNextPage endCursor } nodes { id } }\n          }\n        }\n      }\n    }\n  }\n": {return: ReturnsByIdsQuery, variables: ReturnsByIdsQueryVariables},
  "#graphql\n  query ShopInfo {\n    shop { id name myshopifyDomain currencyCode ianaTimezone taxesIncluded }\n    currentAppInstallation { id accessScopes { handle } }\n    publicApiVersions { handle supported }\n  }\n": {return: ShopInfoQuery, variables: ShopInfoQueryVariables},
  "#graphql\n  query ItemsByIds($ids: [ID!]!, $names: [String!]!) {\n    nodes(ids: $ids) {\n      __typename\n      ... on InventoryItem {\n        id sku tracked\n        inventoryLevels(first: 50, includeInactive: true) {\n          pageInfo { hasNextPage endCursor }\n          nodes { ...Level }\n        }\n      }\n    }\n  }\n  #graphql\n  fragment Level on InventoryLevel {\n    id isActive updatedAt\n    location { id }\n    quantities(names: $names) { name quantity updatedAt }\n  }\n\n": {return: ItemsByIdsQuery, variables: ItemsByIdsQueryVariables},
  "#graphql\n  query ItemsPage($first: Int!, $after: String, $names: [String!]!) {\n    inventoryItems(first: $first, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id sku tracked\n        inventoryLevels(first: 50, includeInactive: true) {\n          pageInfo { hasNextPage endCursor }\n          nodes { ...Level }\n        }\n      }\n    }\n  }\n  #graphql\n  fragment Level on InventoryLevel {\n    id isActive updatedAt\n    location { id }\n    quantities(names: $names) { name quantity updatedAt }\n  }\n\n": {return: ItemsPageQuery, variables: ItemsPageQueryVariables},
  "#graphql\n  query ItemLevels($id: ID!, $after: String, $names: [String!]!) {\n    inventoryItem(id: $id) {\n      inventoryLevels(first: 250, after: $after, includeInactive: true) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...Level }\n      }\n    }\n  }\n  #graphql\n  fragment Level on InventoryLevel {\n    id isActive updatedAt\n    location { id }\n    quantities(names: $names) { name quantity updatedAt }\n  }\n\n": {return: ItemLevelsQuery, variables: ItemLevelsQueryVariables},
  "#graphql\n  query WebhookSubscriptions($first: Int!, $after: String) {\n    webhookSubscriptions(first: $first, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { id topic uri format filter includeFields name }\n    }\n  }\n": {return: WebhookSubscriptionsQuery, variables: WebhookSubscriptionsQueryVariables},
}

interface GeneratedMutationTypes {
  "#graphql\n  mutation UpdateEmailConsent($input: CustomerEmailMarketingConsentUpdateInput!) {\n    customerEmailMarketingConsentUpdate(input: $input) {\n      customer { id defaultEmailAddress { marketingState } }\n      userErrors { field message code }\n    }\n  }\n": {return: UpdateEmailConsentMutation, variables: UpdateEmailConsentMutationVariables},
  "#graphql\n  mutation UpdateSmsConsent($input: CustomerSmsMarketingConsentUpdateInput!) {\n    customerSmsMarketingConsentUpdate(input: $input) {\n      customer { id defaultPhoneNumber { smsMarketingConsent { state } } }\n      userErrors { field message code }\n    }\n  }\n": {return: UpdateSmsConsentMutation, variables: UpdateSmsConsentMutationVariables},
  "#graphql\n  mutation CreateFulfillment($fulfillment: FulfillmentInput!) {\n    fulfillmentCreate(fulfillment: $fulfillment) {\n      fulfillment { id name status createdAt }\n      userErrors { field message }\n    }\n  }\n": {return: CreateFulfillmentMutation, variables: CreateFulfillmentMutationVariables},
  "#graphql\n  mutation SetInventory($input: InventorySetQuantitiesInput!, $key: String!) {\n    inventorySetQuantities(input: $input) @idempotent(key: $key) {\n      inventoryAdjustmentGroup { id createdAt }\n      userErrors { field message code }\n    }\n  }\n": {return: SetInventoryMutation, variables: SetInventoryMutationVariables},
  "#graphql\n  mutation LowerInventory($input: InventoryAdjustQuantitiesInput!, $key: String!) {\n    inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {\n      inventoryAdjustmentGroup { id createdAt }\n      userErrors { field message code }\n    }\n  }\n": {return: LowerInventoryMutation, variables: LowerInventoryMutationVariables},
  "#graphql\n  mutation ActivateInventory($inventoryItemId: ID!, $locationId: ID!, $key: String!) {\n    inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId) @idempotent(key: $key) {\n      inventoryLevel { id isActive }\n      userErrors { field message }\n    }\n  }\n": {return: ActivateInventoryMutation, variables: ActivateInventoryMutationVariables},
  "#graphql\n  mutation CreateWebhook($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {\n    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {\n      webhookSubscription { id topic uri }\n      userErrors { field message }\n    }\n  }\n": {return: CreateWebhookMutation, variables: CreateWebhookMutationVariables},
  "#graphql\n  mutation UpdateWebhook($id: ID!, $subscription: WebhookSubscriptionInput!) {\n    webhookSubscriptionUpdate(id: $id, webhookSubscription: $subscription) {\n      webhookSubscription { id topic uri }\n      userErrors { field message }\n    }\n  }\n": {return: UpdateWebhookMutation, variables: UpdateWebhookMutationVariables},
  "#graphql\n  mutation DeleteWebhook($id: ID!) {\n    webhookSubscriptionDelete(id: $id) {\n      deletedWebhookSubscriptionId\n      userErrors { field message }\n    }\n  }\n": {return: DeleteWebhookMutation, variables: DeleteWebhookMutationVariables},
}
declare module '@shopify/admin-api-client' {
  type InputMaybe<T> = AdminTypes.InputMaybe<T>;
  interface AdminQueries extends GeneratedQueryTypes {}
  interface AdminMutations extends GeneratedMutationTypes {}
}
