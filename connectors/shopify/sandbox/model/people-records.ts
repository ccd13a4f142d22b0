export interface Attribute {
  readonly key: string;
  readonly value: string | null;
}

export interface Address {
  readonly kind: 'MailingAddress';
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly country: string | null;
  readonly countryCode: string | null;
  readonly phone: string | null;
}

export interface Customer {
  readonly kind: 'Customer';
  readonly id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  readonly createdAt: number;
  updatedAt: number;
}
