export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  ARN: { input: string; output: string; }
  DateTime: { input: string; output: string; }
  Decimal: { input: string; output: string; }
  FormattedString: { input: string; output: string; }
  HTML: { input: string; output: string; }
  JSON: { input: unknown; output: unknown; }
  Money: { input: string; output: string; }
  StorefrontID: { input: string; output: string; }
  URL: { input: string; output: string; }
  UnsignedInt64: { input: string; output: string; }
};

export type AccessScope = {
  __typename?: 'AccessScope';
  description: Scalars['String']['output'];
  handle: Scalars['String']['output'];
};

export type AdditionalFee = Node & {
  __typename?: 'AdditionalFee';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  price: MoneyBag;
  taxLines: Array<TaxLine>;
};

export type ApiVersion = {
  __typename?: 'ApiVersion';
  displayName: Scalars['String']['output'];
  handle: Scalars['String']['output'];
  supported: Scalars['Boolean']['output'];
};

export type App = Node & {
  __typename?: 'App';
  apiKey: Scalars['String']['output'];
  appStoreAppUrl?: Maybe<Scalars['URL']['output']>;
  appStoreDeveloperUrl?: Maybe<Scalars['URL']['output']>;
  availableAccessScopes: Array<AccessScope>;
  description?: Maybe<Scalars['String']['output']>;
  developerName?: Maybe<Scalars['String']['output']>;
  developerType: AppDeveloperType;
  /** @deprecated Use `appStoreDeveloperUrl` instead. */
  developerUrl: Scalars['URL']['output'];
  embedded: Scalars['Boolean']['output'];
  features: Array<Scalars['String']['output']>;
  handle?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  installUrl?: Maybe<Scalars['URL']['output']>;
  installation?: Maybe<AppInstallation>;
  isPostPurchaseAppInUse: Scalars['Boolean']['output'];
  /** @deprecated Use AppInstallation.launchUrl instead */
  launchUrl: Scalars['URL']['output'];
  optionalAccessScopes: Array<AccessScope>;
  previouslyInstalled: Scalars['Boolean']['output'];
  pricingDetails?: Maybe<Scalars['String']['output']>;
  pricingDetailsSummary: Scalars['String']['output'];
  privacyPolicyUrl?: Maybe<Scalars['URL']['output']>;
  publicCategory: AppPublicCategory;
  published: Scalars['Boolean']['output'];
  requestedAccessScopes: Array<AccessScope>;
  shopifyDeveloped: Scalars['Boolean']['output'];
  title: Scalars['String']['output'];
  uninstallMessage: Scalars['String']['output'];
  /** @deprecated Use AppInstallation.uninstallUrl instead */
  uninstallUrl?: Maybe<Scalars['URL']['output']>;
  webhookApiVersion: Scalars['String']['output'];
};

export type AppDeveloperType =
  | 'MERCHANT'
  | 'PARTNER'
  | 'SHOPIFY'
  | 'UNKNOWN';

export type AppInstallation = Node & {
  __typename?: 'AppInstallation';
  accessScopes: Array<AccessScope>;
  app: App;
  id: Scalars['ID']['output'];
  launchUrl: Scalars['URL']['output'];
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  uninstallUrl?: Maybe<Scalars['URL']['output']>;
};


export type AppInstallationMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type AppInstallationMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type AppPublicCategory =
  | 'CUSTOM'
  | 'OTHER'
  | 'PRIVATE'
  | 'PUBLIC';

export type Attribute = {
  __typename?: 'Attribute';
  key: Scalars['String']['output'];
  value?: Maybe<Scalars['String']['output']>;
};

export type AttributeInput = {
  key: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type Audience =
  | 'CUSTOMERVIEW'
  | 'MERCHANTVIEW';

export type BulkMutationErrorCode =
  | 'INTERNAL_FILE_SERVER_ERROR'
  | 'INVALID_MUTATION'
  | 'INVALID_STAGED_UPLOAD_FILE'
  | 'LIMIT_REACHED'
  | 'NO_SUCH_FILE'
  | 'OPERATION_IN_PROGRESS';

export type BulkMutationUserError = {
  __typename?: 'BulkMutationUserError';
  code?: Maybe<BulkMutationErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type BulkOperation = Node & {
  __typename?: 'BulkOperation';
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  createdAt: Scalars['DateTime']['output'];
  errorCode?: Maybe<BulkOperationErrorCode>;
  fileSize?: Maybe<Scalars['UnsignedInt64']['output']>;
  id: Scalars['ID']['output'];
  objectCount: Scalars['UnsignedInt64']['output'];
  partialDataUrl?: Maybe<Scalars['URL']['output']>;
  query: Scalars['String']['output'];
  rootObjectCount: Scalars['UnsignedInt64']['output'];
  status: BulkOperationStatus;
  type: BulkOperationType;
  url?: Maybe<Scalars['URL']['output']>;
};

export type BulkOperationCancelPayload = {
  __typename?: 'BulkOperationCancelPayload';
  bulkOperation?: Maybe<BulkOperation>;
  userErrors: Array<UserError>;
};

export type BulkOperationConnection = {
  __typename?: 'BulkOperationConnection';
  edges: Array<BulkOperationEdge>;
  nodes: Array<BulkOperation>;
  pageInfo: PageInfo;
};

export type BulkOperationEdge = {
  __typename?: 'BulkOperationEdge';
  cursor: Scalars['String']['output'];
  node: BulkOperation;
};

export type BulkOperationErrorCode =
  | 'ACCESS_DENIED'
  | 'INTERNAL_SERVER_ERROR'
  | 'TIMEOUT';

export type BulkOperationRunMutationPayload = {
  __typename?: 'BulkOperationRunMutationPayload';
  bulkOperation?: Maybe<BulkOperation>;
  userErrors: Array<BulkMutationUserError>;
};

export type BulkOperationRunQueryPayload = {
  __typename?: 'BulkOperationRunQueryPayload';
  bulkOperation?: Maybe<BulkOperation>;
  userErrors: Array<BulkOperationUserError>;
};

export type BulkOperationStatus =
  | 'CANCELED'
  | 'CANCELING'
  | 'COMPLETED'
  | 'CREATED'
  | 'EXPIRED'
  | 'FAILED'
  | 'RUNNING';

export type BulkOperationType =
  | 'MUTATION'
  | 'QUERY';

export type BulkOperationUserError = {
  __typename?: 'BulkOperationUserError';
  code?: Maybe<BulkOperationUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type BulkOperationUserErrorCode =
  | 'INVALID'
  | 'LIMIT_REACHED'
  | 'OPERATION_IN_PROGRESS';

export type BulkOperationsSortKeys =
  | 'COMPLETED_AT'
  | 'CREATED_AT';

export type CalculatedDiscountAllocation = {
  __typename?: 'CalculatedDiscountAllocation';
  allocatedAmountSet: MoneyBag;
  discountApplication: CalculatedDiscountApplication;
};

export type CalculatedDiscountApplication = {
  allocationMethod: DiscountApplicationAllocationMethod;
  appliedTo: DiscountApplicationLevel;
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  targetSelection: DiscountApplicationTargetSelection;
  targetType: DiscountApplicationTargetType;
  value: PricingValue;
};

export type CalculatedDiscountApplicationConnection = {
  __typename?: 'CalculatedDiscountApplicationConnection';
  edges: Array<CalculatedDiscountApplicationEdge>;
  nodes: Array<CalculatedDiscountApplication>;
  pageInfo: PageInfo;
};

export type CalculatedDiscountApplicationEdge = {
  __typename?: 'CalculatedDiscountApplicationEdge';
  cursor: Scalars['String']['output'];
  node: CalculatedDiscountApplication;
};

export type CalculatedLineItem = {
  __typename?: 'CalculatedLineItem';
  calculatedDiscountAllocations: Array<CalculatedDiscountAllocation>;
  customAttributes: Array<Attribute>;
  /** @deprecated Use `calculatedDiscountAllocations` instead. */
  discountAllocations: Array<DiscountAllocation>;
  discountedUnitPriceSet: MoneyBag;
  editableQuantity: Scalars['Int']['output'];
  editableQuantityBeforeChanges: Scalars['Int']['output'];
  editableSubtotalSet: MoneyBag;
  hasStagedLineItemDiscount: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  originalUnitPriceSet: MoneyBag;
  quantity: Scalars['Int']['output'];
  restockable: Scalars['Boolean']['output'];
  restocking: Scalars['Boolean']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
  uneditableSubtotalSet: MoneyBag;
  variant?: Maybe<ProductVariant>;
  variantTitle?: Maybe<Scalars['String']['output']>;
};

export type CalculatedLineItemConnection = {
  __typename?: 'CalculatedLineItemConnection';
  edges: Array<CalculatedLineItemEdge>;
  nodes: Array<CalculatedLineItem>;
  pageInfo: PageInfo;
};

export type CalculatedLineItemEdge = {
  __typename?: 'CalculatedLineItemEdge';
  cursor: Scalars['String']['output'];
  node: CalculatedLineItem;
};

export type CalculatedManualDiscountApplication = CalculatedDiscountApplication & {
  __typename?: 'CalculatedManualDiscountApplication';
  allocationMethod: DiscountApplicationAllocationMethod;
  appliedTo: DiscountApplicationLevel;
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  targetSelection: DiscountApplicationTargetSelection;
  targetType: DiscountApplicationTargetType;
  value: PricingValue;
};

export type CalculatedOrder = Node & {
  __typename?: 'CalculatedOrder';
  addedDiscountApplications: CalculatedDiscountApplicationConnection;
  addedLineItems: CalculatedLineItemConnection;
  cartDiscountAmountSet?: Maybe<MoneyBag>;
  /** @deprecated CalculatedOrder for committed order edits is being deprecated, and this field will also be removed in a future version.  See [changelog](https://shopify.dev/changelog/deprecation-notice-calculatedorder-for-committed-order-edits) for more details. */
  committed: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  lineItems: CalculatedLineItemConnection;
  notificationPreviewHtml?: Maybe<Scalars['HTML']['output']>;
  notificationPreviewTitle: Scalars['String']['output'];
  originalOrder: Order;
  shippingLines: Array<CalculatedShippingLine>;
  subtotalLineItemsQuantity: Scalars['Int']['output'];
  subtotalPriceSet?: Maybe<MoneyBag>;
  taxLines: Array<TaxLine>;
  totalOutstandingSet: MoneyBag;
  totalPriceSet: MoneyBag;
};


export type CalculatedOrderAddedDiscountApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type CalculatedOrderAddedLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type CalculatedOrderLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type CalculatedShippingLine = {
  __typename?: 'CalculatedShippingLine';
  id?: Maybe<Scalars['ID']['output']>;
  price: MoneyBag;
  stagedStatus: CalculatedShippingLineStagedStatus;
  title: Scalars['String']['output'];
};

export type CalculatedShippingLineStagedStatus =
  | 'ADDED'
  | 'NONE'
  | 'REMOVED';

export type CashRoundingAdjustment = {
  __typename?: 'CashRoundingAdjustment';
  paymentSet: MoneyBag;
  refundSet: MoneyBag;
};

export type CombinedListingsRole =
  | 'CHILD'
  | 'PARENT';

export type Company = Node & {
  __typename?: 'Company';
  /** @deprecated Use `contactsCount` instead. */
  contactCount: Scalars['Int']['output'];
  contactsCount?: Maybe<Count>;
  createdAt: Scalars['DateTime']['output'];
  customerSince: Scalars['DateTime']['output'];
  defaultCursor: Scalars['String']['output'];
  events: EventConnection;
  externalId?: Maybe<Scalars['String']['output']>;
  hasTimelineComment: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  lifetimeDuration: Scalars['String']['output'];
  locationsCount?: Maybe<Count>;
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  name: Scalars['String']['output'];
  note?: Maybe<Scalars['String']['output']>;
  orders: OrderConnection;
  ordersCount?: Maybe<Count>;
  totalSpent: MoneyV2;
  updatedAt: Scalars['DateTime']['output'];
};


export type CompanyEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<EventSortKeys>;
};


export type CompanyMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type CompanyMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type CompanyOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<OrderSortKeys>;
};

export type CompanyLocation = Node & {
  __typename?: 'CompanyLocation';
  catalogsCount?: Maybe<Count>;
  company: Company;
  createdAt: Scalars['DateTime']['output'];
  currency: CurrencyCode;
  defaultCursor: Scalars['String']['output'];
  events: EventConnection;
  externalId?: Maybe<Scalars['String']['output']>;
  hasTimelineComment: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  inCatalog: Scalars['Boolean']['output'];
  locale?: Maybe<Scalars['String']['output']>;
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  name: Scalars['String']['output'];
  note?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `ordersCount` instead. */
  orderCount: Scalars['Int']['output'];
  orders: OrderConnection;
  ordersCount?: Maybe<Count>;
  phone?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `taxSettings` instead. */
  taxExemptions: Array<TaxExemption>;
  /** @deprecated Use `taxSettings` instead. */
  taxRegistrationId?: Maybe<Scalars['String']['output']>;
  totalSpent: MoneyV2;
  updatedAt: Scalars['DateTime']['output'];
};


export type CompanyLocationCatalogsCountArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CompanyLocationEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<EventSortKeys>;
};


export type CompanyLocationInCatalogArgs = {
  catalogId: Scalars['ID']['input'];
};


export type CompanyLocationMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type CompanyLocationMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type CompanyLocationOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<OrderSortKeys>;
};

export type ContextualPublicationContext = {
  companyLocationId?: InputMaybe<Scalars['ID']['input']>;
  country?: InputMaybe<CountryCode>;
  locationId?: InputMaybe<Scalars['ID']['input']>;
};

export type Count = {
  __typename?: 'Count';
  count: Scalars['Int']['output'];
  precision: CountPrecision;
};

export type CountPrecision =
  | 'AT_LEAST'
  | 'EXACT';

export type CountryCode =
  | 'AC'
  | 'AD'
  | 'AE'
  | 'AF'
  | 'AG'
  | 'AI'
  | 'AL'
  | 'AM'
  | 'AN'
  | 'AO'
  | 'AR'
  | 'AT'
  | 'AU'
  | 'AW'
  | 'AX'
  | 'AZ'
  | 'BA'
  | 'BB'
  | 'BD'
  | 'BE'
  | 'BF'
  | 'BG'
  | 'BH'
  | 'BI'
  | 'BJ'
  | 'BL'
  | 'BM'
  | 'BN'
  | 'BO'
  | 'BQ'
  | 'BR'
  | 'BS'
  | 'BT'
  | 'BV'
  | 'BW'
  | 'BY'
  | 'BZ'
  | 'CA'
  | 'CC'
  | 'CD'
  | 'CF'
  | 'CG'
  | 'CH'
  | 'CI'
  | 'CK'
  | 'CL'
  | 'CM'
  | 'CN'
  | 'CO'
  | 'CR'
  | 'CU'
  | 'CV'
  | 'CW'
  | 'CX'
  | 'CY'
  | 'CZ'
  | 'DE'
  | 'DJ'
  | 'DK'
  | 'DM'
  | 'DO'
  | 'DZ'
  | 'EC'
  | 'EE'
  | 'EG'
  | 'EH'
  | 'ER'
  | 'ES'
  | 'ET'
  | 'FI'
  | 'FJ'
  | 'FK'
  | 'FO'
  | 'FR'
  | 'GA'
  | 'GB'
  | 'GD'
  | 'GE'
  | 'GF'
  | 'GG'
  | 'GH'
  | 'GI'
  | 'GL'
  | 'GM'
  | 'GN'
  | 'GP'
  | 'GQ'
  | 'GR'
  | 'GS'
  | 'GT'
  | 'GW'
  | 'GY'
  | 'HK'
  | 'HM'
  | 'HN'
  | 'HR'
  | 'HT'
  | 'HU'
  | 'ID'
  | 'IE'
  | 'IL'
  | 'IM'
  | 'IN'
  | 'IO'
  | 'IQ'
  | 'IR'
  | 'IS'
  | 'IT'
  | 'JE'
  | 'JM'
  | 'JO'
  | 'JP'
  | 'KE'
  | 'KG'
  | 'KH'
  | 'KI'
  | 'KM'
  | 'KN'
  | 'KP'
  | 'KR'
  | 'KW'
  | 'KY'
  | 'KZ'
  | 'LA'
  | 'LB'
  | 'LC'
  | 'LI'
  | 'LK'
  | 'LR'
  | 'LS'
  | 'LT'
  | 'LU'
  | 'LV'
  | 'LY'
  | 'MA'
  | 'MC'
  | 'MD'
  | 'ME'
  | 'MF'
  | 'MG'
  | 'MK'
  | 'ML'
  | 'MM'
  | 'MN'
  | 'MO'
  | 'MQ'
  | 'MR'
  | 'MS'
  | 'MT'
  | 'MU'
  | 'MV'
  | 'MW'
  | 'MX'
  | 'MY'
  | 'MZ'
  | 'NA'
  | 'NC'
  | 'NE'
  | 'NF'
  | 'NG'
  | 'NI'
  | 'NL'
  | 'NO'
  | 'NP'
  | 'NR'
  | 'NU'
  | 'NZ'
  | 'OM'
  | 'PA'
  | 'PE'
  | 'PF'
  | 'PG'
  | 'PH'
  | 'PK'
  | 'PL'
  | 'PM'
  | 'PN'
  | 'PS'
  | 'PT'
  | 'PY'
  | 'QA'
  | 'RE'
  | 'RO'
  | 'RS'
  | 'RU'
  | 'RW'
  | 'SA'
  | 'SB'
  | 'SC'
  | 'SD'
  | 'SE'
  | 'SG'
  | 'SH'
  | 'SI'
  | 'SJ'
  | 'SK'
  | 'SL'
  | 'SM'
  | 'SN'
  | 'SO'
  | 'SR'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'SX'
  | 'SY'
  | 'SZ'
  | 'TA'
  | 'TC'
  | 'TD'
  | 'TF'
  | 'TG'
  | 'TH'
  | 'TJ'
  | 'TK'
  | 'TL'
  | 'TM'
  | 'TN'
  | 'TO'
  | 'TR'
  | 'TT'
  | 'TV'
  | 'TW'
  | 'TZ'
  | 'UA'
  | 'UG'
  | 'UM'
  | 'US'
  | 'UY'
  | 'UZ'
  | 'VA'
  | 'VC'
  | 'VE'
  | 'VG'
  | 'VN'
  | 'VU'
  | 'WF'
  | 'WS'
  | 'XK'
  | 'YE'
  | 'YT'
  | 'ZA'
  | 'ZM'
  | 'ZW'
  | 'ZZ';

export type CountryHarmonizedSystemCode = {
  __typename?: 'CountryHarmonizedSystemCode';
  countryCode: CountryCode;
  harmonizedSystemCode: Scalars['String']['output'];
};

export type CountryHarmonizedSystemCodeConnection = {
  __typename?: 'CountryHarmonizedSystemCodeConnection';
  nodes: Array<CountryHarmonizedSystemCode>;
  pageInfo: PageInfo;
};

export type CountryHarmonizedSystemCodeInput = {
  countryCode?: InputMaybe<CountryCode>;
  harmonizedSystemCode: Scalars['String']['input'];
};

export type CreateMediaInput = {
  alt?: InputMaybe<Scalars['String']['input']>;
  mediaContentType: MediaContentType;
  originalSource: Scalars['String']['input'];
};

export type CurrencyCode =
  | 'AED'
  | 'AFN'
  | 'ALL'
  | 'AMD'
  | 'ANG'
  | 'AOA'
  | 'ARS'
  | 'AUD'
  | 'AWG'
  | 'AZN'
  | 'BAM'
  | 'BBD'
  | 'BDT'
  | 'BGN'
  | 'BHD'
  | 'BIF'
  | 'BMD'
  | 'BND'
  | 'BOB'
  | 'BRL'
  | 'BSD'
  | 'BTN'
  | 'BWP'
  | 'BYN'
  | 'BYR'
  | 'BZD'
  | 'CAD'
  | 'CDF'
  | 'CHF'
  | 'CLP'
  | 'CNY'
  | 'COP'
  | 'CRC'
  | 'CVE'
  | 'CZK'
  | 'DJF'
  | 'DKK'
  | 'DOP'
  | 'DZD'
  | 'EGP'
  | 'ERN'
  | 'ETB'
  | 'EUR'
  | 'FJD'
  | 'FKP'
  | 'GBP'
  | 'GEL'
  | 'GHS'
  | 'GIP'
  | 'GMD'
  | 'GNF'
  | 'GTQ'
  | 'GYD'
  | 'HKD'
  | 'HNL'
  | 'HRK'
  | 'HTG'
  | 'HUF'
  | 'IDR'
  | 'ILS'
  | 'INR'
  | 'IQD'
  | 'IRR'
  | 'ISK'
  | 'JEP'
  | 'JMD'
  | 'JOD'
  | 'JPY'
  | 'KES'
  | 'KGS'
  | 'KHR'
  | 'KID'
  | 'KMF'
  | 'KRW'
  | 'KWD'
  | 'KYD'
  | 'KZT'
  | 'LAK'
  | 'LBP'
  | 'LKR'
  | 'LRD'
  | 'LSL'
  | 'LTL'
  | 'LVL'
  | 'LYD'
  | 'MAD'
  | 'MDL'
  | 'MGA'
  | 'MKD'
  | 'MMK'
  | 'MNT'
  | 'MOP'
  | 'MRU'
  | 'MUR'
  | 'MVR'
  | 'MWK'
  | 'MXN'
  | 'MYR'
  | 'MZN'
  | 'NAD'
  | 'NGN'
  | 'NIO'
  | 'NOK'
  | 'NPR'
  | 'NZD'
  | 'OMR'
  | 'PAB'
  | 'PEN'
  | 'PGK'
  | 'PHP'
  | 'PKR'
  | 'PLN'
  | 'PYG'
  | 'QAR'
  | 'RON'
  | 'RSD'
  | 'RUB'
  | 'RWF'
  | 'SAR'
  | 'SBD'
  | 'SCR'
  | 'SDG'
  | 'SEK'
  | 'SGD'
  | 'SHP'
  | 'SLL'
  | 'SOS'
  | 'SRD'
  | 'SSP'
  | 'STD'
  | 'STN'
  | 'SYP'
  | 'SZL'
  | 'THB'
  | 'TJS'
  | 'TMT'
  | 'TND'
  | 'TOP'
  | 'TRY'
  | 'TTD'
  | 'TWD'
  | 'TZS'
  | 'UAH'
  | 'UGX'
  | 'USD'
  | 'USDC'
  | 'UYU'
  | 'UZS'
  | 'VED'
  | 'VEF'
  | 'VES'
  | 'VND'
  | 'VUV'
  | 'WST'
  | 'XAF'
  | 'XCD'
  | 'XOF'
  | 'XPF'
  | 'XXX'
  | 'YER'
  | 'ZAR'
  | 'ZMW';

export type Customer = Node & {
  __typename?: 'Customer';
  /** @deprecated Limited to 250 addresses. Use `addressesV2` for paginated access to all addresses. */
  addresses: Array<MailingAddress>;
  amountSpent: MoneyV2;
  canDelete: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  dataSaleOptOut: Scalars['Boolean']['output'];
  defaultAddress?: Maybe<MailingAddress>;
  defaultEmailAddress?: Maybe<CustomerEmailAddress>;
  defaultPhoneNumber?: Maybe<CustomerPhoneNumber>;
  displayName: Scalars['String']['output'];
  /** @deprecated Use `defaultEmailAddress.emailAddress` instead. */
  email?: Maybe<Scalars['String']['output']>;
  events: EventConnection;
  firstName?: Maybe<Scalars['String']['output']>;
  /** @deprecated To query for comments on the timeline, use the `events` connection and a 'query' argument containing `verb:comment`, or look for a 'CommentEvent' in the `__typename` of `events`. */
  hasTimelineComment: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  lastName?: Maybe<Scalars['String']['output']>;
  lastOrder?: Maybe<Order>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  lifetimeDuration: Scalars['String']['output'];
  locale: Scalars['String']['output'];
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  multipassIdentifier?: Maybe<Scalars['String']['output']>;
  note?: Maybe<Scalars['String']['output']>;
  numberOfOrders: Scalars['UnsignedInt64']['output'];
  orders: OrderConnection;
  /** @deprecated Use `defaultPhoneNumber.phoneNumber` instead. */
  phone?: Maybe<Scalars['String']['output']>;
  productSubscriberStatus: CustomerProductSubscriberStatus;
  state: CustomerState;
  tags: Array<Scalars['String']['output']>;
  taxExempt: Scalars['Boolean']['output'];
  taxExemptions: Array<TaxExemption>;
  /** @deprecated Use `defaultEmailAddress.marketingUnsubscribeUrl` instead. */
  unsubscribeUrl: Scalars['URL']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** @deprecated Use `defaultEmailAddress.validFormat` instead. */
  validEmailAddress: Scalars['Boolean']['output'];
  verifiedEmail: Scalars['Boolean']['output'];
};


export type CustomerAddressesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<EventSortKeys>;
};


export type CustomerMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type CustomerMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type CustomerOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<OrderSortKeys>;
};

export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  nodes: Array<Customer>;
  pageInfo: PageInfo;
};

export type CustomerConsentCollectedFrom =
  | 'OTHER'
  | 'SHOPIFY';

export type CustomerEmailAddress = {
  __typename?: 'CustomerEmailAddress';
  emailAddress: Scalars['String']['output'];
  marketingOptInLevel?: Maybe<CustomerMarketingOptInLevel>;
  marketingState: CustomerEmailAddressMarketingState;
  marketingUnsubscribeUrl: Scalars['URL']['output'];
  marketingUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  openTrackingLevel: CustomerEmailAddressOpenTrackingLevel;
  openTrackingUrl: Scalars['URL']['output'];
  sourceLocation?: Maybe<Location>;
  validFormat: Scalars['Boolean']['output'];
};

export type CustomerEmailAddressMarketingState =
  | 'INVALID'
  | 'NOT_SUBSCRIBED'
  | 'PENDING'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED';

export type CustomerEmailAddressOpenTrackingLevel =
  | 'OPTED_IN'
  | 'OPTED_OUT'
  | 'UNKNOWN';

export type CustomerEmailMarketingConsentInput = {
  consentUpdatedAt?: InputMaybe<Scalars['DateTime']['input']>;
  marketingOptInLevel?: InputMaybe<CustomerMarketingOptInLevel>;
  marketingState: CustomerEmailMarketingState;
  sourceLocationId?: InputMaybe<Scalars['ID']['input']>;
};

export type CustomerEmailMarketingConsentUpdateInput = {
  customerId: Scalars['ID']['input'];
  emailMarketingConsent: CustomerEmailMarketingConsentInput;
};

export type CustomerEmailMarketingConsentUpdatePayload = {
  __typename?: 'CustomerEmailMarketingConsentUpdatePayload';
  customer?: Maybe<Customer>;
  userErrors: Array<CustomerEmailMarketingConsentUpdateUserError>;
};

