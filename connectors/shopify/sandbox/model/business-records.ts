export interface Company {
  readonly kind: 'Company';
  readonly id: string;
  name: string;
  readonly locations: CompanyLocation[];
}

export interface CompanyLocation {
  readonly kind: 'CompanyLocation';
  readonly id: string;
  readonly name: string;
}

/** Who an order is for, when it is for a company. */
export interface PurchasingCompany {
  readonly kind: 'PurchasingCompany';
  readonly company: Company;
  readonly location: CompanyLocation;
}

/** What was agreed on when to pay; how a schedule of payments goes on is not played. */
export interface PaymentTerms {
  readonly kind: 'PaymentTerms';
  readonly id: string;
  readonly paymentTermsName: string;
  readonly translatedName: string;
  readonly paymentTermsType: 'NET' | 'RECEIPT';
  /** Null for terms that name no number of days. */
  readonly dueInDays: number | null;
  readonly due: boolean;
  readonly overdue: boolean;
}
