import type { PaymentTerms, PurchasingCompany } from './business-records.ts';
import type { ShopState } from './state.ts';

export interface CompanyInput {
  /** One company per name, as staff would keep it. */
  readonly name: string;
  /** Its branch; `Head office` unless told. */
  readonly location?: string | undefined;
}

export interface PaymentTermsInput {
  readonly name: string;
  readonly dueInDays?: number | undefined;
}

/** The company and its branch, added to the shop at their first order. */
export function toPurchasingCompany(state: ShopState, input: CompanyInput): PurchasingCompany {
  const { name, location: branch = 'Head office' } = input;
  const known = state.companies.get(name);
  const company = known ?? { kind: 'Company', id: state.ids.next('Company'), name, locations: [] };
  state.companies.set(name, company);
  const found = company.locations.find((one) => one.name === branch);
  const location = found ?? {
    kind: 'CompanyLocation',
    id: state.ids.next('CompanyLocation'),
    name: branch,
  };
  if (found === undefined) company.locations.push(location);
  return { kind: 'PurchasingCompany', company, location };
}

export function toPaymentTerms(state: ShopState, { name, dueInDays }: PaymentTermsInput): PaymentTerms {
  return {
    kind: 'PaymentTerms',
    id: state.ids.next('PaymentTerms'),
    paymentTermsName: name,
    translatedName: name,
    paymentTermsType: dueInDays === undefined ? 'RECEIPT' : 'NET',
    dueInDays: dueInDays ?? null,
    due: false,
    overdue: false,
  };
}
