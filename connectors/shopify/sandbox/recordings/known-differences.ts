/**
 * Recorded calls that the sandbox answers in another way, and why: mostly because they rest on something that the shop
 * had before and that the recording does not show. Every other call must be answered alike.
 */
export const knownDifferences: Readonly<
  Record<string, { readonly why: string; readonly calls: readonly string[] }>
> = {
  '2025-01__orders__fulfillment-tracking-info-update-parity': {
    why: 'the order was there before and is not shown',
    calls: ['setup.fulfillmentCreate', '', 'downstreamRead'],
  },
  '2025-01__orders__order-create-line-item-fields': {
    why: 'the product was there before and is shown without its variant',
    calls: ['setup.productLookup', '', 'downstreamRead'],
  },
  '2025-01__orders__order-edit-residual-calculated-edits': {
    why: 'one call of the edit was kept without what it was given',
    calls: [
      'steps.addLineItemDiscount',
      'steps.removeDiscount',
      'steps.addShippingLine',
      'steps.updateShippingLine',
      'steps.removeShippingLine',
    ],
  },
  '2025-01__products__inventory-connection-query-windowing': {
    why: 'the products came from productSet',
    calls: ['operations.itemsQuery'],
  },
  '2025-01__products__inventory-default-location-carrier-connection': {
    why: 'the levels came from transfers and from calls that were kept without what they were given',
    calls: [
      'workflow.inventoryItemsRead',
      'workflow.afterOrderInventoryRead',
      'workflow.afterColdVariantOrderInventoryRead',
      'workflow.afterColdVariantOrderProductRead',
      'workflow.unresolvedVariantOrderCreate',
    ],
  },
  '2025-01__products__inventory-linkage-parity': {
    why: 'the numbers of the level before the recording are not shown',
    calls: [
      'inventoryActivateSecondLocation',
      'inventoryDeactivateWithAlternateLocation',
      'downstreamReadAfterInventoryActivateSecondLocation',
      'downstreamReadAfterInventoryDeactivateWithAlternateLocation',
      'downstreamReadAfterInventoryBulkToggleActivateSecondLocation',
    ],
  },
  '2025-01__products__inventory-location-levels-overlay-windowing': {
    why: 'writes in the shape of an older version, which 2026-10 refuses',
    calls: [
      'operations.inventorySet',
      'operations.overlayRead',
      'operations.itemRead',
      'operations.windowRead',
    ],
  },
  '2025-01__products__inventory-node-read-after-write': {
    why: 'writes in the shape of an older version, which 2026-10 refuses',
    calls: [
      'workflow.inventorySet',
      'workflow.dedicatedRead',
      'workflow.coreNodeRead',
      'workflow.transferNodeRead',
      'workflow.shipmentNodeRead',
      'workflow.shipmentDeletedNodeRead',
      'workflow.transferDeletedNodeRead',
    ],
  },
  '2025-01__products__inventory-transfer-create-validation': {
    why: 'the levels came from calls that were kept without what they were given',
    calls: ['setup.hydratedItem'],
  },
  '2025-01__products__product-variants-bulk-create-inventory-read-parity': {
    why: 'options of products',
    calls: ['setup.initialState', '', 'downstreamRead'],
  },
  '2025-01__products__product-variants-bulk-delete-parity': {
    why: 'options of products',
    calls: [''],
  },
  '2025-01__products__product-variants-bulk-reorder-parity': {
    why: 'options of products',
    calls: ['downstreamRead'],
  },
  '2025-01__products__product-variants-bulk-reorder-validation-resequence': {
    why: 'options of products',
    calls: ['reorderDownstreamRead'],
  },
  '2025-01__products__product-variants-bulk-validation-atomicity': {
    why: 'options of products',
    calls: [
      'cases.1',
      'cases.2',
      'cases.3',
      'cases.4',
      'cases.5',
      'cases.6',
      'cases.8',
      'cases.9',
      'cases.10',
      'cases.12',
      'cases.19',
      'cases.20',
    ],
  },
  '2025-01__shipping-fulfillments__shipping-settings-package-pickup-constraints': {
    why: 'local pickup',
    calls: ['captures.beforePickupRead', 'captures.afterEnableRead'],
  },
  '2026-04__orders__fulfillment-create-preconditions': {
    why: 'reads while a cancellation is under way; here it is done at once',
    calls: ['cases.cancelled.setup.hydrate', 'cases.closed.setup.hydrate'],
  },
  '2026-04__orders__order-management-cleanup': {
    why: 'an order that had been canceled before, which is not shown',
    calls: ['cleanup.order:gid://shopify/Order/8733114532146'],
  },
  '2026-04__orders__order-return-status-lifecycle': {
    why: 'returns',
    calls: [
      'mixedCase.readAfterFirstRequest',
      'mixedCase.readAfterApprove',
      'mixedCase.readAfterSecondRequest',
      'mixedCase.readAfterDecline',
      'mixedCase.readAfterClose',
      'mixedCase.readAfterReopen',
      'mixedCase.readAfterProcess',
      'declinedCase.readAfterDecline',
      'canceledCase.readAfterCancel',
      'removedCase.readAfterRemove',
      'cleanup.mixed',
      'cleanup.declined',
      'cleanup.canceled',
      'cleanup.removed',
    ],
  },
  '2026-04__orders__orderCustomerSet-and-Remove-error-paths-cleanup': {
    why: 'a cancellation that was under way',
    calls: ['cleanup.order:gid://shopify/Order/8888076992818'],
  },
  '2026-04__orders__orderCustomerSet-and-Remove-error-paths': {
    why: 'companies (B2B)',
    calls: ['cases.setB2bNoRole', 'cases.removeB2bOrder'],
  },
  '2026-04__orders__orderEdit-quantity-validation': {
    why: 'the title of a product that is nowhere else shown',
    calls: ['cases.addVariantHappyPath'],
  },
  '2026-04__orders__return-customer-note-recorded': {
    why: 'an order with a return was canceled although it had shipped',
    calls: ['cleanup.orderCancel'],
  },
  '2026-04__orders__return-query-roots-recorded': {
    why: 'an order with a return was canceled although it had shipped; a variant that was deleted',
    calls: ['setup.orderReadAfterFulfillment', 'cleanup.orderCancel'],
  },
  '2026-04__orders__return-reason-validation': {
    why: 'an order was canceled although it had shipped',
    calls: ['cleanup.orderCancel'],
  },
  '2026-04__orders__return-reverse-logistics-dispose-validation': {
    why: 'the place of an order is named without its id; an order with a return was canceled although it had shipped',
    calls: ['setup.orderCreate', 'setup.orderReadAfterFulfillment', 'cleanup'],
  },
  '2026-04__orders__return-reverse-logistics-recorded': {
    why: 'the place of an order is named without its id; an order with a return was canceled although it had shipped',
    calls: ['setup.orderCreate', 'setup.orderReadAfterFulfillment', 'cleanup'],
  },
  '2026-04__products__inventory-activate-on-hand': {
    why: 'the name of a place that is shown in a message only',
    calls: ['cases.availableOnHandConflict', 'cases.onHandOutOfRange'],
  },
  '2026-04__products__inventory-deactivate-validation-2026-04': {
    why: 'transfers, and numbers before the recording that are not shown',
    calls: [
      'setup.committed.inventoryActivateSecondaryLocation',
      'setup.committed.productRead',
      'setup.incomingReserved.inventoryActivateSecondaryLocation',
      'setup.incomingReserved.productRead',
      'setup.onlyLocation.productRead',
      'setup.reactivate.inventoryActivateSecondaryLocation',
      'setup.reactivate.productRead',
      'productReads.committedAfterAdjust',
      'productReads.incomingReservedAfterAdjust',
      'inventoryDeactivateMissingLevel',
      'inventoryDeactivateDeletedLocation',
    ],
  },
  '2026-04__products__product-variants-bulk-update-allow-partial-and-error-order': {
    why: 'options of products; partial updates',
    calls: ['partialUpdate', 'errorOrdering'],
  },
  '2026-04__shipping-fulfillments__fulfillment-detail-events-lifecycle': {
    why: 'a read that was kept out of its order',
    calls: [''],
  },
  '2026-04__shipping-fulfillments__fulfillment-event-create-validation': {
    why: 'a read that was kept out of its order',
    calls: [''],
  },
  '2026-04__shipping-fulfillments__fulfillment-service-delete-transfer': {
    why: 'fulfillment services',
    calls: ['captures.cleanup.destinationDeactivate', 'captures.cleanup.destinationDelete'],
  },
  '2026-04__shipping-fulfillments__fulfillment-top-level-reads': {
    why: 'a fulfillment that was there before',
    calls: ['detailRead', 'catalogRead'],
  },
  '2026-04__shipping-fulfillments__shipping-settings-package-pickup-constraints': {
    why: 'local pickup',
    calls: [
      'captures.beforePickupRead',
      'captures.beforePickupEnableHydrate',
      'captures.afterEnableRead',
      'captures.beforePickupDisableHydrate',
      'captures.unknownLocationEnableHydrate',
      'captures.unknownLocationDisableHydrate',
    ],
  },
  '2026-04__webhooks__webhook-subscription-uri-validation': {
    why: "the subscription was made under a name of the recorder's own",
    calls: ['updateHttp', 'cleanup'],
  },
};
