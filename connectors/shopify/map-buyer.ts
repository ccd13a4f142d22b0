import type { BusinessBuyer } from '#domain/business-buyer.ts';
import type { VendorOrder } from './order-shape.ts';

/** The company, its purchase order number and its payment terms, as far as they were asked for and are there. */
export function mapBuyer({ purchasingEntity, poNumber, paymentTerms }: VendorOrder): BusinessBuyer {
  const purchaseOrderNumber = poNumber?.trim() ?? '';
  return {
    ...(purchasingEntity?.__typename === 'PurchasingCompany'
      ? {
          company: {
            id: purchasingEntity.company.id,
            name: purchasingEntity.company.name,
            locationId: purchasingEntity.location.id,
            locationName: purchasingEntity.location.name,
          },
        }
      : {}),
    ...(purchaseOrderNumber === '' ? {} : { purchaseOrderNumber }),
    ...(paymentTerms == null
      ? {}
      : { paymentTerms: { name: paymentTerms.paymentTermsName, dueInDays: paymentTerms.dueInDays } }),
  };
}