export type CustomerEmailMarketingConsentUpdateUserError = {
  __typename?: 'CustomerEmailMarketingConsentUpdateUserError';
  code?: Maybe<CustomerEmailMarketingConsentUpdateUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type CustomerEmailMarketingConsentUpdateUserErrorCode =
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'MISSING_ARGUMENT';

export type CustomerEmailMarketingState =
  | 'INVALID'
  | 'NOT_SUBSCRIBED'
  | 'PENDING'
  | 'REDACTED'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED';

export type CustomerIdentifierInput =
  { customId: UniqueMetafieldValueInput; emailAddress?: never; id?: never; phoneNumber?: never; }
  |  { customId?: never; emailAddress: Scalars['String']['input']; id?: never; phoneNumber?: never; }
  |  { customId?: never; emailAddress?: never; id: Scalars['ID']['input']; phoneNumber?: never; }
  |  { customId?: never; emailAddress?: never; id?: never; phoneNumber: Scalars['String']['input']; };

export type CustomerJourneySummary = {
  __typename?: 'CustomerJourneySummary';
  customerOrderIndex?: Maybe<Scalars['Int']['output']>;
  daysToConversion?: Maybe<Scalars['Int']['output']>;
  momentsCount?: Maybe<Count>;
  ready: Scalars['Boolean']['output'];
};

export type CustomerMarketingConsentState =
  | 'NEVER_SUBSCRIBED'
  | 'PENDING'
  | 'REDACTED'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED';

export type CustomerMarketingOptInLevel =
  | 'CONFIRMED_OPT_IN'
  | 'SINGLE_OPT_IN'
  | 'UNKNOWN';

export type CustomerPhoneNumber = {
  __typename?: 'CustomerPhoneNumber';
  /** @deprecated Use `smsMarketingConsent.collectedFrom` instead. */
  marketingCollectedFrom?: Maybe<CustomerConsentCollectedFrom>;
  /** @deprecated Use `smsMarketingConsent.optInLevel` instead. */
  marketingOptInLevel?: Maybe<CustomerMarketingOptInLevel>;
  /** @deprecated Use `smsMarketingConsent.state` instead. */
  marketingState: CustomerSmsMarketingState;
  /** @deprecated Use `smsMarketingConsent.updatedAt` instead. */
  marketingUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  phoneNumber: Scalars['String']['output'];
  smsMarketingConsent: CustomerSmsMarketingConsent;
  /** @deprecated Use `smsMarketingConsent.sourceLocation` instead. */
  sourceLocation?: Maybe<Location>;
};

export type CustomerProductSubscriberStatus =
  | 'ACTIVE'
  | 'CANCELLED'
  | 'EXPIRED'
  | 'FAILED'
  | 'NEVER_SUBSCRIBED'
  | 'PAUSED';

export type CustomerSmsMarketingConsent = {
  __typename?: 'CustomerSmsMarketingConsent';
  collectedFrom?: Maybe<CustomerConsentCollectedFrom>;
  optInLevel?: Maybe<CustomerMarketingOptInLevel>;
  sourceLocation?: Maybe<Location>;
  state: CustomerMarketingConsentState;
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type CustomerSmsMarketingConsentError = {
  __typename?: 'CustomerSmsMarketingConsentError';
  code?: Maybe<CustomerSmsMarketingConsentErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type CustomerSmsMarketingConsentErrorCode =
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'MISSING_ARGUMENT';

export type CustomerSmsMarketingConsentInput = {
  consentUpdatedAt?: InputMaybe<Scalars['DateTime']['input']>;
  marketingOptInLevel?: InputMaybe<CustomerMarketingOptInLevel>;
  marketingState: CustomerSmsMarketingState;
  sourceLocationId?: InputMaybe<Scalars['ID']['input']>;
};

export type CustomerSmsMarketingConsentUpdateInput = {
  customerId: Scalars['ID']['input'];
  smsMarketingConsent: CustomerSmsMarketingConsentInput;
};

export type CustomerSmsMarketingConsentUpdatePayload = {
  __typename?: 'CustomerSmsMarketingConsentUpdatePayload';
  customer?: Maybe<Customer>;
  userErrors: Array<CustomerSmsMarketingConsentError>;
};

export type CustomerSmsMarketingState =
  | 'NOT_SUBSCRIBED'
  | 'PENDING'
  | 'REDACTED'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED';

export type CustomerSortKeys =
  | 'CREATED_AT'
  | 'ID'
  | 'LOCATION'
  | 'NAME'
  | 'RELEVANCE'
  | 'UPDATED_AT';

export type CustomerState =
  | 'DECLINED'
  | 'DISABLED'
  | 'ENABLED'
  | 'INVITED';

export type DeliveryMethod = Node & {
  __typename?: 'DeliveryMethod';
  id: Scalars['ID']['output'];
  maxDeliveryDateTime?: Maybe<Scalars['DateTime']['output']>;
  methodType: DeliveryMethodType;
  minDeliveryDateTime?: Maybe<Scalars['DateTime']['output']>;
  presentedName?: Maybe<Scalars['String']['output']>;
  serviceCode?: Maybe<Scalars['String']['output']>;
  sourceReference?: Maybe<Scalars['String']['output']>;
};

export type DeliveryMethodType =
  | 'LOCAL'
  | 'NONE'
  | 'PICKUP_POINT'
  | 'PICK_UP'
  | 'RETAIL'
  | 'SHIPPING';

export type DiscountAllocation = {
  __typename?: 'DiscountAllocation';
  /** @deprecated Use `allocatedAmountSet` instead. */
  allocatedAmount: MoneyV2;
  allocatedAmountSet: MoneyBag;
  discountApplication: DiscountApplication;
};

export type DiscountApplication = {
  allocationMethod: DiscountApplicationAllocationMethod;
  index: Scalars['Int']['output'];
  targetSelection: DiscountApplicationTargetSelection;
  targetType: DiscountApplicationTargetType;
  value: PricingValue;
};

export type DiscountApplicationAllocationMethod =
  | 'ACROSS'
  | 'EACH'
  | 'ONE';

export type DiscountApplicationConnection = {
  __typename?: 'DiscountApplicationConnection';
  edges: Array<DiscountApplicationEdge>;
  nodes: Array<DiscountApplication>;
  pageInfo: PageInfo;
};

export type DiscountApplicationEdge = {
  __typename?: 'DiscountApplicationEdge';
  cursor: Scalars['String']['output'];
  node: DiscountApplication;
};

export type DiscountApplicationLevel =
  | 'LINE'
  | 'ORDER';

export type DiscountApplicationTargetSelection =
  | 'ALL'
  | 'ENTITLED'
  | 'EXPLICIT';

export type DiscountApplicationTargetType =
  | 'LINE_ITEM'
  | 'SHIPPING_LINE';

export type Duty = Node & {
  __typename?: 'Duty';
  countryCodeOfOrigin?: Maybe<CountryCode>;
  harmonizedSystemCode?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  price: MoneyBag;
  taxLines: Array<TaxLine>;
};

export type Event = {
  action: Scalars['String']['output'];
  appTitle?: Maybe<Scalars['String']['output']>;
  attributeToApp: Scalars['Boolean']['output'];
  attributeToUser: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  criticalAlert: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  message: Scalars['FormattedString']['output'];
};

export type EventBridgeWebhookSubscriptionCreatePayload = {
  __typename?: 'EventBridgeWebhookSubscriptionCreatePayload';
  userErrors: Array<UserError>;
  webhookSubscription?: Maybe<WebhookSubscription>;
};

export type EventBridgeWebhookSubscriptionInput = {
  arn?: InputMaybe<Scalars['ARN']['input']>;
  filter?: InputMaybe<Scalars['String']['input']>;
  format?: InputMaybe<WebhookSubscriptionFormat>;
  includeFields?: InputMaybe<Array<Scalars['String']['input']>>;
  metafieldNamespaces?: InputMaybe<Array<Scalars['String']['input']>>;
  metafields?: InputMaybe<Array<HasMetafieldsMetafieldIdentifierInput>>;
  name?: InputMaybe<Scalars['String']['input']>;
};

export type EventBridgeWebhookSubscriptionUpdatePayload = {
  __typename?: 'EventBridgeWebhookSubscriptionUpdatePayload';
  userErrors: Array<UserError>;
  webhookSubscription?: Maybe<WebhookSubscription>;
};

export type EventConnection = {
  __typename?: 'EventConnection';
  edges: Array<EventEdge>;
  nodes: Array<Event>;
  pageInfo: PageInfo;
};

export type EventEdge = {
  __typename?: 'EventEdge';
  cursor: Scalars['String']['output'];
  node: Event;
};

export type EventSortKeys =
  | 'CREATED_AT'
  | 'ID';

export type ExchangeLineItem = Node & {
  __typename?: 'ExchangeLineItem';
  id: Scalars['ID']['output'];
  /** @deprecated Use `lineItems` instead. */
  lineItem?: Maybe<LineItem>;
  lineItems?: Maybe<Array<LineItem>>;
  processableQuantity: Scalars['Int']['output'];
  processedQuantity: Scalars['Int']['output'];
  productId?: Maybe<Scalars['ID']['output']>;
  quantity: Scalars['Int']['output'];
  title?: Maybe<Scalars['String']['output']>;
  unprocessedQuantity: Scalars['Int']['output'];
  variantId?: Maybe<Scalars['ID']['output']>;
  variantSku?: Maybe<Scalars['String']['output']>;
  variantTitle?: Maybe<Scalars['String']['output']>;
};

export type ExchangeLineItemConnection = {
  __typename?: 'ExchangeLineItemConnection';
  nodes: Array<ExchangeLineItem>;
  pageInfo: PageInfo;
};

export type FinancialSummaryDiscountAllocation = {
  __typename?: 'FinancialSummaryDiscountAllocation';
  approximateAllocatedAmountPerItem: MoneyBag;
  discountApplication: FinancialSummaryDiscountApplication;
};

export type FinancialSummaryDiscountApplication = {
  __typename?: 'FinancialSummaryDiscountApplication';
  allocationMethod: DiscountApplicationAllocationMethod;
  targetSelection: DiscountApplicationTargetSelection;
  targetType: DiscountApplicationTargetType;
};

export type Fulfillment = Node & {
  __typename?: 'Fulfillment';
  createdAt: Scalars['DateTime']['output'];
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  displayStatus?: Maybe<FulfillmentDisplayStatus>;
  estimatedDeliveryAt?: Maybe<Scalars['DateTime']['output']>;
  events: FulfillmentEventConnection;
  fulfillmentLineItems: FulfillmentLineItemConnection;
  fulfillmentOrders: FulfillmentOrderConnection;
  id: Scalars['ID']['output'];
  inTransitAt?: Maybe<Scalars['DateTime']['output']>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  location?: Maybe<Location>;
  name: Scalars['String']['output'];
  order: Order;
  originAddress?: Maybe<FulfillmentOriginAddress>;
  requiresShipping: Scalars['Boolean']['output'];
  service?: Maybe<FulfillmentService>;
  status: FulfillmentStatus;
  totalQuantity: Scalars['Int']['output'];
  trackingInfo: Array<FulfillmentTrackingInfo>;
  updatedAt: Scalars['DateTime']['output'];
};


export type FulfillmentEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<FulfillmentEventSortKeys>;
};


export type FulfillmentFulfillmentLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type FulfillmentFulfillmentOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type FulfillmentTrackingInfoArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type FulfillmentCancelPayload = {
  __typename?: 'FulfillmentCancelPayload';
  fulfillment?: Maybe<Fulfillment>;
  userErrors: Array<UserError>;
};

export type FulfillmentConnection = {
  __typename?: 'FulfillmentConnection';
  edges: Array<FulfillmentEdge>;
  nodes: Array<Fulfillment>;
  pageInfo: PageInfo;
};

export type FulfillmentCreatePayload = {
  __typename?: 'FulfillmentCreatePayload';
  fulfillment?: Maybe<Fulfillment>;
  userErrors: Array<UserError>;
};

export type FulfillmentDisplayStatus =
  | 'ATTEMPTED_DELIVERY'
  | 'CANCELED'
  | 'CARRIER_PICKED_UP'
  | 'CONFIRMED'
  | 'DELAYED'
  | 'DELIVERED'
  | 'FAILURE'
  | 'FULFILLED'
  | 'IN_TRANSIT'
  | 'LABEL_PRINTED'
  | 'LABEL_PURCHASED'
  | 'LABEL_VOIDED'
  | 'MARKED_AS_FULFILLED'
  | 'NOT_DELIVERED'
  | 'OUT_FOR_DELIVERY'
  | 'PICKED_UP'
  | 'READY_FOR_PICKUP'
  | 'SUBMITTED';

export type FulfillmentEdge = {
  __typename?: 'FulfillmentEdge';
  cursor: Scalars['String']['output'];
  node: Fulfillment;
};

export type FulfillmentEvent = Node & {
  __typename?: 'FulfillmentEvent';
  address1?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  country?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  estimatedDeliveryAt?: Maybe<Scalars['DateTime']['output']>;
  happenedAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  message?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  status: FulfillmentEventStatus;
  zip?: Maybe<Scalars['String']['output']>;
};

export type FulfillmentEventConnection = {
  __typename?: 'FulfillmentEventConnection';
  edges: Array<FulfillmentEventEdge>;
  nodes: Array<FulfillmentEvent>;
  pageInfo: PageInfo;
};

export type FulfillmentEventCreatePayload = {
  __typename?: 'FulfillmentEventCreatePayload';
  fulfillmentEvent?: Maybe<FulfillmentEvent>;
  userErrors: Array<UserError>;
};

export type FulfillmentEventEdge = {
  __typename?: 'FulfillmentEventEdge';
  cursor: Scalars['String']['output'];
  node: FulfillmentEvent;
};

export type FulfillmentEventInput = {
  address1?: InputMaybe<Scalars['String']['input']>;
  city?: InputMaybe<Scalars['String']['input']>;
  country?: InputMaybe<Scalars['String']['input']>;
  estimatedDeliveryAt?: InputMaybe<Scalars['DateTime']['input']>;
  fulfillmentId: Scalars['ID']['input'];
  happenedAt?: InputMaybe<Scalars['DateTime']['input']>;
  latitude?: InputMaybe<Scalars['Float']['input']>;
  longitude?: InputMaybe<Scalars['Float']['input']>;
  message?: InputMaybe<Scalars['String']['input']>;
  province?: InputMaybe<Scalars['String']['input']>;
  status: FulfillmentEventStatus;
  zip?: InputMaybe<Scalars['String']['input']>;
};

export type FulfillmentEventSortKeys =
  | 'HAPPENED_AT'
  | 'ID';

export type FulfillmentEventStatus =
  | 'ATTEMPTED_DELIVERY'
  | 'CARRIER_PICKED_UP'
  | 'CONFIRMED'
  | 'DELAYED'
  | 'DELIVERED'
  | 'FAILURE'
  | 'IN_TRANSIT'
  | 'LABEL_PRINTED'
  | 'LABEL_PURCHASED'
  | 'OUT_FOR_DELIVERY'
  | 'READY_FOR_PICKUP';

export type FulfillmentHold = Node & {
  __typename?: 'FulfillmentHold';
  displayReason: Scalars['String']['output'];
  handle?: Maybe<Scalars['String']['output']>;
  heldByApp?: Maybe<App>;
  heldByRequestingApp: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  reason: FulfillmentHoldReason;
  reasonNotes?: Maybe<Scalars['String']['output']>;
};

export type FulfillmentHoldReason =
  | 'AWAITING_PAYMENT'
  | 'AWAITING_RETURN_ITEMS'
  | 'HIGH_RISK_OF_FRAUD'
  | 'INCORRECT_ADDRESS'
  | 'INVENTORY_OUT_OF_STOCK'
  | 'ONLINE_STORE_POST_PURCHASE_CROSS_SELL'
  | 'OTHER'
  | 'UNKNOWN_DELIVERY_DATE';

export type FulfillmentInput = {
  lineItemsByFulfillmentOrder: Array<FulfillmentOrderLineItemsInput>;
  notifyCustomer?: InputMaybe<Scalars['Boolean']['input']>;
  originAddress?: InputMaybe<FulfillmentOriginAddressInput>;
  trackingInfo?: InputMaybe<FulfillmentTrackingInput>;
};

export type FulfillmentLineItem = Node & {
  __typename?: 'FulfillmentLineItem';
  /** @deprecated Use `discountedTotalSet` instead. */
  discountedTotal: Scalars['Money']['output'];
  discountedTotalSet: MoneyBag;
  id: Scalars['ID']['output'];
  lineItem: LineItem;
  /** @deprecated Use `originalTotalSet` instead. */
  originalTotal: Scalars['Money']['output'];
  originalTotalSet: MoneyBag;
  quantity?: Maybe<Scalars['Int']['output']>;
};

export type FulfillmentLineItemConnection = {
  __typename?: 'FulfillmentLineItemConnection';
  edges: Array<FulfillmentLineItemEdge>;
  nodes: Array<FulfillmentLineItem>;
  pageInfo: PageInfo;
};

export type FulfillmentLineItemEdge = {
  __typename?: 'FulfillmentLineItemEdge';
  cursor: Scalars['String']['output'];
  node: FulfillmentLineItem;
};

export type FulfillmentOrder = Node & {
  __typename?: 'FulfillmentOrder';
  assignedLocation: FulfillmentOrderAssignedLocation;
  /** @deprecated Use [`order.attribution.handle`](https://shopify.dev/docs/api/admin-graphql/latest/objects/OrderAttribution#field-OrderAttribution.fields.handle) instead. */
  channelId?: Maybe<Scalars['ID']['output']>;
  createdAt: Scalars['DateTime']['output'];
  deliveryMethod?: Maybe<DeliveryMethod>;
  destination?: Maybe<FulfillmentOrderDestination>;
  fulfillAt?: Maybe<Scalars['DateTime']['output']>;
  fulfillBy?: Maybe<Scalars['DateTime']['output']>;
  fulfillmentHolds: Array<FulfillmentHold>;
  fulfillmentOrdersForMerge: FulfillmentOrderConnection;
  fulfillments: FulfillmentConnection;
  id: Scalars['ID']['output'];
  internationalDuties?: Maybe<FulfillmentOrderInternationalDuties>;
  lineItems: FulfillmentOrderLineItemConnection;
  locationsForMove: FulfillmentOrderLocationForMoveConnection;
  merchantRequests: FulfillmentOrderMerchantRequestConnection;
  order: Order;
  orderId: Scalars['ID']['output'];
  orderName: Scalars['String']['output'];
  orderProcessedAt: Scalars['DateTime']['output'];
  remainingLineItemsWeight?: Maybe<Weight>;
  requestStatus: FulfillmentOrderRequestStatus;
  status: FulfillmentOrderStatus;
  supportedActions: Array<FulfillmentOrderSupportedAction>;
  updatedAt: Scalars['DateTime']['output'];
};


export type FulfillmentOrderFulfillmentOrdersForMergeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type FulfillmentOrderFulfillmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type FulfillmentOrderLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type FulfillmentOrderLocationsForMoveArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  lineItemIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type FulfillmentOrderMerchantRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<FulfillmentOrderMerchantRequestKind>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type FulfillmentOrderAction =
  | 'CANCEL_FULFILLMENT_ORDER'
  | 'CREATE_FULFILLMENT'
  | 'EXTERNAL'
  | 'HOLD'
  | 'MARK_AS_OPEN'
  | 'MERGE'
  | 'MOVE'
  | 'RELEASE_HOLD'
  | 'REPORT_PROGRESS'
  | 'REQUEST_CANCELLATION'
  | 'REQUEST_FULFILLMENT'
  | 'SPLIT';

export type FulfillmentOrderAssignedLocation = {
  __typename?: 'FulfillmentOrderAssignedLocation';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  countryCode: CountryCode;
  location?: Maybe<Location>;
  name: Scalars['String']['output'];
  phone?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};

export type FulfillmentOrderAssignmentStatus =
  | 'CANCELLATION_REQUESTED'
  | 'FULFILLMENT_ACCEPTED'
  | 'FULFILLMENT_REQUESTED'
  | 'FULFILLMENT_UNSUBMITTED';

export type FulfillmentOrderCancelError = {
  __typename?: 'FulfillmentOrderCancelError';
  code?: Maybe<FulfillmentOrderCancelErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type FulfillmentOrderCancelErrorCode =
  | 'FULFILLMENT_ORDER_HAS_MANUALLY_REPORTED_PROGRESS';

export type FulfillmentOrderCancelPayload = {
  __typename?: 'FulfillmentOrderCancelPayload';
  fulfillmentOrder?: Maybe<FulfillmentOrder>;
  replacementFulfillmentOrder?: Maybe<FulfillmentOrder>;
  userErrors: Array<FulfillmentOrderCancelError>;
};

export type FulfillmentOrderClosePayload = {
  __typename?: 'FulfillmentOrderClosePayload';
  fulfillmentOrder?: Maybe<FulfillmentOrder>;
  userErrors: Array<UserError>;
};

export type FulfillmentOrderConnection = {
  __typename?: 'FulfillmentOrderConnection';
  edges: Array<FulfillmentOrderEdge>;
  nodes: Array<FulfillmentOrder>;
  pageInfo: PageInfo;
};

export type FulfillmentOrderDestination = Node & {
  __typename?: 'FulfillmentOrderDestination';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  company?: Maybe<Scalars['String']['output']>;
  countryCode?: Maybe<CountryCode>;
  email?: Maybe<Scalars['String']['output']>;
  firstName?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  lastName?: Maybe<Scalars['String']['output']>;
  location?: Maybe<Location>;
  phone?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};

export type FulfillmentOrderEdge = {
  __typename?: 'FulfillmentOrderEdge';
  cursor: Scalars['String']['output'];
  node: FulfillmentOrder;
};

export type FulfillmentOrderHoldInput = {
  externalId?: InputMaybe<Scalars['String']['input']>;
  fulfillmentOrderLineItems?: InputMaybe<Array<FulfillmentOrderLineItemInput>>;
  handle?: InputMaybe<Scalars['String']['input']>;
  notifyMerchant?: InputMaybe<Scalars['Boolean']['input']>;
  reason: FulfillmentHoldReason;
  reasonNotes?: InputMaybe<Scalars['String']['input']>;
};

export type FulfillmentOrderHoldPayload = {
  __typename?: 'FulfillmentOrderHoldPayload';
  fulfillmentHold?: Maybe<FulfillmentHold>;
  fulfillmentOrder?: Maybe<FulfillmentOrder>;
  remainingFulfillmentOrder?: Maybe<FulfillmentOrder>;
  userErrors: Array<FulfillmentOrderHoldUserError>;
};

export type FulfillmentOrderHoldUserError = {
  __typename?: 'FulfillmentOrderHoldUserError';
  code?: Maybe<FulfillmentOrderHoldUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type FulfillmentOrderHoldUserErrorCode =
  | 'DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS'
  | 'DUPLICATE_FULFILLMENT_HOLD_HANDLE'
  | 'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED'
  | 'FULFILLMENT_ORDER_NOT_FOUND'
  | 'FULFILLMENT_ORDER_NOT_SPLITTABLE'
  | 'GREATER_THAN_ZERO'
  | 'INVALID_LINE_ITEM_QUANTITY'
  | 'TAKEN';

export type FulfillmentOrderInternationalDuties = {
  __typename?: 'FulfillmentOrderInternationalDuties';
  incoterm: Scalars['String']['output'];
};

export type FulfillmentOrderLineItem = Node & {
  __typename?: 'FulfillmentOrderLineItem';
  financialSummaries: Array<FulfillmentOrderLineItemFinancialSummary>;
  id: Scalars['ID']['output'];
  inventoryItemId?: Maybe<Scalars['ID']['output']>;
  lineItem: LineItem;
  /** @deprecated Use `financialSummaries` instead. */
  originalUnitPriceSet: MoneyBag;
  productTitle: Scalars['String']['output'];
  remainingQuantity: Scalars['Int']['output'];
  requiresShipping: Scalars['Boolean']['output'];
  shippingLine?: Maybe<ShippingLine>;
  sku?: Maybe<Scalars['String']['output']>;
  totalQuantity: Scalars['Int']['output'];
  variant?: Maybe<ProductVariant>;
  variantTitle?: Maybe<Scalars['String']['output']>;
  vendor?: Maybe<Scalars['String']['output']>;
  warnings: Array<FulfillmentOrderLineItemWarning>;
  weight?: Maybe<Weight>;
};

export type FulfillmentOrderLineItemConnection = {
  __typename?: 'FulfillmentOrderLineItemConnection';
  edges: Array<FulfillmentOrderLineItemEdge>;
  nodes: Array<FulfillmentOrderLineItem>;
  pageInfo: PageInfo;
};

export type FulfillmentOrderLineItemEdge = {
  __typename?: 'FulfillmentOrderLineItemEdge';
  cursor: Scalars['String']['output'];
  node: FulfillmentOrderLineItem;
};

export type FulfillmentOrderLineItemFinancialSummary = {
  __typename?: 'FulfillmentOrderLineItemFinancialSummary';
  approximateDiscountedUnitPriceSet: MoneyBag;
  discountAllocations: Array<FinancialSummaryDiscountAllocation>;
  originalUnitPriceSet: MoneyBag;
  quantity: Scalars['Int']['output'];
};

export type FulfillmentOrderLineItemInput = {
  id: Scalars['ID']['input'];
  quantity: Scalars['Int']['input'];
};

export type FulfillmentOrderLineItemWarning = {
  __typename?: 'FulfillmentOrderLineItemWarning';
  description?: Maybe<Scalars['String']['output']>;
  title?: Maybe<Scalars['String']['output']>;
};

export type FulfillmentOrderLineItemsInput = {
  fulfillmentOrderId: Scalars['ID']['input'];
  fulfillmentOrderLineItems?: InputMaybe<Array<FulfillmentOrderLineItemInput>>;
};

export type FulfillmentOrderLocationForMove = {
  __typename?: 'FulfillmentOrderLocationForMove';
  availableLineItems: FulfillmentOrderLineItemConnection;
  availableLineItemsCount?: Maybe<Count>;
  location: Location;
  message?: Maybe<Scalars['String']['output']>;
  movable: Scalars['Boolean']['output'];
  unavailableLineItems: FulfillmentOrderLineItemConnection;
  unavailableLineItemsCount?: Maybe<Count>;
};


export type FulfillmentOrderLocationForMoveAvailableLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type FulfillmentOrderLocationForMoveUnavailableLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type FulfillmentOrderLocationForMoveConnection = {
  __typename?: 'FulfillmentOrderLocationForMoveConnection';
  edges: Array<FulfillmentOrderLocationForMoveEdge>;
  nodes: Array<FulfillmentOrderLocationForMove>;
  pageInfo: PageInfo;
};

export type FulfillmentOrderLocationForMoveEdge = {
  __typename?: 'FulfillmentOrderLocationForMoveEdge';
  cursor: Scalars['String']['output'];
  node: FulfillmentOrderLocationForMove;
};

export type FulfillmentOrderMerchantRequest = Node & {
  __typename?: 'FulfillmentOrderMerchantRequest';
  fulfillmentOrder: FulfillmentOrder;
  id: Scalars['ID']['output'];
  kind: FulfillmentOrderMerchantRequestKind;
  message?: Maybe<Scalars['String']['output']>;
  requestOptions?: Maybe<Scalars['JSON']['output']>;
  responseData?: Maybe<Scalars['JSON']['output']>;
  sentAt: Scalars['DateTime']['output'];
};

export type FulfillmentOrderMerchantRequestConnection = {
  __typename?: 'FulfillmentOrderMerchantRequestConnection';
  edges: Array<FulfillmentOrderMerchantRequestEdge>;
  nodes: Array<FulfillmentOrderMerchantRequest>;
  pageInfo: PageInfo;
};

export type FulfillmentOrderMerchantRequestEdge = {
  __typename?: 'FulfillmentOrderMerchantRequestEdge';
  cursor: Scalars['String']['output'];
  node: FulfillmentOrderMerchantRequest;
};

export type FulfillmentOrderMerchantRequestKind =
  | 'CANCELLATION_REQUEST'
  | 'FULFILLMENT_REQUEST';

export type FulfillmentOrderMergeInput = {
  mergeIntents: Array<FulfillmentOrderMergeInputMergeIntent>;
};

export type FulfillmentOrderMergeInputMergeIntent = {
  fulfillmentOrderId: Scalars['ID']['input'];
  fulfillmentOrderLineItems?: InputMaybe<Array<FulfillmentOrderLineItemInput>>;
};

export type FulfillmentOrderMergePayload = {
  __typename?: 'FulfillmentOrderMergePayload';
  fulfillmentOrderMerges?: Maybe<Array<FulfillmentOrderMergeResult>>;
  userErrors: Array<FulfillmentOrderMergeUserError>;
};

export type FulfillmentOrderMergeResult = {
  __typename?: 'FulfillmentOrderMergeResult';
  fulfillmentOrder: FulfillmentOrder;
};

export type FulfillmentOrderMergeUserError = {
  __typename?: 'FulfillmentOrderMergeUserError';
  code?: Maybe<FulfillmentOrderMergeUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type FulfillmentOrderMergeUserErrorCode =
  | 'FULFILLMENT_ORDER_NOT_FOUND'
  | 'GREATER_THAN'
  | 'INVALID_LINE_ITEM_QUANTITY';

export type FulfillmentOrderMoveFulfillmentOrderMoveUserError = {
  __typename?: 'FulfillmentOrderMoveFulfillmentOrderMoveUserError';
  code?: Maybe<FulfillmentOrderMoveFulfillmentOrderMoveUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type FulfillmentOrderMoveFulfillmentOrderMoveUserErrorCode =
  | 'CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS';

export type FulfillmentOrderMovePayload = {
  __typename?: 'FulfillmentOrderMovePayload';
  movedFulfillmentOrder?: Maybe<FulfillmentOrder>;
  originalFulfillmentOrder?: Maybe<FulfillmentOrder>;
  remainingFulfillmentOrder?: Maybe<FulfillmentOrder>;
  userErrors: Array<FulfillmentOrderMoveFulfillmentOrderMoveUserError>;
};

export type FulfillmentOrderOpenPayload = {
  __typename?: 'FulfillmentOrderOpenPayload';
  fulfillmentOrder?: Maybe<FulfillmentOrder>;
  userErrors: Array<UserError>;
};

export type FulfillmentOrderReleaseHoldPayload = {
  __typename?: 'FulfillmentOrderReleaseHoldPayload';
  fulfillmentOrder?: Maybe<FulfillmentOrder>;
  userErrors: Array<FulfillmentOrderReleaseHoldUserError>;
};

export type FulfillmentOrderReleaseHoldUserError = {
  __typename?: 'FulfillmentOrderReleaseHoldUserError';
  code?: Maybe<FulfillmentOrderReleaseHoldUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type FulfillmentOrderReleaseHoldUserErrorCode =
  | 'FULFILLMENT_ORDER_NOT_FOUND'
  | 'INVALID_ACCESS';

export type FulfillmentOrderReportProgressInput = {
  reasonNotes?: InputMaybe<Scalars['String']['input']>;
};

export type FulfillmentOrderReportProgressPayload = {
  __typename?: 'FulfillmentOrderReportProgressPayload';
  fulfillmentOrder?: Maybe<FulfillmentOrder>;
  userErrors: Array<FulfillmentOrderReportProgressUserError>;
};

export type FulfillmentOrderReportProgressUserError = {
  __typename?: 'FulfillmentOrderReportProgressUserError';
  code?: Maybe<FulfillmentOrderReportProgressUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type FulfillmentOrderReportProgressUserErrorCode =
  | 'FULFILLMENT_ORDER_CONTAINS_PICKED_ITEMS'
  | 'FULFILLMENT_ORDER_INVALID_DELIVERY_METHOD'
  | 'FULFILLMENT_ORDER_INVALID_FULFILLMENT_SERVICE_OWNERSHIP'
  | 'FULFILLMENT_ORDER_NOT_FOUND'
  | 'FULFILLMENT_ORDER_STATUS_INVALID'
  | 'FULFILLMENT_ORDER_UNSUPPORTED_ACTION'
  | 'MARKETPLACE_APP_NOT_ELIGIBLE';

export type FulfillmentOrderRequestStatus =
  | 'ACCEPTED'
  | 'CANCELLATION_ACCEPTED'
  | 'CANCELLATION_REJECTED'
  | 'CANCELLATION_REQUESTED'
  | 'CLOSED'
  | 'REJECTED'
  | 'SUBMITTED'
  | 'UNSUBMITTED';

export type FulfillmentOrderSortKeys =
  | 'ID'
  | 'UPDATED_AT';

export type FulfillmentOrderSplitInput = {
  fulfillmentOrderId: Scalars['ID']['input'];
  fulfillmentOrderLineItems: Array<FulfillmentOrderLineItemInput>;
};

export type FulfillmentOrderSplitPayload = {
  __typename?: 'FulfillmentOrderSplitPayload';
  fulfillmentOrderSplits?: Maybe<Array<FulfillmentOrderSplitResult>>;
  userErrors: Array<FulfillmentOrderSplitUserError>;
};

export type FulfillmentOrderSplitResult = {
  __typename?: 'FulfillmentOrderSplitResult';
  fulfillmentOrder: FulfillmentOrder;
  remainingFulfillmentOrder: FulfillmentOrder;
  replacementFulfillmentOrder?: Maybe<FulfillmentOrder>;
};

export type FulfillmentOrderSplitUserError = {
  __typename?: 'FulfillmentOrderSplitUserError';
  code?: Maybe<FulfillmentOrderSplitUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type FulfillmentOrderSplitUserErrorCode =
  | 'FULFILLMENT_ORDER_NOT_FOUND'
  | 'GREATER_THAN'
  | 'INVALID_LINE_ITEM_QUANTITY'
  | 'NO_LINE_ITEMS_PROVIDED_TO_SPLIT';

export type FulfillmentOrderStatus =
  | 'CANCELLED'
  | 'CLOSED'
  | 'INCOMPLETE'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'SCHEDULED';

export type FulfillmentOrderSubmitFulfillmentRequestPayload = {
  __typename?: 'FulfillmentOrderSubmitFulfillmentRequestPayload';
  originalFulfillmentOrder?: Maybe<FulfillmentOrder>;
  submittedFulfillmentOrder?: Maybe<FulfillmentOrder>;
  unsubmittedFulfillmentOrder?: Maybe<FulfillmentOrder>;
  userErrors: Array<UserError>;
};

export type FulfillmentOrderSupportedAction = {
  __typename?: 'FulfillmentOrderSupportedAction';
  action: FulfillmentOrderAction;
  externalUrl?: Maybe<Scalars['URL']['output']>;
};

export type FulfillmentOrdersSetFulfillmentDeadlinePayload = {
  __typename?: 'FulfillmentOrdersSetFulfillmentDeadlinePayload';
  success?: Maybe<Scalars['Boolean']['output']>;
  userErrors: Array<FulfillmentOrdersSetFulfillmentDeadlineUserError>;
};

export type FulfillmentOrdersSetFulfillmentDeadlineUserError = {
  __typename?: 'FulfillmentOrdersSetFulfillmentDeadlineUserError';
  code?: Maybe<FulfillmentOrdersSetFulfillmentDeadlineUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type FulfillmentOrdersSetFulfillmentDeadlineUserErrorCode =
  | 'FULFILLMENT_ORDERS_NOT_FOUND';

export type FulfillmentOriginAddress = {
  __typename?: 'FulfillmentOriginAddress';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  countryCode: Scalars['String']['output'];
  provinceCode?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};

export type FulfillmentOriginAddressInput = {
  address1?: InputMaybe<Scalars['String']['input']>;
  address2?: InputMaybe<Scalars['String']['input']>;
  city?: InputMaybe<Scalars['String']['input']>;
  countryCode: Scalars['String']['input'];
  provinceCode?: InputMaybe<Scalars['String']['input']>;
  zip?: InputMaybe<Scalars['String']['input']>;
};

export type FulfillmentService = {
  __typename?: 'FulfillmentService';
  callbackUrl?: Maybe<Scalars['URL']['output']>;
  /** @deprecated Migration period ended. All correctly functioning fulfillment services have `fulfillmentOrdersOptIn` set to `true`. */
  fulfillmentOrdersOptIn: Scalars['Boolean']['output'];
  handle: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  inventoryManagement: Scalars['Boolean']['output'];
  location?: Maybe<Location>;
  requiresShippingMethod: Scalars['Boolean']['output'];
  serviceName: Scalars['String']['output'];
  trackingSupport: Scalars['Boolean']['output'];
  type: FulfillmentServiceType;
};

export type FulfillmentServiceType =
  | 'GIFT_CARD'
  | 'MANUAL'
  | 'THIRD_PARTY';

export type FulfillmentStatus =
  | 'CANCELLED'
  | 'ERROR'
  | 'FAILURE'
  | 'OPEN'
  | 'PENDING'
  | 'SUCCESS';

export type FulfillmentTrackingInfo = {
  __typename?: 'FulfillmentTrackingInfo';
  company?: Maybe<Scalars['String']['output']>;
  number?: Maybe<Scalars['String']['output']>;
  url?: Maybe<Scalars['URL']['output']>;
};

export type FulfillmentTrackingInfoUpdatePayload = {
  __typename?: 'FulfillmentTrackingInfoUpdatePayload';
  fulfillment?: Maybe<Fulfillment>;
  userErrors: Array<UserError>;
};

export type FulfillmentTrackingInput = {
  company?: InputMaybe<Scalars['String']['input']>;
  number?: InputMaybe<Scalars['String']['input']>;
  numbers?: InputMaybe<Array<Scalars['String']['input']>>;
  url?: InputMaybe<Scalars['URL']['input']>;
  urls?: InputMaybe<Array<Scalars['URL']['input']>>;
};

export type HasMetafieldsMetafieldIdentifierInput = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type InventoryActivatePayload = {
  __typename?: 'InventoryActivatePayload';
  inventoryLevel?: Maybe<InventoryLevel>;
  userErrors: Array<UserError>;
};

export type InventoryAdjustQuantitiesInput = {
  changes: Array<InventoryChangeInput>;
  name: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  referenceDocumentUri?: InputMaybe<Scalars['String']['input']>;
};

export type InventoryAdjustQuantitiesPayload = {
  __typename?: 'InventoryAdjustQuantitiesPayload';
  inventoryAdjustmentGroup?: Maybe<InventoryAdjustmentGroup>;
  userErrors: Array<InventoryAdjustQuantitiesUserError>;
};

export type InventoryAdjustQuantitiesUserError = {
  __typename?: 'InventoryAdjustQuantitiesUserError';
  code?: Maybe<InventoryAdjustQuantitiesUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type InventoryAdjustQuantitiesUserErrorCode =
  | 'ADJUST_QUANTITIES_FAILED'
  | 'CHANGE_FROM_QUANTITY_STALE'
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'
  | 'INTERNAL_LEDGER_DOCUMENT'
  | 'INVALID_AVAILABLE_DOCUMENT'
  | 'INVALID_INVENTORY_ITEM'
  | 'INVALID_LEDGER_DOCUMENT'
  | 'INVALID_LOCATION'
  | 'INVALID_QUANTITY_DOCUMENT'
  | 'INVALID_QUANTITY_NAME'
  | 'INVALID_QUANTITY_TOO_HIGH'
  | 'INVALID_QUANTITY_TOO_LOW'
  | 'INVALID_REASON'
  | 'INVALID_REFERENCE_DOCUMENT'
  | 'MAX_ONE_LEDGER_DOCUMENT'
  | 'NON_MUTABLE_INVENTORY_ITEM'
  | 'SERVICE_UNAVAILABLE';

export type InventoryAdjustmentGroup = Node & {
  __typename?: 'InventoryAdjustmentGroup';
  app?: Maybe<App>;
  changes: Array<InventoryChange>;
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  reason: Scalars['String']['output'];
  referenceDocumentUri?: Maybe<Scalars['String']['output']>;
};


export type InventoryAdjustmentGroupChangesArgs = {
  inventoryItemIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  quantityNames?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type InventoryAdjustmentInput = {
  adjustment?: InputMaybe<Scalars['Int']['input']>;
  changeFromQuantity?: InputMaybe<Scalars['Int']['input']>;
  locationId: Scalars['ID']['input'];
};

export type InventoryBulkToggleActivationInput = {
  activate: Scalars['Boolean']['input'];
  locationId: Scalars['ID']['input'];
};

export type InventoryBulkToggleActivationPayload = {
  __typename?: 'InventoryBulkToggleActivationPayload';
  inventoryItem?: Maybe<InventoryItem>;
  inventoryLevels?: Maybe<Array<InventoryLevel>>;
  userErrors: Array<InventoryBulkToggleActivationUserError>;
};

export type InventoryBulkToggleActivationUserError = {
  __typename?: 'InventoryBulkToggleActivationUserError';
  code?: Maybe<InventoryBulkToggleActivationUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type InventoryBulkToggleActivationUserErrorCode =
  | 'CANNOT_DEACTIVATE_FROM_ONLY_LOCATION'
  | 'COMMITTED_AND_INCOMING_INVENTORY_AT_LOCATION'
  | 'COMMITTED_INVENTORY_AT_LOCATION'
  | 'FAILED_TO_STOCK_AT_LOCATION'
  | 'FAILED_TO_UNSTOCK_FROM_LOCATION'
  | 'GENERIC_ERROR'
  | 'INCOMING_INVENTORY_AT_LOCATION'
  | 'INVENTORY_ITEM_NOT_FOUND'
  | 'INVENTORY_MANAGED_BY_3RD_PARTY'
  | 'INVENTORY_MANAGED_BY_SHOPIFY'
  | 'LOCATION_NOT_FOUND'
  | 'MISSING_SKU'
  | 'RESERVED_INVENTORY_AT_LOCATION';

export type InventoryChange = {
  __typename?: 'InventoryChange';
  delta: Scalars['Int']['output'];
  item?: Maybe<InventoryItem>;
  ledgerDocumentUri?: Maybe<Scalars['String']['output']>;
  location?: Maybe<Location>;
  name: Scalars['String']['output'];
  quantityAfterChange?: Maybe<Scalars['Int']['output']>;
};

export type InventoryChangeInput = {
  changeFromQuantity?: InputMaybe<Scalars['Int']['input']>;
  delta: Scalars['Int']['input'];
  inventoryItemId: Scalars['ID']['input'];
  ledgerDocumentUri?: InputMaybe<Scalars['String']['input']>;
  locationId: Scalars['ID']['input'];
};

export type InventoryDeactivatePayload = {
  __typename?: 'InventoryDeactivatePayload';
  userErrors: Array<UserError>;
};

export type InventoryItem = Node & {
  __typename?: 'InventoryItem';
  countryCodeOfOrigin?: Maybe<CountryCode>;
  countryHarmonizedSystemCodes: CountryHarmonizedSystemCodeConnection;
  createdAt: Scalars['DateTime']['output'];
  duplicateSkuCount: Scalars['Int']['output'];
  harmonizedSystemCode?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  inventoryHistoryUrl?: Maybe<Scalars['URL']['output']>;
  inventoryLevel?: Maybe<InventoryLevel>;
  inventoryLevels: InventoryLevelConnection;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  locationsCount?: Maybe<Count>;
  measurement: InventoryItemMeasurement;
  provinceCodeOfOrigin?: Maybe<Scalars['String']['output']>;
  requiresShipping: Scalars['Boolean']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  tracked: Scalars['Boolean']['output'];
  unitCost?: Maybe<MoneyV2>;
  updatedAt: Scalars['DateTime']['output'];
  /** @deprecated Use `variants` instead. */
  variant: ProductVariant;
  variants?: Maybe<ProductVariantConnection>;
};


export type InventoryItemCountryHarmonizedSystemCodesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type InventoryItemInventoryLevelArgs = {
  includeInactive?: InputMaybe<Scalars['Boolean']['input']>;
  locationId: Scalars['ID']['input'];
};


export type InventoryItemInventoryLevelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeInactive?: InputMaybe<Scalars['Boolean']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type InventoryItemVariantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

export type InventoryItemConnection = {
  __typename?: 'InventoryItemConnection';
  edges: Array<InventoryItemEdge>;
  nodes: Array<InventoryItem>;
  pageInfo: PageInfo;
};

export type InventoryItemEdge = {
  __typename?: 'InventoryItemEdge';
  cursor: Scalars['String']['output'];
  node: InventoryItem;
};

export type InventoryItemInput = {
  cost?: InputMaybe<Scalars['Decimal']['input']>;
  countryCodeOfOrigin?: InputMaybe<CountryCode>;
  countryHarmonizedSystemCodes?: InputMaybe<Array<CountryHarmonizedSystemCodeInput>>;
  harmonizedSystemCode?: InputMaybe<Scalars['String']['input']>;
  measurement?: InputMaybe<InventoryItemMeasurementInput>;
  provinceCodeOfOrigin?: InputMaybe<Scalars['String']['input']>;
  requiresShipping?: InputMaybe<Scalars['Boolean']['input']>;
  sku?: InputMaybe<Scalars['String']['input']>;
  tracked?: InputMaybe<Scalars['Boolean']['input']>;
};

export type InventoryItemMeasurement = Node & {
  __typename?: 'InventoryItemMeasurement';
  id: Scalars['ID']['output'];
  weight?: Maybe<Weight>;
};

export type InventoryItemMeasurementInput = {
  shippingPackageId?: InputMaybe<Scalars['ID']['input']>;
  weight?: InputMaybe<WeightInput>;
};

export type InventoryItemUpdatePayload = {
  __typename?: 'InventoryItemUpdatePayload';
  inventoryItem?: Maybe<InventoryItem>;
  userErrors: Array<UserError>;
};

export type InventoryLevel = Node & {
  __typename?: 'InventoryLevel';
  canDeactivate: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  deactivationAlert?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  isActive: Scalars['Boolean']['output'];
  item: InventoryItem;
  location: Location;
  quantities: Array<InventoryQuantity>;
  updatedAt: Scalars['DateTime']['output'];
};


export type InventoryLevelQuantitiesArgs = {
  names: Array<Scalars['String']['input']>;
};

export type InventoryLevelConnection = {
  __typename?: 'InventoryLevelConnection';
  edges: Array<InventoryLevelEdge>;
  nodes: Array<InventoryLevel>;
  pageInfo: PageInfo;
};

export type InventoryLevelEdge = {
  __typename?: 'InventoryLevelEdge';
  cursor: Scalars['String']['output'];
  node: InventoryLevel;
};

export type InventoryLevelInput = {
  availableQuantity: Scalars['Int']['input'];
  locationId: Scalars['ID']['input'];
};

export type InventoryMoveQuantitiesInput = {
  changes: Array<InventoryMoveQuantityChange>;
  reason: Scalars['String']['input'];
  referenceDocumentUri: Scalars['String']['input'];
};

export type InventoryMoveQuantitiesPayload = {
  __typename?: 'InventoryMoveQuantitiesPayload';
  inventoryAdjustmentGroup?: Maybe<InventoryAdjustmentGroup>;
  userErrors: Array<InventoryMoveQuantitiesUserError>;
};

export type InventoryMoveQuantitiesUserError = {
  __typename?: 'InventoryMoveQuantitiesUserError';
  code?: Maybe<InventoryMoveQuantitiesUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type InventoryMoveQuantitiesUserErrorCode =
  | 'CHANGE_FROM_QUANTITY_STALE'
  | 'DIFFERENT_LOCATIONS'
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'
  | 'INTERNAL_LEDGER_DOCUMENT'
  | 'INVALID_AVAILABLE_DOCUMENT'
  | 'INVALID_INVENTORY_ITEM'
  | 'INVALID_LEDGER_DOCUMENT'
  | 'INVALID_LOCATION'
  | 'INVALID_QUANTITY_DOCUMENT'
  | 'INVALID_QUANTITY_NAME'
  | 'INVALID_QUANTITY_NEGATIVE'
  | 'INVALID_QUANTITY_TOO_HIGH'
  | 'INVALID_REASON'
  | 'INVALID_REFERENCE_DOCUMENT'
  | 'MAXIMUM_LEDGER_DOCUMENT_URIS'
  | 'MOVE_QUANTITIES_FAILED'
  | 'NON_MUTABLE_INVENTORY_ITEM'
  | 'SAME_QUANTITY_NAME'
  | 'SERVICE_UNAVAILABLE';

export type InventoryMoveQuantityChange = {
  from: InventoryMoveQuantityTerminalInput;
  inventoryItemId: Scalars['ID']['input'];
  quantity: Scalars['Int']['input'];
  to: InventoryMoveQuantityTerminalInput;
};

export type InventoryMoveQuantityTerminalInput = {
  changeFromQuantity?: InputMaybe<Scalars['Int']['input']>;
  ledgerDocumentUri?: InputMaybe<Scalars['String']['input']>;
  locationId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};

export type InventoryProperties = {
  __typename?: 'InventoryProperties';
  quantityNames: Array<InventoryQuantityName>;
};

export type InventoryQuantity = Node & {
  __typename?: 'InventoryQuantity';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  quantity: Scalars['Int']['output'];
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type InventoryQuantityInput = {
  changeFromQuantity?: InputMaybe<Scalars['Int']['input']>;
  inventoryItemId: Scalars['ID']['input'];
  locationId: Scalars['ID']['input'];
  quantity: Scalars['Int']['input'];
};

export type InventoryQuantityName = {
  __typename?: 'InventoryQuantityName';
  belongsTo: Array<Scalars['String']['output']>;
  comprises: Array<Scalars['String']['output']>;
  displayName?: Maybe<Scalars['String']['output']>;
  isInUse: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
};

export type InventorySetOnHandQuantitiesInput = {
  reason: Scalars['String']['input'];
  referenceDocumentUri?: InputMaybe<Scalars['String']['input']>;
  setQuantities: Array<InventorySetQuantityInput>;
};

export type InventorySetOnHandQuantitiesPayload = {
  __typename?: 'InventorySetOnHandQuantitiesPayload';
  inventoryAdjustmentGroup?: Maybe<InventoryAdjustmentGroup>;
  userErrors: Array<InventorySetOnHandQuantitiesUserError>;
};

export type InventorySetOnHandQuantitiesUserError = {
  __typename?: 'InventorySetOnHandQuantitiesUserError';
  code?: Maybe<InventorySetOnHandQuantitiesUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type InventorySetOnHandQuantitiesUserErrorCode =
  | 'CHANGE_FROM_QUANTITY_STALE'
  | 'COMPARE_QUANTITY_STALE'
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'
  | 'INVALID_INVENTORY_ITEM'
  | 'INVALID_LOCATION'
  | 'INVALID_QUANTITY_NEGATIVE'
  | 'INVALID_QUANTITY_TOO_HIGH'
  | 'INVALID_REASON'
  | 'INVALID_REFERENCE_DOCUMENT'
  | 'NON_MUTABLE_INVENTORY_ITEM'
  | 'SERVICE_UNAVAILABLE'
  | 'SET_ON_HAND_QUANTITIES_FAILED';

export type InventorySetQuantitiesInput = {
  name: Scalars['String']['input'];
  quantities: Array<InventoryQuantityInput>;
  reason: Scalars['String']['input'];
  referenceDocumentUri?: InputMaybe<Scalars['String']['input']>;
};

export type InventorySetQuantitiesPayload = {
  __typename?: 'InventorySetQuantitiesPayload';
  inventoryAdjustmentGroup?: Maybe<InventoryAdjustmentGroup>;
  userErrors: Array<InventorySetQuantitiesUserError>;
};

export type InventorySetQuantitiesUserError = {
  __typename?: 'InventorySetQuantitiesUserError';
  code?: Maybe<InventorySetQuantitiesUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type InventorySetQuantitiesUserErrorCode =
  | 'CHANGE_FROM_QUANTITY_STALE'
  | 'COMPARE_QUANTITY_REQUIRED'
  | 'COMPARE_QUANTITY_STALE'
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'
  | 'INVALID_INVENTORY_ITEM'
  | 'INVALID_LOCATION'
  | 'INVALID_NAME'
  | 'INVALID_QUANTITY_NEGATIVE'
  | 'INVALID_QUANTITY_TOO_HIGH'
  | 'INVALID_QUANTITY_TOO_LOW'
  | 'INVALID_REASON'
  | 'INVALID_REFERENCE_DOCUMENT'
  | 'NON_MUTABLE_INVENTORY_ITEM'
  | 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR';

export type InventorySetQuantityInput = {
  changeFromQuantity?: InputMaybe<Scalars['Int']['input']>;
  inventoryItemId: Scalars['ID']['input'];
  locationId: Scalars['ID']['input'];
  quantity: Scalars['Int']['input'];
};

export type Job = {
  __typename?: 'Job';
  done: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  query?: Maybe<QueryRoot>;
};

export type LineItem = Node & {
  __typename?: 'LineItem';
  /** @deprecated Use `restockable` instead. */
  canRestock: Scalars['Boolean']['output'];
  currentQuantity: Scalars['Int']['output'];
  customAttributes: Array<Attribute>;
  discountAllocations: Array<DiscountAllocation>;
  /** @deprecated Use `discountedTotalSet` instead. */
  discountedTotal: Scalars['Money']['output'];
  discountedTotalSet: MoneyBag;
  /** @deprecated Use `discountedUnitPriceSet` instead. */
  discountedUnitPrice: Scalars['Money']['output'];
  discountedUnitPriceAfterAllDiscountsSet: MoneyBag;
  discountedUnitPriceSet: MoneyBag;
  duties: Array<Duty>;
  /** @deprecated Use [FulfillmentOrderLineItem#remainingQuantity](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentOrderLineItem#field-fulfillmentorderlineitem-remainingquantity) instead. */
  fulfillableQuantity: Scalars['Int']['output'];
  /**
   * @deprecated
   * The [relationship between a product variant and a fulfillment service was changed](/changelog/fulfillment-service-sku-sharing). A [ProductVariant](/api/admin-graphql/latest/objects/ProductVariant) can be stocked by multiple fulfillment services. As a result, we recommend that you use the [inventoryItem field](/api/admin-graphql/latest/objects/ProductVariant#field-productvariant-inventoryitem) if you need to determine where a product variant is stocked.
   *
   * If you need to determine whether a product is a gift card, then you should continue to use this field until an alternative is available.
   *
   * Altering the locations which stock a product variant won't change the value of this field for existing orders.
   *
   * Learn about [managing inventory quantities and states](/apps/fulfillment/inventory-management-apps/quantities-states).
   *
   */
  fulfillmentService?: Maybe<FulfillmentService>;
  /** @deprecated Use [FulfillmentOrderLineItem#remainingQuantity](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentOrderLineItem#field-fulfillmentorderlineitem-remainingquantity) instead */
  fulfillmentStatus: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  isGiftCard: Scalars['Boolean']['output'];
  lineItemGroup?: Maybe<LineItemGroup>;
  merchantEditable: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  nonFulfillableQuantity: Scalars['Int']['output'];
  /** @deprecated Use `originalTotalSet` instead. */
  originalTotal: Scalars['Money']['output'];
  originalTotalSet: MoneyBag;
  /** @deprecated Use `originalUnitPriceSet` instead. */
  originalUnitPrice: Scalars['Money']['output'];
  originalUnitPriceSet: MoneyBag;
  priceAfterAllDiscountsBeforeTaxesSet: MoneyBag;
  product?: Maybe<Product>;
  quantity: Scalars['Int']['output'];
  refundableQuantity: Scalars['Int']['output'];
  requiresShipping: Scalars['Boolean']['output'];
  restockable: Scalars['Boolean']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  taxLines: Array<TaxLine>;
  taxable: Scalars['Boolean']['output'];
  title: Scalars['String']['output'];
  /** @deprecated Use `totalDiscountSet` instead. */
  totalDiscount: Scalars['Money']['output'];
  totalDiscountSet: MoneyBag;
  /** @deprecated Use `unfulfilledDiscountedTotalSet` instead. */
  unfulfilledDiscountedTotal: Scalars['Money']['output'];
  unfulfilledDiscountedTotalSet: MoneyBag;
  /** @deprecated Use `unfulfilledOriginalTotalSet` instead. */
  unfulfilledOriginalTotal: Scalars['Money']['output'];
  unfulfilledOriginalTotalSet: MoneyBag;
  unfulfilledQuantity: Scalars['Int']['output'];
  variant?: Maybe<ProductVariant>;
  variantTitle?: Maybe<Scalars['String']['output']>;
  vendor?: Maybe<Scalars['String']['output']>;
  weight?: Maybe<Weight>;
};


export type LineItemDiscountedTotalSetArgs = {
  withCodeDiscounts?: InputMaybe<Scalars['Boolean']['input']>;
};


export type LineItemTaxLinesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type LineItemConnection = {
  __typename?: 'LineItemConnection';
  edges: Array<LineItemEdge>;
  nodes: Array<LineItem>;
  pageInfo: PageInfo;
};

export type LineItemEdge = {
  __typename?: 'LineItemEdge';
  cursor: Scalars['String']['output'];
  node: LineItem;
};

export type LineItemGroup = Node & {
  __typename?: 'LineItemGroup';
  customAttributes: Array<Attribute>;
  id: Scalars['ID']['output'];
  productId?: Maybe<Scalars['ID']['output']>;
  quantity: Scalars['Int']['output'];
  title: Scalars['String']['output'];
  variantId?: Maybe<Scalars['ID']['output']>;
  variantSku?: Maybe<Scalars['String']['output']>;
};

export type LinkedMetafieldCreateInput = {
  key: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
  values?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type LocalizationExtension = {
  __typename?: 'LocalizationExtension';
  countryCode: CountryCode;
  key: LocalizationExtensionKey;
  purpose: LocalizationExtensionPurpose;
  title: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type LocalizationExtensionConnection = {
  __typename?: 'LocalizationExtensionConnection';
  edges: Array<LocalizationExtensionEdge>;
  nodes: Array<LocalizationExtension>;
  pageInfo: PageInfo;
};

export type LocalizationExtensionEdge = {
  __typename?: 'LocalizationExtensionEdge';
  cursor: Scalars['String']['output'];
  node: LocalizationExtension;
};

export type LocalizationExtensionInput = {
  key: LocalizationExtensionKey;
  value: Scalars['String']['input'];
};

export type LocalizationExtensionKey =
  | 'SHIPPING_CREDENTIAL_BR'
  | 'SHIPPING_CREDENTIAL_CL'
  | 'SHIPPING_CREDENTIAL_CN'
  | 'SHIPPING_CREDENTIAL_CO'
  | 'SHIPPING_CREDENTIAL_CR'
  | 'SHIPPING_CREDENTIAL_EC'
  | 'SHIPPING_CREDENTIAL_ES'
  | 'SHIPPING_CREDENTIAL_GT'
  | 'SHIPPING_CREDENTIAL_ID'
  | 'SHIPPING_CREDENTIAL_KR'
  | 'SHIPPING_CREDENTIAL_MX'
  | 'SHIPPING_CREDENTIAL_MY'
  | 'SHIPPING_CREDENTIAL_PE'
  | 'SHIPPING_CREDENTIAL_PT'
  | 'SHIPPING_CREDENTIAL_PY'
  | 'SHIPPING_CREDENTIAL_TR'
  | 'SHIPPING_CREDENTIAL_TW'
  | 'SHIPPING_CREDENTIAL_TYPE_CO'
  | 'TAX_CREDENTIAL_BR'
  | 'TAX_CREDENTIAL_CL'
  | 'TAX_CREDENTIAL_CO'
  | 'TAX_CREDENTIAL_CR'
  | 'TAX_CREDENTIAL_EC'
  | 'TAX_CREDENTIAL_ES'
  | 'TAX_CREDENTIAL_GT'
  | 'TAX_CREDENTIAL_ID'
  | 'TAX_CREDENTIAL_IT'
  | 'TAX_CREDENTIAL_MX'
  | 'TAX_CREDENTIAL_MY'
  | 'TAX_CREDENTIAL_PE'
  | 'TAX_CREDENTIAL_PT'
  | 'TAX_CREDENTIAL_PY'
  | 'TAX_CREDENTIAL_TR'
  | 'TAX_CREDENTIAL_TYPE_CO'
  | 'TAX_CREDENTIAL_TYPE_MX'
  | 'TAX_CREDENTIAL_USE_MX'
  | 'TAX_EMAIL_IT';

export type LocalizationExtensionPurpose =
  | 'SHIPPING'
  | 'TAX';

export type LocalizedField = {
  __typename?: 'LocalizedField';
  countryCode: CountryCode;
  key: LocalizedFieldKey;
  purpose: LocalizedFieldPurpose;
  title: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type LocalizedFieldConnection = {
  __typename?: 'LocalizedFieldConnection';
  edges: Array<LocalizedFieldEdge>;
  nodes: Array<LocalizedField>;
  pageInfo: PageInfo;
};

export type LocalizedFieldEdge = {
  __typename?: 'LocalizedFieldEdge';
  cursor: Scalars['String']['output'];
  node: LocalizedField;
};

export type LocalizedFieldInput = {
  key: LocalizedFieldKey;
  value: Scalars['String']['input'];
};

export type LocalizedFieldKey =
  | 'SHIPPING_CREDENTIAL_BR'
  | 'SHIPPING_CREDENTIAL_CL'
  | 'SHIPPING_CREDENTIAL_CN'
  | 'SHIPPING_CREDENTIAL_CO'
  | 'SHIPPING_CREDENTIAL_CR'
  | 'SHIPPING_CREDENTIAL_EC'
  | 'SHIPPING_CREDENTIAL_ES'
  | 'SHIPPING_CREDENTIAL_GT'
  | 'SHIPPING_CREDENTIAL_ID'
  | 'SHIPPING_CREDENTIAL_KR'
  | 'SHIPPING_CREDENTIAL_MX'
  | 'SHIPPING_CREDENTIAL_MY'
  | 'SHIPPING_CREDENTIAL_PE'
  | 'SHIPPING_CREDENTIAL_PT'
  | 'SHIPPING_CREDENTIAL_PY'
  | 'SHIPPING_CREDENTIAL_TR'
  | 'SHIPPING_CREDENTIAL_TW'
  | 'SHIPPING_CREDENTIAL_TYPE_CO'
  | 'TAX_CREDENTIAL_BR'
  | 'TAX_CREDENTIAL_CL'
  | 'TAX_CREDENTIAL_CO'
  | 'TAX_CREDENTIAL_CR'
  | 'TAX_CREDENTIAL_EC'
  | 'TAX_CREDENTIAL_ES'
  | 'TAX_CREDENTIAL_GT'
  | 'TAX_CREDENTIAL_ID'
  | 'TAX_CREDENTIAL_IT'
  | 'TAX_CREDENTIAL_MX'
  | 'TAX_CREDENTIAL_MY'
  | 'TAX_CREDENTIAL_PE'
  | 'TAX_CREDENTIAL_PT'
  | 'TAX_CREDENTIAL_PY'
  | 'TAX_CREDENTIAL_TR'
  | 'TAX_CREDENTIAL_TYPE_CO'
  | 'TAX_CREDENTIAL_TYPE_MX'
  | 'TAX_CREDENTIAL_USE_MX'
  | 'TAX_EMAIL_IT';

export type LocalizedFieldPurpose =
  | 'SHIPPING'
  | 'TAX';

export type Location = Node & {
  __typename?: 'Location';
  activatable: Scalars['Boolean']['output'];
  address: LocationAddress;
  addressVerified: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  deactivatable: Scalars['Boolean']['output'];
  deactivatedAt?: Maybe<Scalars['String']['output']>;
  deletable: Scalars['Boolean']['output'];
  fulfillmentService?: Maybe<FulfillmentService>;
  fulfillsOnlineOrders: Scalars['Boolean']['output'];
  hasActiveInventory: Scalars['Boolean']['output'];
  hasUnfulfilledOrders: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  inventoryLevel?: Maybe<InventoryLevel>;
  inventoryLevels: InventoryLevelConnection;
  isActive: Scalars['Boolean']['output'];
  isFulfillmentService: Scalars['Boolean']['output'];
  /** @deprecated The concept of a primary location is deprecated, shipsInventory can be used to get a fallback location */
  isPrimary: Scalars['Boolean']['output'];
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  name: Scalars['String']['output'];
  shipsInventory: Scalars['Boolean']['output'];
  suggestedAddresses: Array<LocationSuggestedAddress>;
  updatedAt: Scalars['DateTime']['output'];
};


export type LocationInventoryLevelArgs = {
  includeInactive?: InputMaybe<Scalars['Boolean']['input']>;
  inventoryItemId: Scalars['ID']['input'];
};


export type LocationInventoryLevelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeInactive?: InputMaybe<Scalars['Boolean']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type LocationMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type LocationMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type LocationActivatePayload = {
  __typename?: 'LocationActivatePayload';
  location?: Maybe<Location>;
  locationActivateUserErrors: Array<LocationActivateUserError>;
};

export type LocationActivateUserError = {
  __typename?: 'LocationActivateUserError';
  code?: Maybe<LocationActivateUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type LocationActivateUserErrorCode =
  | 'GENERIC_ERROR'
  | 'HAS_NON_UNIQUE_NAME'
  | 'HAS_ONGOING_RELOCATION'
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  | 'LOCATION_LIMIT'
  | 'LOCATION_NOT_FOUND';

export type LocationAddAddressInput = {
  address1?: InputMaybe<Scalars['String']['input']>;
  address2?: InputMaybe<Scalars['String']['input']>;
  city?: InputMaybe<Scalars['String']['input']>;
  countryCode: CountryCode;
  phone?: InputMaybe<Scalars['String']['input']>;
  provinceCode?: InputMaybe<Scalars['String']['input']>;
  zip?: InputMaybe<Scalars['String']['input']>;
};

export type LocationAddInput = {
  address: LocationAddAddressInput;
  fulfillsOnlineOrders?: InputMaybe<Scalars['Boolean']['input']>;
  metafields?: InputMaybe<Array<MetafieldInput>>;
  name: Scalars['String']['input'];
};

export type LocationAddPayload = {
  __typename?: 'LocationAddPayload';
  location?: Maybe<Location>;
  userErrors: Array<LocationAddUserError>;
};

export type LocationAddUserError = {
  __typename?: 'LocationAddUserError';
  code?: Maybe<LocationAddUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type LocationAddUserErrorCode =
  | 'APP_NOT_AUTHORIZED'
  | 'BLANK'
  | 'CAPABILITY_VIOLATION'
  | 'DISALLOWED_OWNER_TYPE'
  | 'GENERIC_ERROR'
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'INVALID_TYPE'
  | 'INVALID_US_ZIPCODE'
  | 'INVALID_VALUE'
  | 'PRESENT'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT'
  | 'UNSTRUCTURED_RESERVED_NAMESPACE';

export type LocationAddress = {
  __typename?: 'LocationAddress';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  country?: Maybe<Scalars['String']['output']>;
  countryCode?: Maybe<Scalars['String']['output']>;
  formatted: Array<Scalars['String']['output']>;
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  provinceCode?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};

export type LocationConnection = {
  __typename?: 'LocationConnection';
  edges: Array<LocationEdge>;
  nodes: Array<Location>;
  pageInfo: PageInfo;
};

export type LocationDeactivatePayload = {
  __typename?: 'LocationDeactivatePayload';
  location?: Maybe<Location>;
  locationDeactivateUserErrors: Array<LocationDeactivateUserError>;
};

export type LocationDeactivateUserError = {
  __typename?: 'LocationDeactivateUserError';
  code?: Maybe<LocationDeactivateUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type LocationDeactivateUserErrorCode =
  | 'CANNOT_DISABLE_ONLINE_ORDER_FULFILLMENT'
  | 'DESTINATION_LOCATION_IS_THE_SAME_LOCATION'
  | 'DESTINATION_LOCATION_NOT_FOUND_OR_INACTIVE'
  | 'DESTINATION_LOCATION_NOT_SHOPIFY_MANAGED'
  | 'FAILED_TO_RELOCATE_ACTIVE_INVENTORIES'
  | 'FAILED_TO_RELOCATE_INCOMING_MOVEMENTS'
  | 'FAILED_TO_RELOCATE_OPEN_PURCHASE_ORDERS'
  | 'HAS_ACTIVE_INVENTORY_ERROR'
  | 'HAS_ACTIVE_RETAIL_SUBSCRIPTIONS'
  | 'HAS_FULFILLMENT_ORDERS_ERROR'
  | 'HAS_INCOMING_FROM_EXTERNAL_DOCUMENT_SOURCES'
  | 'HAS_INCOMING_MOVEMENTS_ERROR'
  | 'HAS_OPEN_PURCHASE_ORDERS_ERROR'
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  | 'LOCATION_NOT_FOUND'
  | 'PERMANENTLY_BLOCKED_FROM_DEACTIVATION_ERROR'
  | 'TEMPORARILY_BLOCKED_FROM_DEACTIVATION_ERROR';

export type LocationDeletePayload = {
  __typename?: 'LocationDeletePayload';
  deletedLocationId?: Maybe<Scalars['ID']['output']>;
  locationDeleteUserErrors: Array<LocationDeleteUserError>;
};

export type LocationDeleteUserError = {
  __typename?: 'LocationDeleteUserError';
  code?: Maybe<LocationDeleteUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type LocationDeleteUserErrorCode =
  | 'GENERIC_ERROR'
  | 'LOCATION_HAS_ACTIVE_RETAIL_SUBSCRIPTION'
  | 'LOCATION_HAS_INVENTORY'
  | 'LOCATION_HAS_PENDING_ORDERS'
  | 'LOCATION_IS_ACTIVE'
  | 'LOCATION_NOT_FOUND';

export type LocationEdge = {
  __typename?: 'LocationEdge';
  cursor: Scalars['String']['output'];
  node: Location;
};

export type LocationSortKeys =
  | 'ID'
  | 'NAME'
  | 'RELEVANCE';

export type LocationSuggestedAddress = {
  __typename?: 'LocationSuggestedAddress';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  country?: Maybe<Scalars['String']['output']>;
  countryCode?: Maybe<CountryCode>;
  formatted: Array<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  provinceCode?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};

export type MailingAddress = Node & {
  __typename?: 'MailingAddress';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  company?: Maybe<Scalars['String']['output']>;
  coordinatesValidated: Scalars['Boolean']['output'];
  country?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `countryCodeV2` instead. */
  countryCode?: Maybe<Scalars['String']['output']>;
  countryCodeV2?: Maybe<CountryCode>;
  firstName?: Maybe<Scalars['String']['output']>;
  formatted: Array<Scalars['String']['output']>;
  formattedArea?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  lastName?: Maybe<Scalars['String']['output']>;
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  name?: Maybe<Scalars['String']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  provinceCode?: Maybe<Scalars['String']['output']>;
  timeZone?: Maybe<Scalars['String']['output']>;
  validationResultSummary?: Maybe<MailingAddressValidationResult>;
  zip?: Maybe<Scalars['String']['output']>;
};


export type MailingAddressFormattedArgs = {
  withCompany?: InputMaybe<Scalars['Boolean']['input']>;
  withName?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MailingAddressInput = {
  address1?: InputMaybe<Scalars['String']['input']>;
  address2?: InputMaybe<Scalars['String']['input']>;
  city?: InputMaybe<Scalars['String']['input']>;
  company?: InputMaybe<Scalars['String']['input']>;
  /** @deprecated Use `countryCode` instead. */
  country?: InputMaybe<Scalars['String']['input']>;
  countryCode?: InputMaybe<CountryCode>;
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** @deprecated Not needed for 90% of mutations, and provided separately where it is needed. */
  id?: InputMaybe<Scalars['ID']['input']>;
  lastName?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
  /** @deprecated Use `provinceCode` instead. */
  province?: InputMaybe<Scalars['String']['input']>;
  provinceCode?: InputMaybe<Scalars['String']['input']>;
  zip?: InputMaybe<Scalars['String']['input']>;
};

export type MailingAddressValidationResult =
  | 'ERROR'
  | 'NO_ISSUES'
  | 'WARNING';

export type MediaContentType =
  | 'EXTERNAL_VIDEO'
  | 'IMAGE'
  | 'MODEL_3D'
  | 'VIDEO';

export type Metafield = Node & {
  __typename?: 'Metafield';
  compareDigest: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  /**
   * @deprecated This field will be removed in a future release. Use the `description` on the metafield definition instead.
   *
   */
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  jsonValue: Scalars['JSON']['output'];
  key: Scalars['String']['output'];
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  namespace: Scalars['String']['output'];
  ownerType: MetafieldOwnerType;
  sizeInBytes: Scalars['Int']['output'];
  type: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  value: Scalars['String']['output'];
};

export type MetafieldConnection = {
  __typename?: 'MetafieldConnection';
  nodes: Array<Metafield>;
  pageInfo: PageInfo;
};

export type MetafieldInput = {
  id?: InputMaybe<Scalars['ID']['input']>;
  key?: InputMaybe<Scalars['String']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  type?: InputMaybe<Scalars['String']['input']>;
  value?: InputMaybe<Scalars['String']['input']>;
};

export type MetafieldOwnerType =
  | 'API_PERMISSION'
  | 'ARTICLE'
  | 'BLOG'
  | 'CARTTRANSFORM'
  | 'COLLECTION'
  | 'COMPANY'
  | 'COMPANY_LOCATION'
  | 'CUSTOMER'
  | 'DELIVERY_CUSTOMIZATION'
  | 'DISCOUNT'
  | 'DRAFTORDER'
  | 'FULFILLMENT_CONSTRAINT_RULE'
  | 'GIFT_CARD_TRANSACTION'
  | 'LOCATION'
  | 'MARKET'
  | 'MEDIA_IMAGE'
  | 'ORDER'
  | 'ORDER_ROUTING_LOCATION_RULE'
  | 'PAGE'
  | 'PAYMENT_CUSTOMIZATION'
  | 'PRODUCT'
  | 'PRODUCTVARIANT'
  | 'SELLING_PLAN'
  | 'SHOP'
  | 'TRANSFER'
  | 'VALIDATION';

export type MoneyBag = {
  __typename?: 'MoneyBag';
  presentmentMoney: MoneyV2;
  shopMoney: MoneyV2;
};

export type MoneyBagInput = {
  presentmentMoney?: InputMaybe<MoneyInput>;
  shopMoney: MoneyInput;
};

export type MoneyInput = {
  amount: Scalars['Decimal']['input'];
  currencyCode: CurrencyCode;
};

export type MoneyV2 = {
  __typename?: 'MoneyV2';
  amount: Scalars['Decimal']['output'];
  currencyCode: CurrencyCode;
};

export type Mutation = {
  __typename?: 'Mutation';
  bulkOperationCancel?: Maybe<BulkOperationCancelPayload>;
  bulkOperationRunMutation?: Maybe<BulkOperationRunMutationPayload>;
  bulkOperationRunQuery?: Maybe<BulkOperationRunQueryPayload>;
  customerEmailMarketingConsentUpdate?: Maybe<CustomerEmailMarketingConsentUpdatePayload>;
  customerSmsMarketingConsentUpdate?: Maybe<CustomerSmsMarketingConsentUpdatePayload>;
  /** @deprecated Use `webhookSubscriptionCreate` instead. */
  eventBridgeWebhookSubscriptionCreate?: Maybe<EventBridgeWebhookSubscriptionCreatePayload>;
  /** @deprecated Use `webhookSubscriptionUpdate` instead. */
  eventBridgeWebhookSubscriptionUpdate?: Maybe<EventBridgeWebhookSubscriptionUpdatePayload>;
  fulfillmentCancel?: Maybe<FulfillmentCancelPayload>;
  fulfillmentCreate?: Maybe<FulfillmentCreatePayload>;
  fulfillmentEventCreate?: Maybe<FulfillmentEventCreatePayload>;
  fulfillmentOrderCancel?: Maybe<FulfillmentOrderCancelPayload>;
  fulfillmentOrderClose?: Maybe<FulfillmentOrderClosePayload>;
  fulfillmentOrderHold?: Maybe<FulfillmentOrderHoldPayload>;
  fulfillmentOrderMerge?: Maybe<FulfillmentOrderMergePayload>;
  fulfillmentOrderMove?: Maybe<FulfillmentOrderMovePayload>;
  fulfillmentOrderOpen?: Maybe<FulfillmentOrderOpenPayload>;
  fulfillmentOrderReleaseHold?: Maybe<FulfillmentOrderReleaseHoldPayload>;
  fulfillmentOrderReportProgress?: Maybe<FulfillmentOrderReportProgressPayload>;
  fulfillmentOrderSplit?: Maybe<FulfillmentOrderSplitPayload>;
  fulfillmentOrderSubmitFulfillmentRequest?: Maybe<FulfillmentOrderSubmitFulfillmentRequestPayload>;
  fulfillmentOrdersSetFulfillmentDeadline?: Maybe<FulfillmentOrdersSetFulfillmentDeadlinePayload>;
  fulfillmentTrackingInfoUpdate?: Maybe<FulfillmentTrackingInfoUpdatePayload>;
  inventoryActivate?: Maybe<InventoryActivatePayload>;
  inventoryAdjustQuantities?: Maybe<InventoryAdjustQuantitiesPayload>;
  inventoryBulkToggleActivation?: Maybe<InventoryBulkToggleActivationPayload>;
  inventoryDeactivate?: Maybe<InventoryDeactivatePayload>;
  inventoryItemUpdate?: Maybe<InventoryItemUpdatePayload>;
  inventoryMoveQuantities?: Maybe<InventoryMoveQuantitiesPayload>;
  /** @deprecated Use `inventorySetQuantities` to set on_hand or available quantites instead. */
  inventorySetOnHandQuantities?: Maybe<InventorySetOnHandQuantitiesPayload>;
  inventorySetQuantities?: Maybe<InventorySetQuantitiesPayload>;
  locationActivate?: Maybe<LocationActivatePayload>;
  locationAdd?: Maybe<LocationAddPayload>;
  locationDeactivate?: Maybe<LocationDeactivatePayload>;
  locationDelete?: Maybe<LocationDeletePayload>;
  orderCancel?: Maybe<OrderCancelPayload>;
  orderClose?: Maybe<OrderClosePayload>;
  orderCreate?: Maybe<OrderCreatePayload>;
  orderCreateManualPayment?: Maybe<OrderCreateManualPaymentPayload>;
  orderCustomerRemove?: Maybe<OrderCustomerRemovePayload>;
  orderCustomerSet?: Maybe<OrderCustomerSetPayload>;
  orderDelete?: Maybe<OrderDeletePayload>;
  orderEditAddCustomItem?: Maybe<OrderEditAddCustomItemPayload>;
  orderEditAddLineItemDiscount?: Maybe<OrderEditAddLineItemDiscountPayload>;
  orderEditAddShippingLine?: Maybe<OrderEditAddShippingLinePayload>;
  orderEditAddVariant?: Maybe<OrderEditAddVariantPayload>;
  orderEditBegin?: Maybe<OrderEditBeginPayload>;
  orderEditCommit?: Maybe<OrderEditCommitPayload>;
  orderEditRemoveDiscount?: Maybe<OrderEditRemoveDiscountPayload>;
  orderEditRemoveShippingLine?: Maybe<OrderEditRemoveShippingLinePayload>;
  orderEditSetQuantity?: Maybe<OrderEditSetQuantityPayload>;
  orderEditUpdateShippingLine?: Maybe<OrderEditUpdateShippingLinePayload>;
  orderMarkAsPaid?: Maybe<OrderMarkAsPaidPayload>;
  orderOpen?: Maybe<OrderOpenPayload>;
  orderUpdate?: Maybe<OrderUpdatePayload>;
  productCreate?: Maybe<ProductCreatePayload>;
  productDelete?: Maybe<ProductDeletePayload>;
  productUpdate?: Maybe<ProductUpdatePayload>;
  productVariantsBulkCreate?: Maybe<ProductVariantsBulkCreatePayload>;
  productVariantsBulkDelete?: Maybe<ProductVariantsBulkDeletePayload>;
  productVariantsBulkUpdate?: Maybe<ProductVariantsBulkUpdatePayload>;
  /** @deprecated Use `webhookSubscriptionCreate` instead. */
  pubSubWebhookSubscriptionCreate?: Maybe<PubSubWebhookSubscriptionCreatePayload>;
  /** @deprecated Use `webhookSubscriptionUpdate` instead. */
  pubSubWebhookSubscriptionUpdate?: Maybe<PubSubWebhookSubscriptionUpdatePayload>;
  refundCreate?: Maybe<RefundCreatePayload>;
  tagsAdd?: Maybe<TagsAddPayload>;
  tagsRemove?: Maybe<TagsRemovePayload>;
  webhookSubscriptionCreate?: Maybe<WebhookSubscriptionCreatePayload>;
  webhookSubscriptionDelete?: Maybe<WebhookSubscriptionDeletePayload>;
  webhookSubscriptionUpdate?: Maybe<WebhookSubscriptionUpdatePayload>;
};


export type MutationBulkOperationCancelArgs = {
  id: Scalars['ID']['input'];
};


export type MutationBulkOperationRunMutationArgs = {
  clientIdentifier?: InputMaybe<Scalars['String']['input']>;
  groupObjects?: InputMaybe<Scalars['Boolean']['input']>;
  mutation: Scalars['String']['input'];
  stagedUploadPath: Scalars['String']['input'];
};


export type MutationBulkOperationRunQueryArgs = {
  groupObjects?: Scalars['Boolean']['input'];
  query: Scalars['String']['input'];
};


export type MutationCustomerEmailMarketingConsentUpdateArgs = {
  input: CustomerEmailMarketingConsentUpdateInput;
};


export type MutationCustomerSmsMarketingConsentUpdateArgs = {
  input: CustomerSmsMarketingConsentUpdateInput;
};


export type MutationEventBridgeWebhookSubscriptionCreateArgs = {
  topic: WebhookSubscriptionTopic;
  webhookSubscription: EventBridgeWebhookSubscriptionInput;
};


export type MutationEventBridgeWebhookSubscriptionUpdateArgs = {
  id: Scalars['ID']['input'];
  webhookSubscription: EventBridgeWebhookSubscriptionInput;
};


export type MutationFulfillmentCancelArgs = {
  id: Scalars['ID']['input'];
};


export type MutationFulfillmentCreateArgs = {
  fulfillment: FulfillmentInput;
  message?: InputMaybe<Scalars['String']['input']>;
};


export type MutationFulfillmentEventCreateArgs = {
  fulfillmentEvent: FulfillmentEventInput;
};


export type MutationFulfillmentOrderCancelArgs = {
  id: Scalars['ID']['input'];
};


export type MutationFulfillmentOrderCloseArgs = {
  id: Scalars['ID']['input'];
  message?: InputMaybe<Scalars['String']['input']>;
};


export type MutationFulfillmentOrderHoldArgs = {
  fulfillmentHold: FulfillmentOrderHoldInput;
  id: Scalars['ID']['input'];
};


export type MutationFulfillmentOrderMergeArgs = {
  fulfillmentOrderMergeInputs: Array<FulfillmentOrderMergeInput>;
};


export type MutationFulfillmentOrderMoveArgs = {
  fulfillmentOrderLineItems?: InputMaybe<Array<FulfillmentOrderLineItemInput>>;
  id: Scalars['ID']['input'];
  newLocationId: Scalars['ID']['input'];
};


export type MutationFulfillmentOrderOpenArgs = {
  id: Scalars['ID']['input'];
};


export type MutationFulfillmentOrderReleaseHoldArgs = {
  externalId?: InputMaybe<Scalars['String']['input']>;
  holdIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  id: Scalars['ID']['input'];
};


export type MutationFulfillmentOrderReportProgressArgs = {
  id: Scalars['ID']['input'];
  progressReport?: InputMaybe<FulfillmentOrderReportProgressInput>;
};


export type MutationFulfillmentOrderSplitArgs = {
  fulfillmentOrderSplits: Array<FulfillmentOrderSplitInput>;
};


export type MutationFulfillmentOrderSubmitFulfillmentRequestArgs = {
  fulfillmentOrderLineItems?: InputMaybe<Array<FulfillmentOrderLineItemInput>>;
  id: Scalars['ID']['input'];
  message?: InputMaybe<Scalars['String']['input']>;
  notifyCustomer?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationFulfillmentOrdersSetFulfillmentDeadlineArgs = {
  fulfillmentDeadline: Scalars['DateTime']['input'];
  fulfillmentOrderIds: Array<Scalars['ID']['input']>;
};


export type MutationFulfillmentTrackingInfoUpdateArgs = {
  fulfillmentId: Scalars['ID']['input'];
  notifyCustomer?: InputMaybe<Scalars['Boolean']['input']>;
  trackingInfoInput: FulfillmentTrackingInput;
};


export type MutationInventoryActivateArgs = {
  available?: InputMaybe<Scalars['Int']['input']>;
  inventoryItemId: Scalars['ID']['input'];
  locationId: Scalars['ID']['input'];
  onHand?: InputMaybe<Scalars['Int']['input']>;
  stockAtLegacyLocation?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationInventoryAdjustQuantitiesArgs = {
  input: InventoryAdjustQuantitiesInput;
};


export type MutationInventoryBulkToggleActivationArgs = {
  inventoryItemId: Scalars['ID']['input'];
  inventoryItemUpdates: Array<InventoryBulkToggleActivationInput>;
};


export type MutationInventoryDeactivateArgs = {
  inventoryLevelId: Scalars['ID']['input'];
};


export type MutationInventoryItemUpdateArgs = {
  id: Scalars['ID']['input'];
  input: InventoryItemInput;
};


export type MutationInventoryMoveQuantitiesArgs = {
  input: InventoryMoveQuantitiesInput;
};


export type MutationInventorySetOnHandQuantitiesArgs = {
  input: InventorySetOnHandQuantitiesInput;
};


export type MutationInventorySetQuantitiesArgs = {
  input: InventorySetQuantitiesInput;
};


export type MutationLocationActivateArgs = {
  locationId: Scalars['ID']['input'];
};


export type MutationLocationAddArgs = {
  input: LocationAddInput;
};


export type MutationLocationDeactivateArgs = {
  destinationLocationId?: InputMaybe<Scalars['ID']['input']>;
  locationId: Scalars['ID']['input'];
};


export type MutationLocationDeleteArgs = {
  locationId: Scalars['ID']['input'];
};


export type MutationOrderCancelArgs = {
  notifyCustomer?: InputMaybe<Scalars['Boolean']['input']>;
  orderId: Scalars['ID']['input'];
  reason: OrderCancelReason;
  refund?: InputMaybe<Scalars['Boolean']['input']>;
  refundMethod?: InputMaybe<OrderCancelRefundMethodInput>;
  restock: Scalars['Boolean']['input'];
  staffNote?: InputMaybe<Scalars['String']['input']>;
};


export type MutationOrderCloseArgs = {
  input: OrderCloseInput;
};


export type MutationOrderCreateArgs = {
  options?: InputMaybe<OrderCreateOptionsInput>;
  order: OrderCreateOrderInput;
};


export type MutationOrderCreateManualPaymentArgs = {
  amount?: InputMaybe<MoneyInput>;
  id: Scalars['ID']['input'];
  paymentMethodName?: InputMaybe<Scalars['String']['input']>;
  processedAt?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationOrderCustomerRemoveArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationOrderCustomerSetArgs = {
  customerId: Scalars['ID']['input'];
  orderId: Scalars['ID']['input'];
};


export type MutationOrderDeleteArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationOrderEditAddCustomItemArgs = {
  id: Scalars['ID']['input'];
  locationId?: InputMaybe<Scalars['ID']['input']>;
  price: MoneyInput;
  quantity: Scalars['Int']['input'];
  requiresShipping?: InputMaybe<Scalars['Boolean']['input']>;
  taxable?: InputMaybe<Scalars['Boolean']['input']>;
  title: Scalars['String']['input'];
};


export type MutationOrderEditAddLineItemDiscountArgs = {
  discount: OrderEditAppliedDiscountInput;
  id: Scalars['ID']['input'];
  lineItemId: Scalars['ID']['input'];
};


export type MutationOrderEditAddShippingLineArgs = {
  id: Scalars['ID']['input'];
  shippingLine: OrderEditAddShippingLineInput;
};


export type MutationOrderEditAddVariantArgs = {
  allowDuplicates?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
  locationId?: InputMaybe<Scalars['ID']['input']>;
  quantity: Scalars['Int']['input'];
  variantId: Scalars['ID']['input'];
};


export type MutationOrderEditBeginArgs = {
  id: Scalars['ID']['input'];
};


export type MutationOrderEditCommitArgs = {
  id: Scalars['ID']['input'];
  notifyCustomer?: InputMaybe<Scalars['Boolean']['input']>;
  staffNote?: InputMaybe<Scalars['String']['input']>;
};


export type MutationOrderEditRemoveDiscountArgs = {
  discountApplicationId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
};


export type MutationOrderEditRemoveShippingLineArgs = {
  id: Scalars['ID']['input'];
  shippingLineId: Scalars['ID']['input'];
};


export type MutationOrderEditSetQuantityArgs = {
  id: Scalars['ID']['input'];
  lineItemId: Scalars['ID']['input'];
  locationId?: InputMaybe<Scalars['ID']['input']>;
  quantity: Scalars['Int']['input'];
  restock?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationOrderEditUpdateShippingLineArgs = {
  id: Scalars['ID']['input'];
  shippingLine: OrderEditUpdateShippingLineInput;
  shippingLineId: Scalars['ID']['input'];
};


export type MutationOrderMarkAsPaidArgs = {
  input: OrderMarkAsPaidInput;
};


export type MutationOrderOpenArgs = {
  input: OrderOpenInput;
};


export type MutationOrderUpdateArgs = {
  input: OrderInput;
};


export type MutationProductCreateArgs = {
  input?: InputMaybe<ProductInput>;
  media?: InputMaybe<Array<CreateMediaInput>>;
  product?: InputMaybe<ProductCreateInput>;
};


export type MutationProductDeleteArgs = {
  input: ProductDeleteInput;
  synchronous?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationProductUpdateArgs = {
  identifier?: InputMaybe<ProductUpdateIdentifiers>;
  input?: InputMaybe<ProductInput>;
  media?: InputMaybe<Array<CreateMediaInput>>;
  product?: InputMaybe<ProductUpdateInput>;
};


export type MutationProductVariantsBulkCreateArgs = {
  media?: InputMaybe<Array<CreateMediaInput>>;
  productId: Scalars['ID']['input'];
  strategy?: InputMaybe<ProductVariantsBulkCreateStrategy>;
  variants: Array<ProductVariantsBulkInput>;
};


export type MutationProductVariantsBulkDeleteArgs = {
  productId: Scalars['ID']['input'];
  variantsIds: Array<Scalars['ID']['input']>;
};


export type MutationProductVariantsBulkUpdateArgs = {
  allowPartialUpdates?: InputMaybe<Scalars['Boolean']['input']>;
  media?: InputMaybe<Array<CreateMediaInput>>;
  productId: Scalars['ID']['input'];
  variants: Array<ProductVariantsBulkInput>;
};


export type MutationPubSubWebhookSubscriptionCreateArgs = {
  topic: WebhookSubscriptionTopic;
  webhookSubscription: PubSubWebhookSubscriptionInput;
};


export type MutationPubSubWebhookSubscriptionUpdateArgs = {
  id: Scalars['ID']['input'];
  webhookSubscription: PubSubWebhookSubscriptionInput;
};


export type MutationRefundCreateArgs = {
  input: RefundInput;
};


export type MutationTagsAddArgs = {
  id: Scalars['ID']['input'];
  tags: Array<Scalars['String']['input']>;
};


export type MutationTagsRemoveArgs = {
  id: Scalars['ID']['input'];
  tags: Array<Scalars['String']['input']>;
};


export type MutationWebhookSubscriptionCreateArgs = {
  topic: WebhookSubscriptionTopic;
  webhookSubscription: WebhookSubscriptionInput;
};


export type MutationWebhookSubscriptionDeleteArgs = {
  id: Scalars['ID']['input'];
};


export type MutationWebhookSubscriptionUpdateArgs = {
  id: Scalars['ID']['input'];
  webhookSubscription: WebhookSubscriptionInput;
};

export type Node = {
  id: Scalars['ID']['output'];
};

export type NotificationUsage =
  | 'SMS'
  | 'WEB';

export type OptionCreateInput = {
  linkedMetafield?: InputMaybe<LinkedMetafieldCreateInput>;
  name?: InputMaybe<Scalars['String']['input']>;
  position?: InputMaybe<Scalars['Int']['input']>;
  values?: InputMaybe<Array<OptionValueCreateInput>>;
};

export type OptionValueCreateInput = {
  linkedMetafieldValue?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
};

export type Order = Node & {
  __typename?: 'Order';
  additionalFees: Array<AdditionalFee>;
  app?: Maybe<OrderApp>;
  attribution?: Maybe<OrderAttribution>;
  billingAddress?: Maybe<MailingAddress>;
  billingAddressMatchesShippingAddress: Scalars['Boolean']['output'];
  canMarkAsPaid: Scalars['Boolean']['output'];
  canNotifyCustomer: Scalars['Boolean']['output'];
  cancelReason?: Maybe<OrderCancelReason>;
  cancellation?: Maybe<OrderCancellation>;
  cancelledAt?: Maybe<Scalars['DateTime']['output']>;
  capturable: Scalars['Boolean']['output'];
  /** @deprecated Use `cartDiscountAmountSet` instead. */
  cartDiscountAmount?: Maybe<Scalars['Money']['output']>;
  cartDiscountAmountSet?: Maybe<MoneyBag>;
  cartToken?: Maybe<Scalars['String']['output']>;
  checkoutToken?: Maybe<Scalars['String']['output']>;
  clientIp?: Maybe<Scalars['String']['output']>;
  closed: Scalars['Boolean']['output'];
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  confirmationNumber?: Maybe<Scalars['String']['output']>;
  confirmed: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  currencyCode: CurrencyCode;
  currentCartDiscountAmountSet: MoneyBag;
  currentShippingPriceSet: MoneyBag;
  currentSubtotalLineItemsQuantity: Scalars['Int']['output'];
  currentSubtotalPriceSet: MoneyBag;
  currentTaxLines: Array<TaxLine>;
  currentTotalAdditionalFeesSet?: Maybe<MoneyBag>;
  currentTotalDiscountsSet: MoneyBag;
  currentTotalDutiesSet?: Maybe<MoneyBag>;
  currentTotalPriceSet: MoneyBag;
  currentTotalTaxSet: MoneyBag;
  currentTotalWeight: Scalars['UnsignedInt64']['output'];
  customAttributes: Array<Attribute>;
  customer?: Maybe<Customer>;
  customerAcceptsMarketing: Scalars['Boolean']['output'];
  customerJourneySummary?: Maybe<CustomerJourneySummary>;
  customerLocale?: Maybe<Scalars['String']['output']>;
  discountApplications: DiscountApplicationConnection;
  discountCode?: Maybe<Scalars['String']['output']>;
  discountCodes: Array<Scalars['String']['output']>;
  displayAddress?: Maybe<MailingAddress>;
  displayFinancialStatus?: Maybe<OrderDisplayFinancialStatus>;
  displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
  dutiesIncluded: Scalars['Boolean']['output'];
  edited: Scalars['Boolean']['output'];
  email?: Maybe<Scalars['String']['output']>;
  estimatedTaxes: Scalars['Boolean']['output'];
  events: EventConnection;
  fulfillable: Scalars['Boolean']['output'];
  fulfillmentOrders: FulfillmentOrderConnection;
  fulfillments: Array<Fulfillment>;
  fulfillmentsCount?: Maybe<Count>;
  fullyPaid: Scalars['Boolean']['output'];
  hasTimelineComment: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  /** @deprecated Use `customerJourneySummary.lastVisit.landingPageHtml` instead */
  landingPageDisplayText?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `customerJourneySummary.lastVisit.landingPage` instead */
  landingPageUrl?: Maybe<Scalars['URL']['output']>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  lineItems: LineItemConnection;
  /** @deprecated This connection will be removed in a future version. Use `localizedFields` instead. */
  localizationExtensions: LocalizationExtensionConnection;
  localizedFields: LocalizedFieldConnection;
  merchantEditable: Scalars['Boolean']['output'];
  merchantEditableErrors: Array<Scalars['String']['output']>;
  merchantOfRecordApp?: Maybe<OrderApp>;
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  name: Scalars['String']['output'];
  /** @deprecated Use `netPaymentSet` instead. */
  netPayment: Scalars['Money']['output'];
  netPaymentSet: MoneyBag;
  nonFulfillableLineItems: LineItemConnection;
  note?: Maybe<Scalars['String']['output']>;
  number: Scalars['Int']['output'];
  originalTotalAdditionalFeesSet?: Maybe<MoneyBag>;
  originalTotalDutiesSet?: Maybe<MoneyBag>;
  originalTotalPriceSet: MoneyBag;
  paymentGatewayNames: Array<Scalars['String']['output']>;
  paymentTerms?: Maybe<PaymentTerms>;
  phone?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `fulfillmentOrders` to get the fulfillment location for the order */
  physicalLocation?: Maybe<Location>;
  poNumber?: Maybe<Scalars['String']['output']>;
  presentmentCurrencyCode: CurrencyCode;
  processedAt: Scalars['DateTime']['output'];
  productNetwork: Scalars['Boolean']['output'];
  purchasingEntity?: Maybe<PurchasingEntity>;
  /** @deprecated Use `customerJourneySummary.lastVisit.referralCode` instead */
  referralCode?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `customerJourneySummary.lastVisit.referralInfoHtml` instead */
  referrerDisplayText?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `customerJourneySummary.lastVisit.referrerUrl` instead */
  referrerUrl?: Maybe<Scalars['URL']['output']>;
  refundDiscrepancySet: MoneyBag;
  refundable: Scalars['Boolean']['output'];
  refunds: Array<Refund>;
  registeredSourceUrl?: Maybe<Scalars['URL']['output']>;
  requiresShipping: Scalars['Boolean']['output'];
  restockable: Scalars['Boolean']['output'];
  retailLocation?: Maybe<Location>;
  returnStatus: OrderReturnStatus;
  returns: ReturnConnection;
  /** @deprecated This field is deprecated in favor of OrderRiskAssessment.riskLevel which allows for more granular risk levels, including PENDING and NONE. */
  riskLevel: OrderRiskLevel;
  shippingAddress?: Maybe<MailingAddress>;
  shippingLine?: Maybe<ShippingLine>;
  shippingLines: ShippingLineConnection;
  sourceIdentifier?: Maybe<Scalars['String']['output']>;
  sourceName?: Maybe<Scalars['String']['output']>;
  statusPageUrl: Scalars['URL']['output'];
  subtotalLineItemsQuantity: Scalars['Int']['output'];
  /** @deprecated Use `subtotalPriceSet` instead. */
  subtotalPrice?: Maybe<Scalars['Money']['output']>;
  subtotalPriceSet?: Maybe<MoneyBag>;
  suggestedRefund?: Maybe<SuggestedRefund>;
  tags: Array<Scalars['String']['output']>;
  taxExempt: Scalars['Boolean']['output'];
  taxLines: Array<TaxLine>;
  taxesIncluded: Scalars['Boolean']['output'];
  test: Scalars['Boolean']['output'];
  /** @deprecated Use `totalCapturableSet` instead. */
  totalCapturable: Scalars['Money']['output'];
  totalCapturableSet: MoneyBag;
  totalCashRoundingAdjustment: CashRoundingAdjustment;
  /** @deprecated Use `totalDiscountsSet` instead. */
  totalDiscounts?: Maybe<Scalars['Money']['output']>;
  totalDiscountsSet?: Maybe<MoneyBag>;
  totalOutstandingSet: MoneyBag;
  /** @deprecated Use `totalPriceSet` instead. */
  totalPrice: Scalars['Money']['output'];
  totalPriceSet: MoneyBag;
  /** @deprecated Use `totalReceivedSet` instead. */
  totalReceived: Scalars['Money']['output'];
  totalReceivedSet: MoneyBag;
  /** @deprecated Use `totalRefundedSet` instead. */
  totalRefunded: Scalars['Money']['output'];
  totalRefundedSet: MoneyBag;
  totalRefundedShippingSet: MoneyBag;
  /** @deprecated Use `totalShippingPriceSet` instead. */
  totalShippingPrice: Scalars['Money']['output'];
  totalShippingPriceSet: MoneyBag;
  /** @deprecated Use `totalTaxSet` instead. */
  totalTax?: Maybe<Scalars['Money']['output']>;
  totalTaxSet?: Maybe<MoneyBag>;
  /** @deprecated Use `totalTipReceivedSet` instead. */
  totalTipReceived: MoneyV2;
  totalTipReceivedSet: MoneyBag;
  totalWeight?: Maybe<Scalars['UnsignedInt64']['output']>;
  transactions: Array<OrderTransaction>;
  transactionsCount?: Maybe<Count>;
  unpaid: Scalars['Boolean']['output'];
  updatedAt: Scalars['DateTime']['output'];
};


export type OrderDiscountApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<EventSortKeys>;
};


export type OrderFulfillmentOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  displayable?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderFulfillmentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};


export type OrderLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderLocalizationExtensionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  countryCodes?: InputMaybe<Array<CountryCode>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  purposes?: InputMaybe<Array<LocalizationExtensionPurpose>>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderLocalizedFieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  countryCodes?: InputMaybe<Array<CountryCode>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  purposes?: InputMaybe<Array<LocalizedFieldPurpose>>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type OrderMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderNonFulfillableLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderRefundsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type OrderReturnsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderShippingLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeRemovals?: InputMaybe<Scalars['Boolean']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderStatusPageUrlArgs = {
  audience?: InputMaybe<Audience>;
  notificationUsage?: InputMaybe<NotificationUsage>;
};


export type OrderSuggestedRefundArgs = {
  refundDuties?: InputMaybe<Array<RefundDutyInput>>;
  refundLineItems?: InputMaybe<Array<RefundLineItemInput>>;
  refundMethodAllocation?: InputMaybe<RefundMethodAllocation>;
  refundShipping?: InputMaybe<Scalars['Boolean']['input']>;
  shippingAmount?: InputMaybe<Scalars['Money']['input']>;
  suggestFullRefund?: InputMaybe<Scalars['Boolean']['input']>;
};


export type OrderTransactionsArgs = {
  capturable?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  manuallyResolvable?: InputMaybe<Scalars['Boolean']['input']>;
};

export type OrderAdjustment = Node & {
  __typename?: 'OrderAdjustment';
  amountSet: MoneyBag;
  id: Scalars['ID']['output'];
  reason?: Maybe<OrderAdjustmentDiscrepancyReason>;
  taxAmountSet: MoneyBag;
};

export type OrderAdjustmentConnection = {
  __typename?: 'OrderAdjustmentConnection';
  edges: Array<OrderAdjustmentEdge>;
  nodes: Array<OrderAdjustment>;
  pageInfo: PageInfo;
};

export type OrderAdjustmentDiscrepancyReason =
  | 'CUSTOMER'
  | 'DAMAGE'
  | 'FULL_RETURN_BALANCING_ADJUSTMENT'
  | 'PENDING_REFUND_DISCREPANCY'
  | 'REFUND_DISCREPANCY'
  | 'RESTOCK';

export type OrderAdjustmentEdge = {
  __typename?: 'OrderAdjustmentEdge';
  cursor: Scalars['String']['output'];
  node: OrderAdjustment;
};

export type OrderAdjustmentInputDiscrepancyReason =
  | 'CUSTOMER'
  | 'DAMAGE'
  | 'OTHER'
  | 'RESTOCK';

export type OrderApp = {
  __typename?: 'OrderApp';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type OrderAttribution = {
  __typename?: 'OrderAttribution';
  displayName: Scalars['String']['output'];
  handle: Scalars['String']['output'];
  icon?: Maybe<Scalars['String']['output']>;
};

export type OrderCancelJobResult = Node & {
  __typename?: 'OrderCancelJobResult';
  done: Scalars['Boolean']['output'];
  errors: Array<OrderCancelUserError>;
  id: Scalars['ID']['output'];
  order?: Maybe<Order>;
  status: OrderCancelStatus;
};

export type OrderCancelPayload = {
  __typename?: 'OrderCancelPayload';
  job?: Maybe<Job>;
  jobResult?: Maybe<OrderCancelJobResult>;
  orderCancelUserErrors: Array<OrderCancelUserError>;
  /** @deprecated Use `orderCancelUserErrors` instead. */
  userErrors: Array<UserError>;
};

export type OrderCancelReason =
  | 'CUSTOMER'
  | 'DECLINED'
  | 'FRAUD'
  | 'INVENTORY'
  | 'OTHER'
  | 'STAFF';

export type OrderCancelRefundMethodInput =
  { originalPaymentMethodsRefund: Scalars['Boolean']['input']; storeCreditRefund?: never; }
  |  { originalPaymentMethodsRefund?: never; storeCreditRefund: OrderCancelStoreCreditRefundInput; };

export type OrderCancelStatus =
  | 'FAILED'
  | 'STARTED'
  | 'SUCCEEDED';

export type OrderCancelStoreCreditRefundInput = {
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
};

export type OrderCancelUserError = {
  __typename?: 'OrderCancelUserError';
  code?: Maybe<OrderCancelUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderCancelUserErrorCode =
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'NO_REFUND_PERMISSION'
  | 'NO_REFUND_TO_STORE_CREDIT_PERMISSION'
  | 'STORE_CREDIT_REFUND_B2B_NOT_SUPPORTED'
  | 'STORE_CREDIT_REFUND_EXPIRATION_IN_PAST'
  | 'STORE_CREDIT_REFUND_MISSING_CUSTOMER';

export type OrderCancellation = {
  __typename?: 'OrderCancellation';
  staffNote?: Maybe<Scalars['String']['output']>;
};

export type OrderCloseInput = {
  id: Scalars['ID']['input'];
};

export type OrderClosePayload = {
  __typename?: 'OrderClosePayload';
  order?: Maybe<Order>;
  userErrors: Array<UserError>;
};

export type OrderConnection = {
  __typename?: 'OrderConnection';
  edges: Array<OrderEdge>;
  nodes: Array<Order>;
  pageInfo: PageInfo;
};

export type OrderCreateAssociateCustomerAttributesInput = {
  email?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
};

export type OrderCreateCustomAttributeInput = {
  key: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type OrderCreateCustomerAddressInput = {
  address1?: InputMaybe<Scalars['String']['input']>;
  address2?: InputMaybe<Scalars['String']['input']>;
  city?: InputMaybe<Scalars['String']['input']>;
  company?: InputMaybe<Scalars['String']['input']>;
  country?: InputMaybe<Scalars['String']['input']>;
  firstName?: InputMaybe<Scalars['String']['input']>;
  lastName?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
  province?: InputMaybe<Scalars['String']['input']>;
  zip?: InputMaybe<Scalars['String']['input']>;
};

export type OrderCreateCustomerInput =
  { toAssociate: OrderCreateAssociateCustomerAttributesInput; toUpsert?: never; }
  |  { toAssociate?: never; toUpsert: OrderCreateUpsertCustomerAttributesInput; };

export type OrderCreateDiscountCodeInput = {
  freeShippingDiscountCode?: InputMaybe<OrderCreateFreeShippingDiscountCodeAttributesInput>;
  itemFixedDiscountCode?: InputMaybe<OrderCreateFixedDiscountCodeAttributesInput>;
  itemPercentageDiscountCode?: InputMaybe<OrderCreatePercentageDiscountCodeAttributesInput>;
};

export type OrderCreateFinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export type OrderCreateFixedDiscountCodeAttributesInput = {
  amountSet?: InputMaybe<MoneyBagInput>;
  code: Scalars['String']['input'];
};

export type OrderCreateFreeShippingDiscountCodeAttributesInput = {
  code: Scalars['String']['input'];
};

export type OrderCreateFulfillmentInput = {
  locationId: Scalars['ID']['input'];
  notifyCustomer?: InputMaybe<Scalars['Boolean']['input']>;
  originAddress?: InputMaybe<FulfillmentOriginAddressInput>;
  shipmentStatus?: InputMaybe<FulfillmentEventStatus>;
  trackingCompany?: InputMaybe<Scalars['String']['input']>;
  trackingNumber?: InputMaybe<Scalars['String']['input']>;
  trackingNumbers?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type OrderCreateFulfillmentStatus =
  | 'FULFILLED'
  | 'PARTIAL'
  | 'RESTOCKED';

export type OrderCreateInputsInventoryBehavior =
  | 'BYPASS'
  | 'DECREMENT_IGNORING_POLICY'
  | 'DECREMENT_OBEYING_POLICY';

export type OrderCreateLineItemInput = {
  fulfillmentService?: InputMaybe<Scalars['String']['input']>;
  giftCard?: InputMaybe<Scalars['Boolean']['input']>;
  priceSet?: InputMaybe<MoneyBagInput>;
  productId?: InputMaybe<Scalars['ID']['input']>;
  properties?: InputMaybe<Array<OrderCreateLineItemPropertyInput>>;
  quantity: Scalars['Int']['input'];
  requiresShipping?: InputMaybe<Scalars['Boolean']['input']>;
  sku?: InputMaybe<Scalars['String']['input']>;
  taxLines?: InputMaybe<Array<OrderCreateTaxLineInput>>;
  taxable?: InputMaybe<Scalars['Boolean']['input']>;
  title?: InputMaybe<Scalars['String']['input']>;
  variantId?: InputMaybe<Scalars['ID']['input']>;
  variantTitle?: InputMaybe<Scalars['String']['input']>;
  vendor?: InputMaybe<Scalars['String']['input']>;
  weight?: InputMaybe<WeightInput>;
};

export type OrderCreateLineItemPropertyInput = {
  name: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type OrderCreateManualPaymentOrderCreateManualPaymentError = {
  __typename?: 'OrderCreateManualPaymentOrderCreateManualPaymentError';
  code?: Maybe<OrderCreateManualPaymentOrderCreateManualPaymentErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderCreateManualPaymentOrderCreateManualPaymentErrorCode =
  | 'AMOUNT_EXCEEDS_BALANCE'
  | 'AMOUNT_NOT_POSITIVE'
  | 'CURRENCY_MISMATCH'
  | 'GATEWAY_NOT_FOUND'
  | 'ORDER_IS_TEMPORARILY_UNAVAILABLE'
  | 'ORDER_NOT_FOUND'
  | 'PROCESSED_AT_INVALID';

export type OrderCreateManualPaymentPayload = {
  __typename?: 'OrderCreateManualPaymentPayload';
  order?: Maybe<Order>;
  userErrors: Array<OrderCreateManualPaymentOrderCreateManualPaymentError>;
};

export type OrderCreateOptionsInput = {
  inventoryBehaviour?: InputMaybe<OrderCreateInputsInventoryBehavior>;
  sendFulfillmentReceipt?: InputMaybe<Scalars['Boolean']['input']>;
  sendReceipt?: InputMaybe<Scalars['Boolean']['input']>;
};

export type OrderCreateOrderInput = {
  billingAddress?: InputMaybe<MailingAddressInput>;
  buyerAcceptsMarketing?: InputMaybe<Scalars['Boolean']['input']>;
  closedAt?: InputMaybe<Scalars['DateTime']['input']>;
  companyLocationId?: InputMaybe<Scalars['ID']['input']>;
  currency?: InputMaybe<CurrencyCode>;
  customAttributes?: InputMaybe<Array<OrderCreateCustomAttributeInput>>;
  customer?: InputMaybe<OrderCreateCustomerInput>;
  /** @deprecated This is replaced by the `customer` field in a future version. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  discountCode?: InputMaybe<OrderCreateDiscountCodeInput>;
  email?: InputMaybe<Scalars['String']['input']>;
  financialStatus?: InputMaybe<OrderCreateFinancialStatus>;
  fulfillment?: InputMaybe<OrderCreateFulfillmentInput>;
  fulfillmentStatus?: InputMaybe<OrderCreateFulfillmentStatus>;
  lineItems?: InputMaybe<Array<OrderCreateLineItemInput>>;
  metafields?: InputMaybe<Array<MetafieldInput>>;
  name?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
  poNumber?: InputMaybe<Scalars['String']['input']>;
  presentmentCurrency?: InputMaybe<CurrencyCode>;
  processedAt?: InputMaybe<Scalars['DateTime']['input']>;
  referringSite?: InputMaybe<Scalars['URL']['input']>;
  shippingAddress?: InputMaybe<MailingAddressInput>;
  shippingLines?: InputMaybe<Array<OrderCreateShippingLineInput>>;
  sourceIdentifier?: InputMaybe<Scalars['String']['input']>;
  sourceName?: InputMaybe<Scalars['String']['input']>;
  sourceUrl?: InputMaybe<Scalars['URL']['input']>;
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  taxLines?: InputMaybe<Array<OrderCreateTaxLineInput>>;
  taxesIncluded?: InputMaybe<Scalars['Boolean']['input']>;
  test?: InputMaybe<Scalars['Boolean']['input']>;
  transactions?: InputMaybe<Array<OrderCreateOrderTransactionInput>>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};

export type OrderCreateOrderTransactionInput = {
  amountSet: MoneyBagInput;
  authorizationCode?: InputMaybe<Scalars['String']['input']>;
  deviceId?: InputMaybe<Scalars['ID']['input']>;
  gateway?: InputMaybe<Scalars['String']['input']>;
  giftCardId?: InputMaybe<Scalars['ID']['input']>;
  kind?: InputMaybe<OrderTransactionKind>;
  locationId?: InputMaybe<Scalars['ID']['input']>;
  processedAt?: InputMaybe<Scalars['DateTime']['input']>;
  receiptJson?: InputMaybe<Scalars['JSON']['input']>;
  status?: InputMaybe<OrderTransactionStatus>;
  test?: InputMaybe<Scalars['Boolean']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};

export type OrderCreatePayload = {
  __typename?: 'OrderCreatePayload';
  order?: Maybe<Order>;
  userErrors: Array<OrderCreateUserError>;
};

export type OrderCreatePercentageDiscountCodeAttributesInput = {
  code: Scalars['String']['input'];
  percentage?: InputMaybe<Scalars['Float']['input']>;
};

export type OrderCreateShippingLineInput = {
  code?: InputMaybe<Scalars['String']['input']>;
  priceSet: MoneyBagInput;
  source?: InputMaybe<Scalars['String']['input']>;
  taxLines?: InputMaybe<Array<OrderCreateTaxLineInput>>;
  title: Scalars['String']['input'];
};

export type OrderCreateTaxLineInput = {
  channelLiable?: InputMaybe<Scalars['Boolean']['input']>;
  priceSet?: InputMaybe<MoneyBagInput>;
  rate: Scalars['Decimal']['input'];
  title: Scalars['String']['input'];
};

export type OrderCreateUpsertCustomerAttributesInput = {
  addresses?: InputMaybe<Array<OrderCreateCustomerAddressInput>>;
  email?: InputMaybe<Scalars['String']['input']>;
  firstName?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
  lastName?: InputMaybe<Scalars['String']['input']>;
  multipassIdentifier?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  taxExempt?: InputMaybe<Scalars['Boolean']['input']>;
};

export type OrderCreateUserError = {
  __typename?: 'OrderCreateUserError';
  code?: Maybe<OrderCreateUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderCreateUserErrorCode =
  | 'FULFILLMENT_SERVICE_INVALID'
  | 'INVALID'
  | 'INVENTORY_CLAIM_FAILED'
  | 'PROCESSED_AT_INVALID'
  | 'REDUNDANT_CUSTOMER_FIELDS'
  | 'SHOP_DORMANT'
  | 'TAX_LINE_RATE_MISSING';

export type OrderCustomerRemovePayload = {
  __typename?: 'OrderCustomerRemovePayload';
  order?: Maybe<Order>;
  userErrors: Array<OrderCustomerRemoveUserError>;
};

export type OrderCustomerRemoveUserError = {
  __typename?: 'OrderCustomerRemoveUserError';
  code?: Maybe<OrderCustomerRemoveUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderCustomerRemoveUserErrorCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'NOT_SAVED';

export type OrderCustomerSetPayload = {
  __typename?: 'OrderCustomerSetPayload';
  order?: Maybe<Order>;
  userErrors: Array<OrderCustomerSetUserError>;
};

export type OrderCustomerSetUserError = {
  __typename?: 'OrderCustomerSetUserError';
  code?: Maybe<OrderCustomerSetUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderCustomerSetUserErrorCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'NOT_PERMITTED'
  | 'NOT_SAVED';

export type OrderDeletePayload = {
  __typename?: 'OrderDeletePayload';
  deletedId?: Maybe<Scalars['ID']['output']>;
  userErrors: Array<OrderDeleteUserError>;
};

export type OrderDeleteUserError = {
  __typename?: 'OrderDeleteUserError';
  code?: Maybe<OrderDeleteUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderDeleteUserErrorCode =
  | 'INVALID'
  | 'NOT_FOUND';

export type OrderDisplayFinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export type OrderDisplayFulfillmentStatus =
  | 'FULFILLED'
  | 'FULFILLMENT_NOT_REQUIRED'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'PARTIALLY_FULFILLED'
  | 'PENDING_FULFILLMENT'
  | 'REQUEST_DECLINED'
  | 'RESTOCKED'
  | 'SCHEDULED'
  | 'UNFULFILLED';

export type OrderEdge = {
  __typename?: 'OrderEdge';
  cursor: Scalars['String']['output'];
  node: Order;
};

export type OrderEditAddCustomItemPayload = {
  __typename?: 'OrderEditAddCustomItemPayload';
  calculatedLineItem?: Maybe<CalculatedLineItem>;
  calculatedOrder?: Maybe<CalculatedOrder>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<UserError>;
};

export type OrderEditAddLineItemDiscountPayload = {
  __typename?: 'OrderEditAddLineItemDiscountPayload';
  addedDiscountStagedChange?: Maybe<OrderStagedChangeAddLineItemDiscount>;
  calculatedLineItem?: Maybe<CalculatedLineItem>;
  calculatedOrder?: Maybe<CalculatedOrder>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<UserError>;
};

export type OrderEditAddShippingLineInput = {
  price: MoneyInput;
  title: Scalars['String']['input'];
};

export type OrderEditAddShippingLinePayload = {
  __typename?: 'OrderEditAddShippingLinePayload';
  calculatedOrder?: Maybe<CalculatedOrder>;
  calculatedShippingLine?: Maybe<CalculatedShippingLine>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<OrderEditAddShippingLineUserError>;
};

export type OrderEditAddShippingLineUserError = {
  __typename?: 'OrderEditAddShippingLineUserError';
  code?: Maybe<OrderEditAddShippingLineUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderEditAddShippingLineUserErrorCode =
  | 'INVALID';

export type OrderEditAddVariantPayload = {
  __typename?: 'OrderEditAddVariantPayload';
  calculatedLineItem?: Maybe<CalculatedLineItem>;
  calculatedOrder?: Maybe<CalculatedOrder>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<UserError>;
};

export type OrderEditAppliedDiscountInput = {
  description?: InputMaybe<Scalars['String']['input']>;
  fixedValue?: InputMaybe<MoneyInput>;
  percentValue?: InputMaybe<Scalars['Float']['input']>;
};

export type OrderEditBeginPayload = {
  __typename?: 'OrderEditBeginPayload';
  calculatedOrder?: Maybe<CalculatedOrder>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<UserError>;
};

export type OrderEditCommitPayload = {
  __typename?: 'OrderEditCommitPayload';
  order?: Maybe<Order>;
  successMessages?: Maybe<Array<Scalars['String']['output']>>;
  userErrors: Array<UserError>;
};

export type OrderEditRemoveDiscountPayload = {
  __typename?: 'OrderEditRemoveDiscountPayload';
  calculatedOrder?: Maybe<CalculatedOrder>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<OrderEditRemoveDiscountUserError>;
};

export type OrderEditRemoveDiscountUserError = {
  __typename?: 'OrderEditRemoveDiscountUserError';
  code?: Maybe<OrderEditRemoveDiscountUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderEditRemoveDiscountUserErrorCode =
  | 'INVALID';

export type OrderEditRemoveShippingLinePayload = {
  __typename?: 'OrderEditRemoveShippingLinePayload';
  calculatedOrder?: Maybe<CalculatedOrder>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<OrderEditRemoveShippingLineUserError>;
};

export type OrderEditRemoveShippingLineUserError = {
  __typename?: 'OrderEditRemoveShippingLineUserError';
  code?: Maybe<OrderEditRemoveShippingLineUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderEditRemoveShippingLineUserErrorCode =
  | 'INVALID';

export type OrderEditSession = Node & {
  __typename?: 'OrderEditSession';
  id: Scalars['ID']['output'];
};

export type OrderEditSetQuantityPayload = {
  __typename?: 'OrderEditSetQuantityPayload';
  calculatedLineItem?: Maybe<CalculatedLineItem>;
  calculatedOrder?: Maybe<CalculatedOrder>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<UserError>;
};

export type OrderEditUpdateShippingLineInput = {
  price?: InputMaybe<MoneyInput>;
  title?: InputMaybe<Scalars['String']['input']>;
};

export type OrderEditUpdateShippingLinePayload = {
  __typename?: 'OrderEditUpdateShippingLinePayload';
  calculatedOrder?: Maybe<CalculatedOrder>;
  orderEditSession?: Maybe<OrderEditSession>;
  userErrors: Array<OrderEditUpdateShippingLineUserError>;
};

export type OrderEditUpdateShippingLineUserError = {
  __typename?: 'OrderEditUpdateShippingLineUserError';
  code?: Maybe<OrderEditUpdateShippingLineUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type OrderEditUpdateShippingLineUserErrorCode =
  | 'INVALID';

export type OrderIdentifierInput =
  { customId: UniqueMetafieldValueInput; id?: never; }
  |  { customId?: never; id: Scalars['ID']['input']; };

export type OrderInput = {
  customAttributes?: InputMaybe<Array<AttributeInput>>;
  email?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  /** @deprecated This field will be removed in a future version. Use `localizedFields` instead. */
  localizationExtensions?: InputMaybe<Array<LocalizationExtensionInput>>;
  localizedFields?: InputMaybe<Array<LocalizedFieldInput>>;
  metafields?: InputMaybe<Array<MetafieldInput>>;
  note?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
  poNumber?: InputMaybe<Scalars['String']['input']>;
  shippingAddress?: InputMaybe<MailingAddressInput>;
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type OrderMarkAsPaidInput = {
  id: Scalars['ID']['input'];
};

export type OrderMarkAsPaidPayload = {
  __typename?: 'OrderMarkAsPaidPayload';
  order?: Maybe<Order>;
  userErrors: Array<UserError>;
};

export type OrderOpenInput = {
  id: Scalars['ID']['input'];
};

export type OrderOpenPayload = {
  __typename?: 'OrderOpenPayload';
  order?: Maybe<Order>;
  userErrors: Array<UserError>;
};

export type OrderReturnStatus =
  | 'INSPECTION_COMPLETE'
  | 'IN_PROGRESS'
  | 'NO_RETURN'
  | 'RETURNED'
  | 'RETURN_FAILED'
  | 'RETURN_REQUESTED';

export type OrderRiskLevel =
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM';

export type OrderSortKeys =
  | 'CREATED_AT'
  | 'CURRENT_TOTAL_PRICE'
  | 'CUSTOMER_NAME'
  | 'DESTINATION'
  | 'FINANCIAL_STATUS'
  | 'FULFILLMENT_STATUS'
  | 'ID'
  | 'ORDER_NUMBER'
  | 'PO_NUMBER'
  | 'PROCESSED_AT'
  | 'RELEVANCE'
  | 'TOTAL_ITEMS_QUANTITY'
  | 'TOTAL_PRICE'
  | 'UPDATED_AT';

export type OrderStagedChangeAddLineItemDiscount = {
  __typename?: 'OrderStagedChangeAddLineItemDiscount';
  description: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  value: PricingValue;
};

export type OrderTransaction = Node & {
  __typename?: 'OrderTransaction';
  accountNumber?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `amountSet` instead. */
  amount: Scalars['Money']['output'];
  amountRoundingSet?: Maybe<MoneyBag>;
  amountSet: MoneyBag;
  /** @deprecated Use `amountSet` instead. */
  amountV2: MoneyV2;
  /** @deprecated Use `paymentId` instead. */
  authorizationCode?: Maybe<Scalars['String']['output']>;
  authorizationExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  createdAt: Scalars['DateTime']['output'];
  errorCode?: Maybe<OrderTransactionErrorCode>;
  fees: Array<TransactionFee>;
  formattedGateway?: Maybe<Scalars['String']['output']>;
  gateway?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  kind: OrderTransactionKind;
  location?: Maybe<Location>;
  manualPaymentGateway: Scalars['Boolean']['output'];
  manuallyCapturable: Scalars['Boolean']['output'];
  /** @deprecated Use `maximumRefundableV2` instead. */
  maximumRefundable?: Maybe<Scalars['Money']['output']>;
  maximumRefundableV2?: Maybe<MoneyV2>;
  multiCapturable: Scalars['Boolean']['output'];
  order?: Maybe<Order>;
  parentTransaction?: Maybe<OrderTransaction>;
  paymentId?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `paymentIcon` instead. */
  paymentMethod?: Maybe<PaymentMethods>;
  processedAt?: Maybe<Scalars['DateTime']['output']>;
  receiptJson?: Maybe<Scalars['JSON']['output']>;
  settlementCurrency?: Maybe<CurrencyCode>;
  settlementCurrencyRate?: Maybe<Scalars['Decimal']['output']>;
  status: OrderTransactionStatus;
  test: Scalars['Boolean']['output'];
  /** @deprecated Use `totalUnsettledSet` instead. */
  totalUnsettled?: Maybe<Scalars['Money']['output']>;
  totalUnsettledSet?: Maybe<MoneyBag>;
  /** @deprecated Use `totalUnsettledSet` instead. */
  totalUnsettledV2?: Maybe<MoneyV2>;
};

export type OrderTransactionConnection = {
  __typename?: 'OrderTransactionConnection';
  edges: Array<OrderTransactionEdge>;
  nodes: Array<OrderTransaction>;
  pageInfo: PageInfo;
};

export type OrderTransactionEdge = {
  __typename?: 'OrderTransactionEdge';
  cursor: Scalars['String']['output'];
  node: OrderTransaction;
};

export type OrderTransactionErrorCode =
  | 'AMAZON_PAYMENTS_INVALID_PAYMENT_METHOD'
  | 'AMAZON_PAYMENTS_MAX_AMOUNT_CHARGED'
  | 'AMAZON_PAYMENTS_MAX_AMOUNT_REFUNDED'
  | 'AMAZON_PAYMENTS_MAX_AUTHORIZATIONS_CAPTURED'
  | 'AMAZON_PAYMENTS_MAX_REFUNDS_PROCESSED'
  | 'AMAZON_PAYMENTS_ORDER_REFERENCE_CANCELED'
  | 'AMAZON_PAYMENTS_STALE'
  | 'AMOUNT_TOO_LARGE'
  | 'AMOUNT_TOO_SMALL'
  | 'AUTHENTICATION_FAILED'
  | 'AUTHENTICATION_REQUIRED'
  | 'AUTHORIZATION_EXPIRED'
  | 'CALL_ISSUER'
  | 'CANCELLED_PAYMENT'
  | 'CARD_DECLINED'
  | 'CARD_TESTING'
  | 'CONFIG_ERROR'
  | 'DO_NOT_HONOR'
  | 'EXPIRED_CARD'
  | 'FRAUD_SUSPECTED'
  | 'GENERIC_ERROR'
  | 'INCORRECT_ADDRESS'
  | 'INCORRECT_CVC'
  | 'INCORRECT_NUMBER'
  | 'INCORRECT_PIN'
  | 'INCORRECT_ZIP'
  | 'INSTRUMENT_DECLINED'
  | 'INSUFFICIENT_FUNDS'
  | 'INVALID_AMOUNT'
  | 'INVALID_COUNTRY'
  | 'INVALID_CURRENCY'
  | 'INVALID_CVC'
  | 'INVALID_EXPIRY_DATE'
  | 'INVALID_NUMBER'
  | 'INVALID_PAYMENT_METHOD'
  | 'INVALID_PURCHASE_TYPE'
  | 'MERCHANT_ACCOUNT_ERROR'
  | 'MERCHANT_RULE'
  | 'PAYMENT_METHOD_UNAVAILABLE'
  | 'PAYMENT_METHOD_UNSUPPORTED'
  | 'PAYMENT_PROVIDER_ERROR'
  | 'PICK_UP_CARD'
  | 'PROCESSING_ERROR'
  | 'RETRY_DECLINED'
  | 'TEST_MODE_LIVE_CARD'
  | 'TRANSACTION_LIMIT_EXCEEDED'
  | 'UNSUPPORTED_FEATURE';

export type OrderTransactionInput = {
  amount: Scalars['Money']['input'];
  gateway: Scalars['String']['input'];
  kind: OrderTransactionKind;
  orderId: Scalars['ID']['input'];
  parentId?: InputMaybe<Scalars['ID']['input']>;
};

export type OrderTransactionKind =
  | 'AUTHORIZATION'
  | 'CAPTURE'
  | 'CHANGE'
  | 'EMV_AUTHORIZATION'
  | 'REFUND'
  | 'SALE'
  | 'SUGGESTED_REFUND'
  | 'VOID';

export type OrderTransactionStatus =
  | 'AWAITING_RESPONSE'
  | 'ERROR'
  | 'FAILURE'
  | 'PENDING'
  | 'SUCCESS'
  | 'UNKNOWN';

export type OrderUpdatePayload = {
  __typename?: 'OrderUpdatePayload';
  order?: Maybe<Order>;
  userErrors: Array<UserError>;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type PaymentMethods =
  | 'AMERICAN_EXPRESS'
  | 'BANCONTACT'
  | 'BITCOIN'
  | 'BOGUS'
  | 'CARTES_BANCAIRES'
  | 'DANKORT'
  | 'DINERS_CLUB'
  | 'DISCOVER'
  | 'DOGECOIN'
  | 'EFTPOS'
  | 'ELO'
  | 'FORBRUGSFORENINGEN'
  | 'INTERAC'
  | 'JCB'
  | 'LITECOIN'
  | 'MAESTRO'
  | 'MASTERCARD'
  | 'PAYPAL'
  | 'UNIONPAY'
  | 'VISA';

export type PaymentTerms = Node & {
  __typename?: 'PaymentTerms';
  due: Scalars['Boolean']['output'];
  dueInDays?: Maybe<Scalars['Int']['output']>;
  id: Scalars['ID']['output'];
  order?: Maybe<Order>;
  overdue: Scalars['Boolean']['output'];
  paymentTermsName: Scalars['String']['output'];
  paymentTermsType: PaymentTermsType;
  translatedName: Scalars['String']['output'];
};

export type PaymentTermsType =
  | 'FIXED'
  | 'FULFILLMENT'
  | 'NET'
  | 'RECEIPT'
  | 'UNKNOWN';

export type PricingPercentageValue = {
  __typename?: 'PricingPercentageValue';
  percentage: Scalars['Float']['output'];
};

export type PricingValue = MoneyV2 | PricingPercentageValue;

export type Product = Node & {
  __typename?: 'Product';
  availablePublicationsCount?: Maybe<Count>;
  /** @deprecated Use `descriptionHtml` instead. */
  bodyHtml?: Maybe<Scalars['String']['output']>;
  combinedListingRole?: Maybe<CombinedListingsRole>;
  createdAt: Scalars['DateTime']['output'];
  /** @deprecated Use `productType` instead. */
  customProductType?: Maybe<Scalars['String']['output']>;
  defaultCursor: Scalars['String']['output'];
  description: Scalars['String']['output'];
  descriptionHtml: Scalars['HTML']['output'];
  /** @deprecated Use `description` instead. */
  descriptionPlainSummary: Scalars['String']['output'];
  events: EventConnection;
  giftCardTemplateSuffix?: Maybe<Scalars['String']['output']>;
  handle: Scalars['String']['output'];
  hasOnlyDefaultVariant: Scalars['Boolean']['output'];
  hasOutOfStockVariants: Scalars['Boolean']['output'];
  hasVariantsThatRequiresComponents: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  inCollection: Scalars['Boolean']['output'];
  isGiftCard: Scalars['Boolean']['output'];
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  mediaCount?: Maybe<Count>;
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  onlineStorePreviewUrl?: Maybe<Scalars['URL']['output']>;
  onlineStoreUrl?: Maybe<Scalars['URL']['output']>;
  options: Array<ProductOption>;
  productComponentsCount?: Maybe<Count>;
  productParents: ProductConnection;
  productType: Scalars['String']['output'];
  /** @deprecated Use `resourcePublicationsCount` instead. */
  publicationCount: Scalars['Int']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  publishedInContext: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnPublication` instead. */
  publishedOnChannel: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnCurrentPublication` instead. */
  publishedOnCurrentChannel: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnPublication` instead. */
  publishedOnCurrentPublication: Scalars['Boolean']['output'];
  publishedOnPublication: Scalars['Boolean']['output'];
  requiresSellingPlan: Scalars['Boolean']['output'];
  resourcePublicationsCount?: Maybe<Count>;
  /** @deprecated Use `sellingPlanGroupsCount` instead. */
  sellingPlanGroupCount: Scalars['Int']['output'];
  sellingPlanGroupsCount?: Maybe<Count>;
  status: ProductStatus;
  /** @deprecated Use `id` instead. */
  storefrontId: Scalars['StorefrontID']['output'];
  tags: Array<Scalars['String']['output']>;
  templateSuffix?: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
  totalInventory: Scalars['Int']['output'];
  /** @deprecated Use `variantsCount` instead. */
  totalVariants: Scalars['Int']['output'];
  tracksInventory: Scalars['Boolean']['output'];
  updatedAt: Scalars['DateTime']['output'];
  variants: ProductVariantConnection;
  variantsCount?: Maybe<Count>;
  variantsInCollection?: Maybe<ProductVariantConnection>;
  variantsInCollectionCount?: Maybe<Count>;
  vendor: Scalars['String']['output'];
};


export type ProductDescriptionArgs = {
  truncateAt?: InputMaybe<Scalars['Int']['input']>;
};


export type ProductEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<EventSortKeys>;
};


export type ProductInCollectionArgs = {
  id: Scalars['ID']['input'];
};


export type ProductMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type ProductMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductOptionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type ProductProductParentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductPublicationCountArgs = {
  onlyPublished?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductPublishedInContextArgs = {
  context: ContextualPublicationContext;
};


export type ProductPublishedOnChannelArgs = {
  channelId: Scalars['ID']['input'];
};


export type ProductPublishedOnPublicationArgs = {
  publicationId: Scalars['ID']['input'];
};


export type ProductResourcePublicationsCountArgs = {
  onlyPublished?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<ProductVariantSortKeys>;
};


export type ProductVariantsInCollectionArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  collectionId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type ProductVariantsInCollectionCountArgs = {
  collectionId: Scalars['ID']['input'];
};

export type ProductClaimOwnershipInput = {
  bundles?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ProductConnection = {
  __typename?: 'ProductConnection';
  edges: Array<ProductEdge>;
  nodes: Array<Product>;
  pageInfo: PageInfo;
};

export type ProductCreateInput = {
  category?: InputMaybe<Scalars['ID']['input']>;
  claimOwnership?: InputMaybe<ProductClaimOwnershipInput>;
  collectionsToJoin?: InputMaybe<Array<Scalars['ID']['input']>>;
  combinedListingRole?: InputMaybe<CombinedListingsRole>;
  descriptionHtml?: InputMaybe<Scalars['String']['input']>;
  giftCard?: InputMaybe<Scalars['Boolean']['input']>;
  giftCardTemplateSuffix?: InputMaybe<Scalars['String']['input']>;
  handle?: InputMaybe<Scalars['String']['input']>;
  metafields?: InputMaybe<Array<MetafieldInput>>;
  productOptions?: InputMaybe<Array<OptionCreateInput>>;
  productType?: InputMaybe<Scalars['String']['input']>;
  requiresSellingPlan?: InputMaybe<Scalars['Boolean']['input']>;
  seo?: InputMaybe<SeoInput>;
  status?: InputMaybe<ProductStatus>;
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  templateSuffix?: InputMaybe<Scalars['String']['input']>;
  title?: InputMaybe<Scalars['String']['input']>;
  vendor?: InputMaybe<Scalars['String']['input']>;
};

export type ProductCreatePayload = {
  __typename?: 'ProductCreatePayload';
  product?: Maybe<Product>;
  shop: Shop;
  userErrors: Array<UserError>;
};

export type ProductDeleteInput = {
  id: Scalars['ID']['input'];
};

export type ProductDeletePayload = {
  __typename?: 'ProductDeletePayload';
  deletedProductId?: Maybe<Scalars['ID']['output']>;
  shop: Shop;
  userErrors: Array<UserError>;
};

export type ProductEdge = {
  __typename?: 'ProductEdge';
  cursor: Scalars['String']['output'];
  node: Product;
};

export type ProductInput = {
  category?: InputMaybe<Scalars['ID']['input']>;
  claimOwnership?: InputMaybe<ProductClaimOwnershipInput>;
  collectionsToJoin?: InputMaybe<Array<Scalars['ID']['input']>>;
  collectionsToLeave?: InputMaybe<Array<Scalars['ID']['input']>>;
  combinedListingRole?: InputMaybe<CombinedListingsRole>;
  descriptionHtml?: InputMaybe<Scalars['String']['input']>;
  giftCard?: InputMaybe<Scalars['Boolean']['input']>;
  giftCardTemplateSuffix?: InputMaybe<Scalars['String']['input']>;
  handle?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
  metafields?: InputMaybe<Array<MetafieldInput>>;
  productOptions?: InputMaybe<Array<OptionCreateInput>>;
  /**
   * @deprecated Use [`PublishablePublish`](https://shopify.dev/docs/api/admin-graphql/latest/mutations/publishablePublish)
   * instead.
   *
   */
  productPublications?: InputMaybe<Array<ProductPublicationInput>>;
  productType?: InputMaybe<Scalars['String']['input']>;
  /**
   * @deprecated Use [`PublishablePublish`](https://shopify.dev/docs/api/admin-graphql/latest/mutations/publishablePublish)
   * instead.
   *
   */
  publications?: InputMaybe<Array<ProductPublicationInput>>;
  /**
   * @deprecated Use [`PublishablePublish`](https://shopify.dev/docs/api/admin-graphql/latest/mutations/publishablePublish)
   * instead.
   *
   */
  publishDate?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * @deprecated Use [`PublishablePublish`](https://shopify.dev/docs/api/admin-graphql/latest/mutations/publishablePublish)
   * instead.
   *
   */
  publishOn?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * @deprecated Use [`PublishablePublish`](https://shopify.dev/docs/api/admin-graphql/latest/mutations/publishablePublish)
   * instead.
   *
   */
  published?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * @deprecated Use [`PublishablePublish`](https://shopify.dev/docs/api/admin-graphql/latest/mutations/publishablePublish)
   * instead.
   *
   */
  publishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  redirectNewHandle?: InputMaybe<Scalars['Boolean']['input']>;
  requiresSellingPlan?: InputMaybe<Scalars['Boolean']['input']>;
  seo?: InputMaybe<SeoInput>;
  status?: InputMaybe<ProductStatus>;
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  templateSuffix?: InputMaybe<Scalars['String']['input']>;
  title?: InputMaybe<Scalars['String']['input']>;
  vendor?: InputMaybe<Scalars['String']['input']>;
};

export type ProductOption = Node & {
  __typename?: 'ProductOption';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  optionValues: Array<ProductOptionValue>;
  position: Scalars['Int']['output'];
  values: Array<Scalars['String']['output']>;
};

export type ProductOptionValue = Node & {
  __typename?: 'ProductOptionValue';
  hasVariants: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  linkedMetafieldValue?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
};

export type ProductPublicationInput = {
  /** @deprecated Use publicationId instead. */
  channelHandle?: InputMaybe<Scalars['String']['input']>;
  /** @deprecated Use publicationId instead. */
  channelId?: InputMaybe<Scalars['ID']['input']>;
  publicationId?: InputMaybe<Scalars['ID']['input']>;
  publishDate?: InputMaybe<Scalars['DateTime']['input']>;
};

export type ProductSortKeys =
  | 'CREATED_AT'
  | 'ID'
  | 'INVENTORY_TOTAL'
  | 'PRODUCT_TYPE'
  | 'PUBLISHED_AT'
  | 'RELEVANCE'
  | 'TITLE'
  | 'UPDATED_AT'
  | 'VENDOR';

export type ProductStatus =
  | 'ACTIVE'
  | 'ARCHIVED'
  | 'DRAFT'
  | 'UNLISTED';

export type ProductUpdateIdentifiers =
  { customId: UniqueMetafieldValueInput; handle?: never; id?: never; }
  |  { customId?: never; handle: Scalars['String']['input']; id?: never; }
  |  { customId?: never; handle?: never; id: Scalars['ID']['input']; };

export type ProductUpdateInput = {
  category?: InputMaybe<Scalars['ID']['input']>;
  collectionsToJoin?: InputMaybe<Array<Scalars['ID']['input']>>;
  collectionsToLeave?: InputMaybe<Array<Scalars['ID']['input']>>;
  deleteConflictingConstrainedMetafields?: InputMaybe<Scalars['Boolean']['input']>;
  descriptionHtml?: InputMaybe<Scalars['String']['input']>;
  giftCardTemplateSuffix?: InputMaybe<Scalars['String']['input']>;
  handle?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
  metafields?: InputMaybe<Array<MetafieldInput>>;
  productType?: InputMaybe<Scalars['String']['input']>;
  redirectNewHandle?: InputMaybe<Scalars['Boolean']['input']>;
  requiresSellingPlan?: InputMaybe<Scalars['Boolean']['input']>;
  seo?: InputMaybe<SeoInput>;
  status?: InputMaybe<ProductStatus>;
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  templateSuffix?: InputMaybe<Scalars['String']['input']>;
  title?: InputMaybe<Scalars['String']['input']>;
  vendor?: InputMaybe<Scalars['String']['input']>;
};

export type ProductUpdatePayload = {
  __typename?: 'ProductUpdatePayload';
  product?: Maybe<Product>;
  userErrors: Array<UserError>;
};

export type ProductVariant = Node & {
  __typename?: 'ProductVariant';
  availableForSale: Scalars['Boolean']['output'];
  availablePublicationsCount?: Maybe<Count>;
  barcode?: Maybe<Scalars['String']['output']>;
  compareAtPrice?: Maybe<Scalars['Money']['output']>;
  createdAt: Scalars['DateTime']['output'];
  defaultCursor: Scalars['String']['output'];
  displayName: Scalars['String']['output'];
  events: EventConnection;
  id: Scalars['ID']['output'];
  inventoryItem: InventoryItem;
  inventoryPolicy: ProductVariantInventoryPolicy;
  inventoryQuantity?: Maybe<Scalars['Int']['output']>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  position: Scalars['Int']['output'];
  price: Scalars['Money']['output'];
  product: Product;
  productParents: ProductConnection;
  /** @deprecated Use `resourcePublicationsCount` instead. */
  publicationCount: Scalars['Int']['output'];
  /** @deprecated Use `publishedOnPublication` instead. */
  publishedOnChannel: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnCurrentPublication` instead. */
  publishedOnCurrentChannel: Scalars['Boolean']['output'];
  /** @deprecated Use `publishedOnPublication` instead. */
  publishedOnCurrentPublication: Scalars['Boolean']['output'];
  publishedOnPublication: Scalars['Boolean']['output'];
  requiresComponents: Scalars['Boolean']['output'];
  resourcePublicationsCount?: Maybe<Count>;
  selectedOptions: Array<SelectedOption>;
  sellableOnlineQuantity: Scalars['Int']['output'];
  /** @deprecated Use `sellingPlanGroupsCount` instead. */
  sellingPlanGroupCount: Scalars['Int']['output'];
  sellingPlanGroupsCount?: Maybe<Count>;
  showUnitPrice: Scalars['Boolean']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `id` instead. */
  storefrontId: Scalars['StorefrontID']['output'];
  /** @deprecated This field should no longer be used in new integrations. This field will not be available in future API versions. */
  taxCode?: Maybe<Scalars['String']['output']>;
  taxable: Scalars['Boolean']['output'];
  title: Scalars['String']['output'];
  unitPrice?: Maybe<MoneyV2>;
  updatedAt: Scalars['DateTime']['output'];
};


export type ProductVariantEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<EventSortKeys>;
};


export type ProductVariantMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type ProductVariantMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantProductParentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantPublicationCountArgs = {
  onlyPublished?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ProductVariantPublishedOnChannelArgs = {
  channelId: Scalars['ID']['input'];
};


export type ProductVariantPublishedOnPublicationArgs = {
  publicationId: Scalars['ID']['input'];
};


export type ProductVariantResourcePublicationsCountArgs = {
  onlyPublished?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ProductVariantConnection = {
  __typename?: 'ProductVariantConnection';
  edges: Array<ProductVariantEdge>;
  nodes: Array<ProductVariant>;
  pageInfo: PageInfo;
};

export type ProductVariantEdge = {
  __typename?: 'ProductVariantEdge';
  cursor: Scalars['String']['output'];
  node: ProductVariant;
};

export type ProductVariantInventoryPolicy =
  | 'CONTINUE'
  | 'DENY';

export type ProductVariantSortKeys =
  | 'FULL_TITLE'
  | 'ID'
  | 'INVENTORY_LEVELS_AVAILABLE'
  | 'INVENTORY_MANAGEMENT'
  | 'INVENTORY_POLICY'
  | 'INVENTORY_QUANTITY'
  | 'NAME'
  | 'POPULAR'
  | 'POSITION'
  | 'RELEVANCE'
  | 'SKU'
  | 'TITLE';

export type ProductVariantsBulkCreatePayload = {
  __typename?: 'ProductVariantsBulkCreatePayload';
  product?: Maybe<Product>;
  productVariants?: Maybe<Array<ProductVariant>>;
  userErrors: Array<ProductVariantsBulkCreateUserError>;
};

export type ProductVariantsBulkCreateStrategy =
  | 'DEFAULT'
  | 'PRESERVE_STANDALONE_VARIANT'
  | 'REMOVE_STANDALONE_VARIANT';

export type ProductVariantsBulkCreateUserError = {
  __typename?: 'ProductVariantsBulkCreateUserError';
  code?: Maybe<ProductVariantsBulkCreateUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type ProductVariantsBulkCreateUserErrorCode =
  | 'CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE'
  | 'GREATER_THAN_OR_EQUAL_TO'
  | 'INVALID'
  | 'INVALID_INPUT'
  | 'INVENTORY_QUANTITIES_LIMIT_EXCEEDED'
  | 'LOCAL_CURRENCY_GIFT_CARD_PRICE_MUST_BE_ZERO'
  | 'MUST_BE_FOR_THIS_PRODUCT'
  | 'NEED_TO_ADD_OPTION_VALUES'
  | 'NEGATIVE_PRICE_VALUE'
  | 'NOT_DEFINED_FOR_SHOP'
  | 'NO_KEY_ON_CREATE'
  | 'OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS'
  | 'PRODUCT_DOES_NOT_EXIST'
  | 'PRODUCT_SUSPENDED'
  | 'SUBSCRIPTION_VIOLATION'
  | 'TOO_MANY_INVENTORY_LOCATIONS'
  | 'TRACKED_VARIANT_LOCATION_NOT_FOUND'
  | 'UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION'
  | 'VARIANT_ALREADY_EXISTS'
  | 'VARIANT_ALREADY_EXISTS_CHANGE_OPTION_VALUE';

export type ProductVariantsBulkDeletePayload = {
  __typename?: 'ProductVariantsBulkDeletePayload';
  product?: Maybe<Product>;
  userErrors: Array<ProductVariantsBulkDeleteUserError>;
};

export type ProductVariantsBulkDeleteUserError = {
  __typename?: 'ProductVariantsBulkDeleteUserError';
  code?: Maybe<ProductVariantsBulkDeleteUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type ProductVariantsBulkDeleteUserErrorCode =
  | 'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT'
  | 'CANNOT_DELETE_LAST_VARIANT'
  | 'PRODUCT_DOES_NOT_EXIST'
  | 'PRODUCT_SUSPENDED'
  | 'UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION';

export type ProductVariantsBulkInput = {
  barcode?: InputMaybe<Scalars['String']['input']>;
  compareAtPrice?: InputMaybe<Scalars['Money']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
  inventoryItem?: InputMaybe<InventoryItemInput>;
  inventoryPolicy?: InputMaybe<ProductVariantInventoryPolicy>;
  inventoryQuantities?: InputMaybe<Array<InventoryLevelInput>>;
  mediaId?: InputMaybe<Scalars['ID']['input']>;
  mediaSrc?: InputMaybe<Array<Scalars['String']['input']>>;
  metafields?: InputMaybe<Array<MetafieldInput>>;
  optionValues?: InputMaybe<Array<VariantOptionValueInput>>;
  price?: InputMaybe<Scalars['Money']['input']>;
  published?: InputMaybe<Scalars['Boolean']['input']>;
  quantityAdjustments?: InputMaybe<Array<InventoryAdjustmentInput>>;
  requiresComponents?: InputMaybe<Scalars['Boolean']['input']>;
  showUnitPrice?: InputMaybe<Scalars['Boolean']['input']>;
  taxCode?: InputMaybe<Scalars['String']['input']>;
  taxable?: InputMaybe<Scalars['Boolean']['input']>;
  unitPriceMeasurement?: InputMaybe<UnitPriceMeasurementInput>;
};

export type ProductVariantsBulkUpdatePayload = {
  __typename?: 'ProductVariantsBulkUpdatePayload';
  product?: Maybe<Product>;
  productVariants?: Maybe<Array<ProductVariant>>;
  userErrors: Array<ProductVariantsBulkUpdateUserError>;
};

export type ProductVariantsBulkUpdateUserError = {
  __typename?: 'ProductVariantsBulkUpdateUserError';
  code?: Maybe<ProductVariantsBulkUpdateUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type ProductVariantsBulkUpdateUserErrorCode =
  | 'BLANK'
  | 'CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE'
  | 'CANNOT_SPECIFY_BOTH'
  | 'GREATER_THAN_OR_EQUAL_TO'
  | 'INVALID_INPUT'
  | 'INVALID_VALUE'
  | 'INVENTORY_QUANTITIES_LIMIT_EXCEEDED'
  | 'LOCAL_CURRENCY_GIFT_CARD_PRICE_MUST_BE_ZERO'
  | 'MUST_BE_FOR_THIS_PRODUCT'
  | 'MUST_SPECIFY_ONE_OF_PAIR'
  | 'NEED_TO_ADD_OPTION_VALUES'
  | 'NEGATIVE_PRICE_VALUE'
  | 'NOT_DEFINED_FOR_SHOP'
  | 'NO_INVENTORY_QUANTITES_DURING_UPDATE'
  | 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE'
  | 'OPTION_DOES_NOT_EXIST'
  | 'OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS'
  | 'OPTION_VALUE_DOES_NOT_EXIST'
  | 'OPTION_VALUE_NAME_TOO_LONG'
  | 'PRODUCT_DOES_NOT_EXIST'
  | 'PRODUCT_SUSPENDED'
  | 'PRODUCT_VARIANT_DOES_NOT_EXIST'
  | 'PRODUCT_VARIANT_ID_MISSING'
  | 'SUBSCRIPTION_VIOLATION'
  | 'TOO_LONG'
  | 'TOO_SHORT'
  | 'UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION'
  | 'VARIANT_ALREADY_EXISTS';

export type PubSubWebhookSubscriptionCreatePayload = {
  __typename?: 'PubSubWebhookSubscriptionCreatePayload';
  userErrors: Array<PubSubWebhookSubscriptionCreateUserError>;
  webhookSubscription?: Maybe<WebhookSubscription>;
};

export type PubSubWebhookSubscriptionCreateUserError = {
  __typename?: 'PubSubWebhookSubscriptionCreateUserError';
  code?: Maybe<PubSubWebhookSubscriptionCreateUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type PubSubWebhookSubscriptionCreateUserErrorCode =
  | 'INVALID_PARAMETERS'
  | 'TAKEN';

export type PubSubWebhookSubscriptionInput = {
  filter?: InputMaybe<Scalars['String']['input']>;
  format?: InputMaybe<WebhookSubscriptionFormat>;
  includeFields?: InputMaybe<Array<Scalars['String']['input']>>;
  metafieldNamespaces?: InputMaybe<Array<Scalars['String']['input']>>;
  metafields?: InputMaybe<Array<HasMetafieldsMetafieldIdentifierInput>>;
  name?: InputMaybe<Scalars['String']['input']>;
  pubSubProject: Scalars['String']['input'];
  pubSubTopic: Scalars['String']['input'];
};

export type PubSubWebhookSubscriptionUpdatePayload = {
  __typename?: 'PubSubWebhookSubscriptionUpdatePayload';
  userErrors: Array<PubSubWebhookSubscriptionUpdateUserError>;
  webhookSubscription?: Maybe<WebhookSubscription>;
};

export type PubSubWebhookSubscriptionUpdateUserError = {
  __typename?: 'PubSubWebhookSubscriptionUpdateUserError';
  code?: Maybe<PubSubWebhookSubscriptionUpdateUserErrorCode>;
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type PubSubWebhookSubscriptionUpdateUserErrorCode =
  | 'INVALID_PARAMETERS'
  | 'TAKEN';

export type PurchasingCompany = {
  __typename?: 'PurchasingCompany';
  company: Company;
  location: CompanyLocation;
};

export type PurchasingEntity = Customer | PurchasingCompany;

export type QueryRoot = {
  __typename?: 'QueryRoot';
  assignedFulfillmentOrders: FulfillmentOrderConnection;
  bulkOperation?: Maybe<BulkOperation>;
  bulkOperations: BulkOperationConnection;
  currentAppInstallation: AppInstallation;
  /** @deprecated Use `bulkOperations` with status filter instead. */
  currentBulkOperation?: Maybe<BulkOperation>;
  customer?: Maybe<Customer>;
  customerByIdentifier?: Maybe<Customer>;
  customers: CustomerConnection;
  fulfillment?: Maybe<Fulfillment>;
  fulfillmentOrder?: Maybe<FulfillmentOrder>;
  fulfillmentOrders: FulfillmentOrderConnection;
  inventoryItem?: Maybe<InventoryItem>;
  inventoryItems: InventoryItemConnection;
  inventoryLevel?: Maybe<InventoryLevel>;
  inventoryProperties: InventoryProperties;
  job?: Maybe<Job>;
  location?: Maybe<Location>;
  locations: LocationConnection;
  locationsCount?: Maybe<Count>;
  manualHoldsFulfillmentOrders: FulfillmentOrderConnection;
  node?: Maybe<Node>;
  nodes: Array<Maybe<Node>>;
  order?: Maybe<Order>;
  orderByIdentifier?: Maybe<Order>;
  orders: OrderConnection;
  ordersCount?: Maybe<Count>;
  product?: Maybe<Product>;
  productVariant?: Maybe<ProductVariant>;
  productVariants: ProductVariantConnection;
  products: ProductConnection;
  productsCount?: Maybe<Count>;
  publicApiVersions: Array<ApiVersion>;
  refund?: Maybe<Refund>;
  shop: Shop;
  webhookSubscription?: Maybe<WebhookSubscription>;
  webhookSubscriptions: WebhookSubscriptionConnection;
  webhookSubscriptionsCount?: Maybe<Count>;
};


export type QueryRootAssignedFulfillmentOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  assignmentStatus?: InputMaybe<FulfillmentOrderAssignmentStatus>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<FulfillmentOrderSortKeys>;
};


export type QueryRootBulkOperationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootBulkOperationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<BulkOperationsSortKeys>;
};


export type QueryRootCurrentBulkOperationArgs = {
  type?: InputMaybe<BulkOperationType>;
};


export type QueryRootCustomerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootCustomerByIdentifierArgs = {
  identifier: CustomerIdentifierInput;
};


export type QueryRootCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<CustomerSortKeys>;
};


export type QueryRootFulfillmentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootFulfillmentOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootFulfillmentOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeClosed?: InputMaybe<Scalars['Boolean']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<FulfillmentOrderSortKeys>;
};


export type QueryRootInventoryItemArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootInventoryItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryRootInventoryLevelArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootLocationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRootLocationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeInactive?: InputMaybe<Scalars['Boolean']['input']>;
  includeLegacy?: InputMaybe<Scalars['Boolean']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<LocationSortKeys>;
};


export type QueryRootLocationsCountArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRootManualHoldsFulfillmentOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryRootNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryRootOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootOrderByIdentifierArgs = {
  identifier: OrderIdentifierInput;
};


export type QueryRootOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<OrderSortKeys>;
};


export type QueryRootOrdersCountArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRootProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootProductVariantArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootProductVariantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<ProductVariantSortKeys>;
};


export type QueryRootProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<ProductSortKeys>;
};


export type QueryRootProductsCountArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRootRefundArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootWebhookSubscriptionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRootWebhookSubscriptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  callbackUrl?: InputMaybe<Scalars['URL']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  format?: InputMaybe<WebhookSubscriptionFormat>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<WebhookSubscriptionSortKeys>;
  topics?: InputMaybe<Array<WebhookSubscriptionTopic>>;
  uri?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRootWebhookSubscriptionsCountArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};

export type Refund = Node & {
  __typename?: 'Refund';
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  duties?: Maybe<Array<RefundDuty>>;
  id: Scalars['ID']['output'];
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  note?: Maybe<Scalars['String']['output']>;
  order: Order;
  orderAdjustments: OrderAdjustmentConnection;
  processedAt: Scalars['DateTime']['output'];
  refundLineItems: RefundLineItemConnection;
  refundShippingLines: RefundShippingLineConnection;
  return?: Maybe<Return>;
  /** @deprecated Use `totalRefundedSet` instead. */
  totalRefunded: MoneyV2;
  totalRefundedSet: MoneyBag;
  transactions: OrderTransactionConnection;
  updatedAt: Scalars['DateTime']['output'];
};


export type RefundOrderAdjustmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type RefundRefundLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type RefundRefundShippingLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type RefundTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type RefundCreatePayload = {
  __typename?: 'RefundCreatePayload';
  order?: Maybe<Order>;
  refund?: Maybe<Refund>;
  userErrors: Array<UserError>;
};

export type RefundDuty = {
  __typename?: 'RefundDuty';
  amountSet: MoneyBag;
  originalDuty?: Maybe<Duty>;
};

export type RefundDutyInput = {
  dutyId: Scalars['ID']['input'];
  refundType?: InputMaybe<RefundDutyRefundType>;
};

export type RefundDutyRefundType =
  | 'FULL'
  | 'PROPORTIONAL';

export type RefundInput = {
  allowOverRefunding?: InputMaybe<Scalars['Boolean']['input']>;
  currency?: InputMaybe<CurrencyCode>;
  discrepancyReason?: InputMaybe<OrderAdjustmentInputDiscrepancyReason>;
  note?: InputMaybe<Scalars['String']['input']>;
  notify?: InputMaybe<Scalars['Boolean']['input']>;
  orderId: Scalars['ID']['input'];
  processedAt?: InputMaybe<Scalars['DateTime']['input']>;
  refundDuties?: InputMaybe<Array<RefundDutyInput>>;
  refundLineItems?: InputMaybe<Array<RefundLineItemInput>>;
  refundMethods?: InputMaybe<Array<RefundMethodInput>>;
  shipping?: InputMaybe<ShippingRefundInput>;
  transactions?: InputMaybe<Array<OrderTransactionInput>>;
};

export type RefundLineItem = {
  __typename?: 'RefundLineItem';
  id?: Maybe<Scalars['ID']['output']>;
  lineItem: LineItem;
  location?: Maybe<Location>;
  /** @deprecated Use `priceSet` instead. */
  price: Scalars['Money']['output'];
  priceSet: MoneyBag;
  quantity: Scalars['Int']['output'];
  restockType: RefundLineItemRestockType;
  restocked: Scalars['Boolean']['output'];
  /** @deprecated Use `subtotalSet` instead. */
  subtotal: Scalars['Money']['output'];
  subtotalSet: MoneyBag;
  /** @deprecated Use `totalTaxSet` instead. */
  totalTax: Scalars['Money']['output'];
  totalTaxSet: MoneyBag;
};

export type RefundLineItemConnection = {
  __typename?: 'RefundLineItemConnection';
  edges: Array<RefundLineItemEdge>;
  nodes: Array<RefundLineItem>;
  pageInfo: PageInfo;
};

export type RefundLineItemEdge = {
  __typename?: 'RefundLineItemEdge';
  cursor: Scalars['String']['output'];
  node: RefundLineItem;
};

export type RefundLineItemInput = {
  lineItemId: Scalars['ID']['input'];
  locationId?: InputMaybe<Scalars['ID']['input']>;
  quantity: Scalars['Int']['input'];
  restockType?: InputMaybe<RefundLineItemRestockType>;
};

export type RefundLineItemRestockType =
  | 'CANCEL'
  | 'LEGACY_RESTOCK'
  | 'NO_RESTOCK'
  | 'RETURN';

export type RefundMethodAllocation =
  | 'ORIGINAL_PAYMENT_METHODS'
  | 'STORE_CREDIT';

export type RefundMethodInput =
  { storeCreditRefund: StoreCreditRefundInput; };

export type RefundShippingLine = Node & {
  __typename?: 'RefundShippingLine';
  id: Scalars['ID']['output'];
  shippingLine: ShippingLine;
  subtotalAmountSet: MoneyBag;
  taxAmountSet: MoneyBag;
};

export type RefundShippingLineConnection = {
  __typename?: 'RefundShippingLineConnection';
  edges: Array<RefundShippingLineEdge>;
  nodes: Array<RefundShippingLine>;
  pageInfo: PageInfo;
};

export type RefundShippingLineEdge = {
  __typename?: 'RefundShippingLineEdge';
  cursor: Scalars['String']['output'];
  node: RefundShippingLine;
};

export type Return = Node & {
  __typename?: 'Return';
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  createdAt: Scalars['DateTime']['output'];
  decline?: Maybe<ReturnDecline>;
  exchangeLineItems: ExchangeLineItemConnection;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  order: Order;
  requestApprovedAt?: Maybe<Scalars['DateTime']['output']>;
  returnLineItems: ReturnLineItemTypeConnection;
  reverseFulfillmentOrders: ReverseFulfillmentOrderConnection;
  status: ReturnStatus;
  totalQuantity: Scalars['Int']['output'];
  transactions: OrderTransactionConnection;
};


export type ReturnExchangeLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeRemovedItems?: InputMaybe<Scalars['Boolean']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  processingStatus?: InputMaybe<ReturnProcessingStatusFilterInput>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ReturnReturnLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  processingStatus?: InputMaybe<ReturnProcessingStatusFilterInput>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ReturnReverseFulfillmentOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ReturnTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ReturnConnection = {
  __typename?: 'ReturnConnection';
  edges: Array<ReturnEdge>;
  nodes: Array<Return>;
  pageInfo: PageInfo;
};

export type ReturnDecline = {
  __typename?: 'ReturnDecline';
  note?: Maybe<Scalars['String']['output']>;
  reason: ReturnDeclineReason;
};

export type ReturnDeclineReason =
  | 'FINAL_SALE'
  | 'OTHER'
  | 'RETURN_PERIOD_ENDED';

export type ReturnEdge = {
  __typename?: 'ReturnEdge';
  cursor: Scalars['String']['output'];
  node: Return;
};

export type ReturnLineItem = Node & ReturnLineItemType & {
  __typename?: 'ReturnLineItem';
  customerNote?: Maybe<Scalars['String']['output']>;
  fulfillmentLineItem: FulfillmentLineItem;
  id: Scalars['ID']['output'];
  processableQuantity: Scalars['Int']['output'];
  processedQuantity: Scalars['Int']['output'];
  quantity: Scalars['Int']['output'];
  refundableQuantity: Scalars['Int']['output'];
  refundedQuantity: Scalars['Int']['output'];
  /** @deprecated Use `returnReasonDefinition` instead. This field will be removed in the future. */
  returnReason: ReturnReason;
  returnReasonDefinition?: Maybe<ReturnReasonDefinition>;
  returnReasonNote: Scalars['String']['output'];
  totalWeight?: Maybe<Weight>;
  unprocessedQuantity: Scalars['Int']['output'];
  withCodeDiscountedTotalPriceSet: MoneyBag;
};

export type ReturnLineItemType = {
  customerNote?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  processableQuantity: Scalars['Int']['output'];
  processedQuantity: Scalars['Int']['output'];
  quantity: Scalars['Int']['output'];
  refundableQuantity: Scalars['Int']['output'];
  refundedQuantity: Scalars['Int']['output'];
  /** @deprecated Use `returnReasonDefinition` instead. This field will be removed in the future. */
  returnReason: ReturnReason;
  returnReasonDefinition?: Maybe<ReturnReasonDefinition>;
  returnReasonNote: Scalars['String']['output'];
  unprocessedQuantity: Scalars['Int']['output'];
};

export type ReturnLineItemTypeConnection = {
  __typename?: 'ReturnLineItemTypeConnection';
  edges: Array<ReturnLineItemTypeEdge>;
  nodes: Array<ReturnLineItemType>;
  pageInfo: PageInfo;
};

export type ReturnLineItemTypeEdge = {
  __typename?: 'ReturnLineItemTypeEdge';
  cursor: Scalars['String']['output'];
  node: ReturnLineItemType;
};

export type ReturnProcessingStatusFilterInput =
  | 'PROCESSABLE'
  | 'PROCESSED';

export type ReturnReason =
  | 'COLOR'
  | 'DEFECTIVE'
  | 'NOT_AS_DESCRIBED'
  | 'OTHER'
  | 'SIZE_TOO_LARGE'
  | 'SIZE_TOO_SMALL'
  | 'STYLE'
  | 'UNKNOWN'
  | 'UNWANTED'
  | 'WRONG_ITEM';

export type ReturnReasonDefinition = Node & {
  __typename?: 'ReturnReasonDefinition';
  deleted: Scalars['Boolean']['output'];
  handle: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type ReturnStatus =
  | 'CANCELED'
  | 'CLOSED'
  | 'DECLINED'
  | 'OPEN'
  | 'REQUESTED';

export type ReverseDelivery = Node & {
  __typename?: 'ReverseDelivery';
  id: Scalars['ID']['output'];
  reverseFulfillmentOrder: ReverseFulfillmentOrder;
};

export type ReverseDeliveryConnection = {
  __typename?: 'ReverseDeliveryConnection';
  nodes: Array<ReverseDelivery>;
  pageInfo: PageInfo;
};

export type ReverseFulfillmentOrder = Node & {
  __typename?: 'ReverseFulfillmentOrder';
  id: Scalars['ID']['output'];
  lineItems: ReverseFulfillmentOrderLineItemConnection;
  order?: Maybe<Order>;
  reverseDeliveries: ReverseDeliveryConnection;
  status: ReverseFulfillmentOrderStatus;
};


export type ReverseFulfillmentOrderLineItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ReverseFulfillmentOrderReverseDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ReverseFulfillmentOrderConnection = {
  __typename?: 'ReverseFulfillmentOrderConnection';
  nodes: Array<ReverseFulfillmentOrder>;
  pageInfo: PageInfo;
};

export type ReverseFulfillmentOrderDisposition = Node & {
  __typename?: 'ReverseFulfillmentOrderDisposition';
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  location?: Maybe<Location>;
  quantity: Scalars['Int']['output'];
  type: ReverseFulfillmentOrderDispositionType;
};

export type ReverseFulfillmentOrderDispositionType =
  | 'MISSING'
  | 'NOT_RESTOCKED'
  | 'PROCESSING_REQUIRED'
  | 'RESTOCKED';

export type ReverseFulfillmentOrderLineItem = Node & {
  __typename?: 'ReverseFulfillmentOrderLineItem';
  dispositions: Array<ReverseFulfillmentOrderDisposition>;
  fulfillmentLineItem?: Maybe<FulfillmentLineItem>;
  id: Scalars['ID']['output'];
  totalQuantity: Scalars['Int']['output'];
};

export type ReverseFulfillmentOrderLineItemConnection = {
  __typename?: 'ReverseFulfillmentOrderLineItemConnection';
  nodes: Array<ReverseFulfillmentOrderLineItem>;
  pageInfo: PageInfo;
};

export type ReverseFulfillmentOrderStatus =
  | 'CANCELED'
  | 'CLOSED'
  | 'OPEN';

export type SeoInput = {
  description?: InputMaybe<Scalars['String']['input']>;
  title?: InputMaybe<Scalars['String']['input']>;
};

export type SelectedOption = {
  __typename?: 'SelectedOption';
  name: Scalars['String']['output'];
  optionValue: ProductOptionValue;
  value: Scalars['String']['output'];
};

export type ShippingLine = {
  __typename?: 'ShippingLine';
  carrierIdentifier?: Maybe<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  currentDiscountedPriceSet: MoneyBag;
  custom: Scalars['Boolean']['output'];
  deliveryCategory?: Maybe<Scalars['String']['output']>;
  discountAllocations: Array<DiscountAllocation>;
  /** @deprecated Use `discountedPriceSet` instead. */
  discountedPrice: MoneyV2;
  discountedPriceSet: MoneyBag;
  id?: Maybe<Scalars['ID']['output']>;
  isRemoved: Scalars['Boolean']['output'];
  /** @deprecated Use `originalPriceSet` instead. */
  originalPrice: MoneyV2;
  originalPriceSet: MoneyBag;
  phone?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `originalPriceSet` instead. */
  price: Scalars['Money']['output'];
  /** @deprecated requestedFulfillmentService is no longer in use. Order routing does not use the requestedFulfillmentService during order and fulfillment order creation. */
  requestedFulfillmentService?: Maybe<FulfillmentService>;
  shippingRateHandle?: Maybe<Scalars['String']['output']>;
  source?: Maybe<Scalars['String']['output']>;
  taxLines: Array<TaxLine>;
  title: Scalars['String']['output'];
};

export type ShippingLineConnection = {
  __typename?: 'ShippingLineConnection';
  edges: Array<ShippingLineEdge>;
  nodes: Array<ShippingLine>;
  pageInfo: PageInfo;
};

export type ShippingLineEdge = {
  __typename?: 'ShippingLineEdge';
  cursor: Scalars['String']['output'];
  node: ShippingLine;
};

export type ShippingRefundInput = {
  amount?: InputMaybe<Scalars['Money']['input']>;
  fullRefund?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Shop = Node & {
  __typename?: 'Shop';
  /** @deprecated Not supported anymore. */
  analyticsToken: Scalars['String']['output'];
  /** @deprecated Use `QueryRoot.assignedFulfillmentOrders` instead. Details: https://shopify.dev/changelog/moving-the-shop-assignedfulfillmentorders-connection-to-queryroot */
  assignedFulfillmentOrders: FulfillmentOrderConnection;
  /** @deprecated Use `shopAddress` instead. */
  billingAddress: ShopAddress;
  checkoutApiSupported: Scalars['Boolean']['output'];
  contactEmail: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  currencyCode: CurrencyCode;
  customerAccounts: ShopCustomerAccountsSetting;
  /** @deprecated Use `QueryRoot.customers` instead. */
  customers: CustomerConnection;
  description?: Maybe<Scalars['String']['output']>;
  email: Scalars['String']['output'];
  enabledPresentmentCurrencies: Array<CurrencyCode>;
  /** @deprecated Use `QueryRoot.fulfillmentOrders` instead. */
  fulfillmentOrders: FulfillmentOrderConnection;
  fulfillmentServices: Array<FulfillmentService>;
  ianaTimezone: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** @deprecated Use `QueryRoot.inventoryItems` instead. */
  inventoryItems: InventoryItemConnection;
  /** @deprecated Use `QueryRoot.locations` instead. */
  locations: LocationConnection;
  marketingSmsConsentEnabledAtCheckout: Scalars['Boolean']['output'];
  metafield?: Maybe<Metafield>;
  metafields: MetafieldConnection;
  myshopifyDomain: Scalars['String']['output'];
  name: Scalars['String']['output'];
  orderNumberFormatPrefix: Scalars['String']['output'];
  orderNumberFormatSuffix: Scalars['String']['output'];
  /** @deprecated Use `QueryRoot.orders` instead. */
  orders: OrderConnection;
  plan: ShopPlan;
  /** @deprecated Use `QueryRoot.productVariants` instead. */
  productVariants: ProductVariantConnection;
  /** @deprecated Use `QueryRoot.products`. */
  products: ProductConnection;
  /** @deprecated Use `QueryRoot.publicationsCount` instead. */
  publicationCount: Scalars['Int']['output'];
  richTextEditorUrl: Scalars['URL']['output'];
  setupRequired: Scalars['Boolean']['output'];
  shipsToCountries: Array<CountryCode>;
  shopAddress: ShopAddress;
  shopOwnerName: Scalars['String']['output'];
  /** @deprecated Use `url` instead. */
  storefrontUrl: Scalars['URL']['output'];
  taxShipping: Scalars['Boolean']['output'];
  taxesIncluded: Scalars['Boolean']['output'];
  timezoneAbbreviation: Scalars['String']['output'];
  timezoneOffset: Scalars['String']['output'];
  timezoneOffsetMinutes: Scalars['Int']['output'];
  transactionalSmsDisabled: Scalars['Boolean']['output'];
  unitSystem: UnitSystem;
  updatedAt: Scalars['DateTime']['output'];
  url: Scalars['URL']['output'];
  weightUnit: WeightUnit;
};


export type ShopAssignedFulfillmentOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  assignmentStatus?: InputMaybe<FulfillmentOrderAssignmentStatus>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<FulfillmentOrderSortKeys>;
};


export type ShopCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<CustomerSortKeys>;
};


export type ShopFulfillmentOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeClosed?: InputMaybe<Scalars['Boolean']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<FulfillmentOrderSortKeys>;
};


export type ShopInventoryItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ShopLocationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeInactive?: InputMaybe<Scalars['Boolean']['input']>;
  includeLegacy?: InputMaybe<Scalars['Boolean']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<LocationSortKeys>;
};


export type ShopMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type ShopMetafieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ShopOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<OrderSortKeys>;
};


export type ShopProductVariantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  sortKey?: InputMaybe<ProductVariantSortKeys>;
};


export type ShopProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  savedSearchId?: InputMaybe<Scalars['ID']['input']>;
  sortKey?: InputMaybe<ProductSortKeys>;
};

export type ShopAddress = Node & {
  __typename?: 'ShopAddress';
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  company?: Maybe<Scalars['String']['output']>;
  coordinatesValidated: Scalars['Boolean']['output'];
  country?: Maybe<Scalars['String']['output']>;
  /** @deprecated Use `countryCodeV2` instead. */
  countryCode?: Maybe<Scalars['String']['output']>;
  countryCodeV2?: Maybe<CountryCode>;
  /** @deprecated Always null in this context. */
  firstName?: Maybe<Scalars['String']['output']>;
  formatted: Array<Scalars['String']['output']>;
  formattedArea?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** @deprecated Always null in this context. */
  lastName?: Maybe<Scalars['String']['output']>;
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  /** @deprecated Always null in this context. */
  name?: Maybe<Scalars['String']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  provinceCode?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};


export type ShopAddressFormattedArgs = {
  withCompany?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ShopCustomerAccountsSetting =
  | 'DISABLED'
  | 'OPTIONAL'
  | 'REQUIRED';

export type ShopPlan = {
  __typename?: 'ShopPlan';
  /** @deprecated Use `publicDisplayName` instead. */
  displayName: Scalars['String']['output'];
  partnerDevelopment: Scalars['Boolean']['output'];
  publicDisplayName: Scalars['String']['output'];
  shopifyPlus: Scalars['Boolean']['output'];
};

export type StoreCreditRefundInput = {
  amount: MoneyInput;
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
};

export type SuggestedRefund = {
  __typename?: 'SuggestedRefund';
  /** @deprecated Use `amountSet` instead. */
  amount: Scalars['Money']['output'];
  amountSet: MoneyBag;
  discountedSubtotalSet: MoneyBag;
  /** @deprecated Use `maximumRefundableSet` instead. */
  maximumRefundable: Scalars['Money']['output'];
  maximumRefundableSet: MoneyBag;
  refundDuties: Array<RefundDuty>;
  refundLineItems: Array<RefundLineItem>;
  /** @deprecated Use `subtotalSet` instead. */
  subtotal: Scalars['Money']['output'];
  subtotalSet: MoneyBag;
  totalCartDiscountAmountSet: MoneyBag;
  totalDutiesSet: MoneyBag;
  totalTaxSet: MoneyBag;
  /** @deprecated Use `totalTaxSet` instead. */
  totalTaxes: Scalars['Money']['output'];
};

export type TagsAddPayload = {
  __typename?: 'TagsAddPayload';
  node?: Maybe<Node>;
  userErrors: Array<UserError>;
};

export type TagsRemovePayload = {
  __typename?: 'TagsRemovePayload';
  node?: Maybe<Node>;
  userErrors: Array<UserError>;
};

export type TaxExemption =
  | 'CA_BC_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_BC_CONTRACTOR_EXEMPTION'
  | 'CA_BC_PRODUCTION_AND_MACHINERY_EXEMPTION'
  | 'CA_BC_RESELLER_EXEMPTION'
  | 'CA_BC_SUB_CONTRACTOR_EXEMPTION'
  | 'CA_DIPLOMAT_EXEMPTION'
  | 'CA_MB_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_MB_FARMER_EXEMPTION'
  | 'CA_MB_RESELLER_EXEMPTION'
  | 'CA_NL_VPT_RESELLER_EXEMPTION'
  | 'CA_NS_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_NS_FARMER_EXEMPTION'
  | 'CA_ON_PURCHASE_EXEMPTION'
  | 'CA_PE_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_SK_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_SK_CONTRACTOR_EXEMPTION'
  | 'CA_SK_FARMER_EXEMPTION'
  | 'CA_SK_PRODUCTION_AND_MACHINERY_EXEMPTION'
  | 'CA_SK_RESELLER_EXEMPTION'
  | 'CA_SK_SUB_CONTRACTOR_EXEMPTION'
  | 'CA_SK_VPT_RESELLER_EXEMPTION'
  | 'CA_STATUS_CARD_EXEMPTION'
  | 'EU_REVERSE_CHARGE_EXEMPTION_RULE'
  | 'US_AK_RESELLER_EXEMPTION'
  | 'US_AL_RESELLER_EXEMPTION'
  | 'US_AR_RESELLER_EXEMPTION'
  | 'US_AZ_RESELLER_EXEMPTION'
  | 'US_CA_RESELLER_EXEMPTION'
  | 'US_CO_RESELLER_EXEMPTION'
  | 'US_CT_RESELLER_EXEMPTION'
  | 'US_DC_RESELLER_EXEMPTION'
  | 'US_DE_RESELLER_EXEMPTION'
  | 'US_FL_RESELLER_EXEMPTION'
  | 'US_GA_RESELLER_EXEMPTION'
  | 'US_HI_RESELLER_EXEMPTION'
  | 'US_IA_RESELLER_EXEMPTION'
  | 'US_ID_RESELLER_EXEMPTION'
  | 'US_IL_RESELLER_EXEMPTION'
  | 'US_IN_RESELLER_EXEMPTION'
  | 'US_KS_RESELLER_EXEMPTION'
  | 'US_KY_RESELLER_EXEMPTION'
  | 'US_LA_RESELLER_EXEMPTION'
  | 'US_MA_RESELLER_EXEMPTION'
  | 'US_MD_RESELLER_EXEMPTION'
  | 'US_ME_RESELLER_EXEMPTION'
  | 'US_MI_RESELLER_EXEMPTION'
  | 'US_MN_RESELLER_EXEMPTION'
  | 'US_MO_RESELLER_EXEMPTION'
  | 'US_MS_RESELLER_EXEMPTION'
  | 'US_MT_RESELLER_EXEMPTION'
  | 'US_NC_RESELLER_EXEMPTION'
  | 'US_ND_RESELLER_EXEMPTION'
  | 'US_NE_RESELLER_EXEMPTION'
  | 'US_NH_RESELLER_EXEMPTION'
  | 'US_NJ_RESELLER_EXEMPTION'
  | 'US_NM_RESELLER_EXEMPTION'
  | 'US_NV_RESELLER_EXEMPTION'
  | 'US_NY_RESELLER_EXEMPTION'
  | 'US_OH_RESELLER_EXEMPTION'
  | 'US_OK_RESELLER_EXEMPTION'
  | 'US_OR_RESELLER_EXEMPTION'
  | 'US_PA_RESELLER_EXEMPTION'
  | 'US_RI_RESELLER_EXEMPTION'
  | 'US_SC_RESELLER_EXEMPTION'
  | 'US_SD_RESELLER_EXEMPTION'
  | 'US_TN_RESELLER_EXEMPTION'
  | 'US_TX_RESELLER_EXEMPTION'
  | 'US_UT_RESELLER_EXEMPTION'
  | 'US_VA_RESELLER_EXEMPTION'
  | 'US_VT_RESELLER_EXEMPTION'
  | 'US_WA_RESELLER_EXEMPTION'
  | 'US_WI_RESELLER_EXEMPTION'
  | 'US_WV_RESELLER_EXEMPTION'
  | 'US_WY_RESELLER_EXEMPTION';

export type TaxLine = {
  __typename?: 'TaxLine';
  channelLiable?: Maybe<Scalars['Boolean']['output']>;
  /** @deprecated Use `priceSet` instead. */
  price: Scalars['Money']['output'];
  priceSet: MoneyBag;
  rate?: Maybe<Scalars['Float']['output']>;
  ratePercentage?: Maybe<Scalars['Float']['output']>;
  source?: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
};

export type TransactionFee = Node & {
  __typename?: 'TransactionFee';
  amount: MoneyV2;
  flatFee: MoneyV2;
  flatFeeName?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  rate: Scalars['Decimal']['output'];
  rateName?: Maybe<Scalars['String']['output']>;
  taxAmount: MoneyV2;
  type: Scalars['String']['output'];
};

export type UniqueMetafieldValueInput = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
  value: Scalars['String']['input'];
};

export type UnitPriceMeasurementInput = {
  quantityUnit?: InputMaybe<UnitPriceMeasurementMeasuredUnit>;
  quantityValue?: InputMaybe<Scalars['Float']['input']>;
  referenceUnit?: InputMaybe<UnitPriceMeasurementMeasuredUnit>;
  referenceValue?: InputMaybe<Scalars['Int']['input']>;
};

export type UnitPriceMeasurementMeasuredUnit =
  | 'CL'
  | 'CM'
  | 'FLOZ'
  | 'FT'
  | 'FT2'
  | 'G'
  | 'GAL'
  | 'IN'
  | 'ITEM'
  | 'KG'
  | 'L'
  | 'LB'
  | 'M'
  | 'M2'
  | 'M3'
  | 'MG'
  | 'ML'
  | 'MM'
  | 'OZ'
  | 'PT'
  | 'QT'
  | 'UNKNOWN'
  | 'YD';

export type UnitSystem =
  | 'IMPERIAL_SYSTEM'
  | 'METRIC_SYSTEM';

export type UserError = {
  __typename?: 'UserError';
  field?: Maybe<Array<Scalars['String']['output']>>;
  message: Scalars['String']['output'];
};

export type VariantOptionValueInput = {
  id?: InputMaybe<Scalars['ID']['input']>;
  linkedMetafieldValue?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  optionId?: InputMaybe<Scalars['ID']['input']>;
  optionName?: InputMaybe<Scalars['String']['input']>;
};

export type WebhookEventBridgeEndpoint = {
  __typename?: 'WebhookEventBridgeEndpoint';
  arn: Scalars['ARN']['output'];
};

export type WebhookHttpEndpoint = {
  __typename?: 'WebhookHttpEndpoint';
  callbackUrl: Scalars['URL']['output'];
};

export type WebhookPubSubEndpoint = {
  __typename?: 'WebhookPubSubEndpoint';
  pubSubProject: Scalars['String']['output'];
  pubSubTopic: Scalars['String']['output'];
};

export type WebhookSubscription = Node & {
  __typename?: 'WebhookSubscription';
  apiVersion: ApiVersion;
  /** @deprecated Use `uri` instead. */
  callbackUrl: Scalars['URL']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** @deprecated Use `uri` instead. */
  endpoint: WebhookSubscriptionEndpoint;
  filter?: Maybe<Scalars['String']['output']>;
  format: WebhookSubscriptionFormat;
  id: Scalars['ID']['output'];
  includeFields: Array<Scalars['String']['output']>;
  legacyResourceId: Scalars['UnsignedInt64']['output'];
  metafieldNamespaces: Array<Scalars['String']['output']>;
  metafields: Array<WebhookSubscriptionMetafieldIdentifier>;
  name?: Maybe<Scalars['String']['output']>;
  topic: WebhookSubscriptionTopic;
  updatedAt: Scalars['DateTime']['output'];
  uri: Scalars['String']['output'];
};

export type WebhookSubscriptionConnection = {
  __typename?: 'WebhookSubscriptionConnection';
  edges: Array<WebhookSubscriptionEdge>;
  nodes: Array<WebhookSubscription>;
  pageInfo: PageInfo;
};

export type WebhookSubscriptionCreatePayload = {
  __typename?: 'WebhookSubscriptionCreatePayload';
  userErrors: Array<UserError>;
  webhookSubscription?: Maybe<WebhookSubscription>;
};

export type WebhookSubscriptionDeletePayload = {
  __typename?: 'WebhookSubscriptionDeletePayload';
  deletedWebhookSubscriptionId?: Maybe<Scalars['ID']['output']>;
  userErrors: Array<UserError>;
};

export type WebhookSubscriptionEdge = {
  __typename?: 'WebhookSubscriptionEdge';
  cursor: Scalars['String']['output'];
  node: WebhookSubscription;
};

export type WebhookSubscriptionEndpoint = WebhookEventBridgeEndpoint | WebhookHttpEndpoint | WebhookPubSubEndpoint;

export type WebhookSubscriptionFormat =
  | 'JSON'
  | 'XML';

export type WebhookSubscriptionInput = {
  /** @deprecated Use `uri` instead. */
  callbackUrl?: InputMaybe<Scalars['URL']['input']>;
  filter?: InputMaybe<Scalars['String']['input']>;
  format?: InputMaybe<WebhookSubscriptionFormat>;
  includeFields?: InputMaybe<Array<Scalars['String']['input']>>;
  metafieldNamespaces?: InputMaybe<Array<Scalars['String']['input']>>;
  metafields?: InputMaybe<Array<HasMetafieldsMetafieldIdentifierInput>>;
  name?: InputMaybe<Scalars['String']['input']>;
  uri?: InputMaybe<Scalars['String']['input']>;
};

export type WebhookSubscriptionMetafieldIdentifier = {
  __typename?: 'WebhookSubscriptionMetafieldIdentifier';
  key: Scalars['String']['output'];
  namespace: Scalars['String']['output'];
};

export type WebhookSubscriptionSortKeys =
  | 'CREATED_AT'
  | 'ID';

export type WebhookSubscriptionTopic =
  | 'APP_PURCHASES_ONE_TIME_UPDATE'
  | 'APP_SCOPES_UPDATE'
  | 'APP_SUBSCRIPTIONS_APPROACHING_CAPPED_AMOUNT'
  | 'APP_SUBSCRIPTIONS_UPDATE'
  | 'APP_UNINSTALLED'
  | 'AUDIT_EVENTS_ADMIN_API_ACTIVITY'
  | 'BULK_OPERATIONS_FINISH'
  | 'CARTS_CREATE'
  | 'CARTS_UPDATE'
  | 'CHANNELS_DELETE'
  | 'CHECKOUTS_CREATE'
  | 'CHECKOUTS_DELETE'
  | 'CHECKOUTS_UPDATE'
  | 'COLLECTIONS_CREATE'
  | 'COLLECTIONS_DELETE'
  | 'COLLECTIONS_UPDATE'
  | 'COLLECTION_LISTINGS_ADD'
  | 'COLLECTION_LISTINGS_REMOVE'
  | 'COLLECTION_LISTINGS_UPDATE'
  | 'COLLECTION_PUBLICATIONS_CREATE'
  | 'COLLECTION_PUBLICATIONS_DELETE'
  | 'COLLECTION_PUBLICATIONS_UPDATE'
  | 'COMPANIES_CREATE'
  | 'COMPANIES_DELETE'
  | 'COMPANIES_UPDATE'
  | 'COMPANY_CONTACTS_CREATE'
  | 'COMPANY_CONTACTS_DELETE'
  | 'COMPANY_CONTACTS_UPDATE'
  | 'COMPANY_CONTACT_ROLES_ASSIGN'
  | 'COMPANY_CONTACT_ROLES_REVOKE'
  | 'COMPANY_LOCATIONS_CREATE'
  | 'COMPANY_LOCATIONS_DELETE'
  | 'COMPANY_LOCATIONS_UPDATE'
  | 'CUSTOMERS_CREATE'
  | 'CUSTOMERS_DELETE'
  | 'CUSTOMERS_DISABLE'
  | 'CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE'
  | 'CUSTOMERS_ENABLE'
  | 'CUSTOMERS_MARKETING_CONSENT_UPDATE'
  | 'CUSTOMERS_MERGE'
  | 'CUSTOMERS_PURCHASING_SUMMARY'
  | 'CUSTOMERS_UPDATE'
  | 'CUSTOMERS_WHATS_APP_MARKETING_CONSENT_UPDATE'
  | 'CUSTOMER_ACCOUNT_SETTINGS_UPDATE'
  | 'CUSTOMER_GROUPS_CREATE'
  | 'CUSTOMER_GROUPS_DELETE'
  | 'CUSTOMER_GROUPS_UPDATE'
  | 'CUSTOMER_JOINED_SEGMENT'
  | 'CUSTOMER_LEFT_SEGMENT'
  | 'CUSTOMER_PAYMENT_METHODS_CREATE'
  | 'CUSTOMER_PAYMENT_METHODS_REVOKE'
  | 'CUSTOMER_PAYMENT_METHODS_UPDATE'
  | 'CUSTOMER_TAGS_ADDED'
  | 'CUSTOMER_TAGS_REMOVED'
  | 'DELIVERY_PROMISE_SETTINGS_UPDATE'
  | 'DISCOUNTS_CREATE'
  | 'DISCOUNTS_DELETE'
  | 'DISCOUNTS_REDEEMCODE_ADDED'
  | 'DISCOUNTS_REDEEMCODE_REMOVED'
  | 'DISCOUNTS_UPDATE'
  | 'DISPUTES_CREATE'
  | 'DISPUTES_UPDATE'
  | 'DOMAINS_CREATE'
  | 'DOMAINS_DESTROY'
  | 'DOMAINS_UPDATE'
  | 'DRAFT_ORDERS_CREATE'
  | 'DRAFT_ORDERS_DELETE'
  | 'DRAFT_ORDERS_UPDATE'
  | 'FINANCE_APP_STAFF_MEMBER_DELETE'
  | 'FINANCE_APP_STAFF_MEMBER_GRANT'
  | 'FINANCE_APP_STAFF_MEMBER_REVOKE'
  | 'FINANCE_APP_STAFF_MEMBER_UPDATE'
  | 'FINANCE_KYC_INFORMATION_UPDATE'
  | 'FULFILLMENTS_CREATE'
  | 'FULFILLMENTS_UPDATE'
  | 'FULFILLMENT_EVENTS_CREATE'
  | 'FULFILLMENT_EVENTS_DELETE'
  | 'FULFILLMENT_HOLDS_ADDED'
  | 'FULFILLMENT_HOLDS_RELEASED'
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_ACCEPTED'
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_REJECTED'
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_SUBMITTED'
  | 'FULFILLMENT_ORDERS_CANCELLED'
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_ACCEPTED'
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_REJECTED'
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_SUBMITTED'
  | 'FULFILLMENT_ORDERS_FULFILLMENT_SERVICE_FAILED_TO_COMPLETE'
  | 'FULFILLMENT_ORDERS_HOLD_RELEASED'
  | 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_LOCAL_DELIVERY'
  | 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP'
  | 'FULFILLMENT_ORDERS_MANUALLY_REPORTED_PROGRESS_STOPPED'
  | 'FULFILLMENT_ORDERS_MERGED'
  | 'FULFILLMENT_ORDERS_MOVED'
  | 'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE'
  | 'FULFILLMENT_ORDERS_PLACED_ON_HOLD'
  | 'FULFILLMENT_ORDERS_PROGRESS_REPORTED'
  | 'FULFILLMENT_ORDERS_RESCHEDULED'
  | 'FULFILLMENT_ORDERS_SCHEDULED_FULFILLMENT_ORDER_READY'
  | 'FULFILLMENT_ORDERS_SPLIT'
  | 'INVENTORY_ITEMS_CREATE'
  | 'INVENTORY_ITEMS_DELETE'
  | 'INVENTORY_ITEMS_UPDATE'
  | 'INVENTORY_LEVELS_CONNECT'
  | 'INVENTORY_LEVELS_DISCONNECT'
  | 'INVENTORY_LEVELS_UPDATE'
  | 'INVENTORY_SHIPMENTS_ADD_ITEMS'
  | 'INVENTORY_SHIPMENTS_CREATE'
  | 'INVENTORY_SHIPMENTS_DELETE'
  | 'INVENTORY_SHIPMENTS_MARK_IN_TRANSIT'
  | 'INVENTORY_SHIPMENTS_RECEIVE_ITEMS'
  | 'INVENTORY_SHIPMENTS_REMOVE_ITEMS'
  | 'INVENTORY_SHIPMENTS_UPDATE_ITEM_QUANTITIES'
  | 'INVENTORY_SHIPMENTS_UPDATE_TRACKING'
  | 'INVENTORY_TRANSFERS_ADD_ITEMS'
  | 'INVENTORY_TRANSFERS_CANCEL'
  | 'INVENTORY_TRANSFERS_COMPLETE'
  | 'INVENTORY_TRANSFERS_READY_TO_SHIP'
  | 'INVENTORY_TRANSFERS_REMOVE_ITEMS'
  | 'INVENTORY_TRANSFERS_UPDATED'
  | 'INVENTORY_TRANSFERS_UPDATE_ITEM_QUANTITIES'
  | 'LOCALES_CREATE'
  | 'LOCALES_DESTROY'
  | 'LOCALES_UPDATE'
  | 'LOCATIONS_ACTIVATE'
  | 'LOCATIONS_CREATE'
  | 'LOCATIONS_DEACTIVATE'
  | 'LOCATIONS_DELETE'
  | 'LOCATIONS_UPDATE'
  | 'MARKETS_BACKUP_REGION_UPDATE'
  | 'MARKETS_CREATE'
  | 'MARKETS_DELETE'
  | 'MARKETS_UPDATE'
  | 'METAFIELD_DEFINITIONS_CREATE'
  | 'METAFIELD_DEFINITIONS_DELETE'
  | 'METAFIELD_DEFINITIONS_UPDATE'
  | 'METAOBJECTS_CREATE'
  | 'METAOBJECTS_DELETE'
  | 'METAOBJECTS_UPDATE'
  | 'ORDERS_CANCELLED'
  | 'ORDERS_CREATE'
  | 'ORDERS_DELETE'
  | 'ORDERS_EDITED'
  | 'ORDERS_FULFILLED'
  | 'ORDERS_LINK_REQUESTED'
  | 'ORDERS_PAID'
  | 'ORDERS_PARTIALLY_FULFILLED'
  | 'ORDERS_RISK_ASSESSMENT_CHANGED'
  | 'ORDERS_SHOPIFY_PROTECT_ELIGIBILITY_CHANGED'
  | 'ORDERS_UPDATED'
  | 'ORDER_TRANSACTIONS_CREATE'
  | 'PAYMENT_SCHEDULES_DUE'
  | 'PAYMENT_TERMS_CREATE'
  | 'PAYMENT_TERMS_DELETE'
  | 'PAYMENT_TERMS_UPDATE'
  | 'PRODUCTS_CREATE'
  | 'PRODUCTS_DELETE'
  | 'PRODUCTS_UPDATE'
  | 'PRODUCT_FEEDS_CREATE'
  | 'PRODUCT_FEEDS_FULL_SYNC'
  | 'PRODUCT_FEEDS_FULL_SYNC_FINISH'
  | 'PRODUCT_FEEDS_INCREMENTAL_SYNC'
  | 'PRODUCT_FEEDS_UPDATE'
  | 'PRODUCT_LISTINGS_ADD'
  | 'PRODUCT_LISTINGS_REMOVE'
  | 'PRODUCT_LISTINGS_UPDATE'
  | 'PRODUCT_PUBLICATIONS_CREATE'
  | 'PRODUCT_PUBLICATIONS_DELETE'
  | 'PRODUCT_PUBLICATIONS_UPDATE'
  | 'PROFILES_CREATE'
  | 'PROFILES_DELETE'
  | 'PROFILES_UPDATE'
  | 'REFUNDS_CREATE'
  | 'RETURNS_APPROVE'
  | 'RETURNS_CANCEL'
  | 'RETURNS_CLOSE'
  | 'RETURNS_DECLINE'
  | 'RETURNS_PROCESS'
  | 'RETURNS_REOPEN'
  | 'RETURNS_REQUEST'
  | 'RETURNS_UPDATE'
  | 'REVERSE_DELIVERIES_ATTACH_DELIVERABLE'
  | 'REVERSE_FULFILLMENT_ORDERS_DISPOSE'
  | 'SCHEDULED_PRODUCT_LISTINGS_ADD'
  | 'SCHEDULED_PRODUCT_LISTINGS_REMOVE'
  | 'SCHEDULED_PRODUCT_LISTINGS_UPDATE'
  | 'SEGMENTS_CREATE'
  | 'SEGMENTS_DELETE'
  | 'SEGMENTS_UPDATE'
  | 'SELLING_PLAN_GROUPS_CREATE'
  | 'SELLING_PLAN_GROUPS_DELETE'
  | 'SELLING_PLAN_GROUPS_UPDATE'
  | 'SHIPPING_ADDRESSES_CREATE'
  | 'SHIPPING_ADDRESSES_UPDATE'
  | 'SHOP_UPDATE'
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_CHALLENGED'
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_FAILURE'
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_SUCCESS'
  | 'SUBSCRIPTION_BILLING_CYCLES_SKIP'
  | 'SUBSCRIPTION_BILLING_CYCLES_UNSKIP'
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_CREATE'
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_DELETE'
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_UPDATE'
  | 'SUBSCRIPTION_CONTRACTS_ACTIVATE'
  | 'SUBSCRIPTION_CONTRACTS_CANCEL'
  | 'SUBSCRIPTION_CONTRACTS_CREATE'
  | 'SUBSCRIPTION_CONTRACTS_EXPIRE'
  | 'SUBSCRIPTION_CONTRACTS_FAIL'
  | 'SUBSCRIPTION_CONTRACTS_PAUSE'
  | 'SUBSCRIPTION_CONTRACTS_UPDATE'
  | 'TAX_SERVICES_CREATE'
  | 'TAX_SERVICES_UPDATE'
  | 'TENDER_TRANSACTIONS_CREATE'
  | 'THEMES_CREATE'
  | 'THEMES_DELETE'
  | 'THEMES_PUBLISH'
  | 'THEMES_UPDATE'
  | 'VARIANTS_IN_STOCK'
  | 'VARIANTS_OUT_OF_STOCK';

export type WebhookSubscriptionUpdatePayload = {
  __typename?: 'WebhookSubscriptionUpdatePayload';
  userErrors: Array<UserError>;
  webhookSubscription?: Maybe<WebhookSubscription>;
};

export type Weight = {
  __typename?: 'Weight';
  unit: WeightUnit;
  value: Scalars['Float']['output'];
};

export type WeightInput = {
  unit: WeightUnit;
  value: Scalars['Float']['input'];
};

export type WeightUnit =
  | 'GRAMS'
  | 'KILOGRAMS'
  | 'OUNCES'
  | 'POUNDS';
