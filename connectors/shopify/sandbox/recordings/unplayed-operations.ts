/**
 * Operations that recordings call and the sandbox does not play. A name in brackets stands for a call whose document, or
 * what it was given, was not kept; names that are no operations are those that a recorder gave to one.
 */
export const unplayedOperations: Readonly<Record<string, string>> = {
  '2025-01__orders__abandonment-delivery-status-unknown': 'abandonmentUpdateActivitiesDeliveryStatuses',
  '2025-01__orders__order-create-line-item-fields': 'orderCancel',
  '2025-01__orders__order-create-math-matrix': 'orderCancel',
  '2025-01__orders__order-edit-residual-calculated-edits': 'orderEditAddCustomItem',
  '2025-01__orders__order-empty-state': 'order | orders | ordersCount',
  '2025-01__orders__order-update-parity': 'order | orderUpdate',
  '2025-01__orders__return-decline-request-validation':
    'returnApproveRequest | returnDeclineRequest | returnRequest',
  '2025-01__products__collection-reorder-products-parity':
    'collection | collectionReorderProducts | first | second',
  '2025-01__products__inventory-connection-query-windowing':
    'inventoryTransferCancel | inventoryTransferCreate | inventoryTransferCreateAsReadyToShip | inventoryTransferDelete | inventoryTransfers | locationDeactivate | locationDelete | productDelete | productSet',
  '2025-01__products__inventory-default-location-carrier-connection':
    'inventoryActivate | inventorySetQuantities | inventoryShipmentCreate | inventoryShipmentCreateInTransit | inventoryShipmentDelete | inventoryTransfer | inventoryTransferCancel | inventoryTransferCreate | inventoryTransferMarkAsReadyToShip | locationAdd | locationDeactivate | locationDelete | orderCancel | productCreate | productDelete | productVariantsBulkUpdate',
  '2025-01__products__inventory-item-update-validation': '(a document that was not recorded)',
  '2025-01__products__inventory-location-levels-overlay-windowing':
    'locationDeactivate | locationDelete | productDelete | productSet',
  '2025-01__products__inventory-node-read-after-write':
    'inventoryShipmentCreate | inventoryShipmentDelete | inventoryShipmentSetTracking | inventoryTransferCancel | inventoryTransferCreate | inventoryTransferCreateAsReadyToShip | inventoryTransferDelete | locationDeactivate | locationDelete | productDelete',
  '2025-01__products__inventory-shipment-mutation-first-hydration':
    'inventoryShipment | inventoryShipmentCreate | inventoryShipmentDelete | inventoryShipmentSetTracking',
  '2025-01__products__inventory-transfer-create-validation':
    'inventoryActivate | inventorySetQuantities | inventoryTransferCreate | locationAdd | productCreate | productVariantsBulkUpdate',
  '2025-01__products__product-reorder-media-parity': 'product | productCreateMedia | productReorderMedia',
  '2025-01__products__product-variants-bulk-create-inventory-read-parity': 'productOptionsCreate',
  '2025-01__products__product-variants-bulk-delete-parity': 'product | products | skuCount',
  '2025-01__products__product-variants-bulk-reorder-parity':
    'productCreate | productOptionsCreate | productVariantsBulkCreate | productVariantsBulkReorder',
  '2025-01__products__product-variants-bulk-reorder-validation-resequence':
    'productCreate | productOptionsCreate | productVariantsBulkCreate | productVariantsBulkReorder',
  '2025-01__products__product-variants-bulk-validation-atomicity':
    '(a document that was not recorded) | productCreate | productOptionsCreate',
  '2025-01__shipping-fulfillments__delivery-customization-promise-settings-blockers':
    'deliveryCustomization | deliveryCustomizations | deliveryPromiseParticipants | deliveryPromiseProvider | deliveryPromiseSettings | deliverySettings',
  '2025-01__shipping-fulfillments__shipping-settings-package-pickup-constraints':
    'availableCarrierServices | fulfillmentConstraintRuleCreate | fulfillmentConstraintRules | locationLocalPickupDisable | locationLocalPickupEnable | locationsAvailableForDeliveryProfilesConnection | shippingPackageDelete | shippingPackageMakeDefault | shippingPackageUpdate',
  '2026-04__bulk-operations__bulk-operation-name-independent-run-roots':
    'bulkOperationRunMutation | bulkOperationRunQuery',
  '2026-04__bulk-operations__bulk-operation-run-mutation-allowed-roots':
    'bulkOperation | bulkOperationRunMutation | currentBulkOperation | customerDelete | metafieldsDelete | metaobjectDefinitionDelete | stagedUploadsCreate',
  '2026-04__bulk-operations__bulk-operation-run-query-concurrency-limit':
    'bulkOperationCancel | bulkOperationRunQuery',
  '2026-04__bulk-operations__bulk-operation-run-query-schema-roots':
    'bulkOperationCancel | bulkOperationRunQuery | currentBulkOperation',
  '2026-04__bulk-operations__bulk-operation-run-query-validators': 'bulkOperationRunQuery',
  '2026-04__bulk-operations__bulk-operation-storage-byte-limit':
    'bulkOperationRunMutation | bulkOperationRunQuery | stagedUploadsCreate',
  '2026-04__bulk-operations__bulk-operations-live-hybrid-base-overlay':
    'bulkOperationRunQuery | bulkOperations',
  '2026-04__bulk-operations__bulk-operations-sort-key': 'bulkOperations',
  '2026-04__orders__fulfillment-create-preconditions': 'fulfillmentCreateV2',
  '2026-04__orders__order-edit-commit-success-messages': 'orderCancel',
  '2026-04__orders__order-edit-existing-order-happy-path': 'orderEditAddVariant | orderEditCommit',
  '2026-04__orders__order-management-cleanup': 'customerDelete',
  '2026-04__orders__order-return-status-lifecycle':
    'removeFromReturn | returnApproveRequest | returnCancel | returnClose | returnCreate | returnDeclineRequest | returnProcess | returnReopen | returnRequest',
  '2026-04__orders__orderCustomerSet-and-Remove-error-paths-cleanup': 'companyDelete | customerDelete',
  '2026-04__orders__orderCustomerSet-and-Remove-error-paths':
    'companyAssignCustomerAsContact | companyCreate | customerCreate | draftOrderComplete | draftOrderCreate',
  '2026-04__orders__refund-create-attribution-validation': '__type | orderCancel',
  '2026-04__orders__return-customer-note-recorded': 'return | returnRequest',
  '2026-04__orders__return-query-roots-recorded':
    '(a document that was not recorded) | returnCalculate | returnableFulfillments',
  '2026-04__orders__return-reason-validation': 'returnCreate | returnReasonDefinitions | returnRequest',
  '2026-04__orders__return-reverse-logistics-dispose-validation':
    'return | returnApproveRequest | returnRequest | reverseFulfillmentOrder | reverseFulfillmentOrderDispose',
  '2026-04__orders__return-reverse-logistics-recorded':
    'return | returnApproveRequest | returnProcess | returnRequest | reverseDelivery | reverseDeliveryCreateWithShipping | reverseDeliveryShippingUpdate | reverseFulfillmentOrder | reverseFulfillmentOrderDispose',
  '2026-04__orders__taxSummaryCreate-access-denied-parity': 'taxSummaryCreate',
  '2026-04__products__collection-reorder-products-manual-sort':
    'collection | collectionAddProducts | collectionCreate | collectionReorderProducts',
  '2026-04__products__inventory-activate-on-hand': 'productDelete',
  '2026-04__products__inventory-adjust-name-allowlist':
    'productCreate | productDelete | productVariantsBulkUpdate',
  '2026-04__products__inventory-adjust-on-hand-name-mirrors':
    'inventoryItem | product | productCreate | productDelete | productVariant | productVariantsBulkUpdate',
  '2026-04__products__inventory-adjust-zero-delta-noop':
    'productCreate | productDelete | productVariantsBulkUpdate',
  '2026-04__products__inventory-deactivate-validation-2026-04':
    '(a document that was not recorded) | inventoryShipmentCreateInTransit | inventoryTransferCreateAsReadyToShip',
  '2026-04__products__inventory-quantity-contracts-2026-04':
    '(a document that was not recorded) | productCreate | productDelete | productVariantsBulkUpdate',
  '2026-04__products__inventory-reason-validation': 'productDelete | productSet',
  '2026-04__products__product-variants-bulk-update-allow-partial-and-error-order':
    'blue | product | productCreate | productOptionsCreate | productVariantsBulkCreate | red',
  '2026-04__shipping-fulfillments__fulfillment-event-create-validation': '__type',
  '2026-04__shipping-fulfillments__fulfillment-service-delete-inventory-action-validation':
    'fulfillmentServiceCreate | fulfillmentServiceDelete',
  '2026-04__shipping-fulfillments__fulfillment-service-delete-transfer':
    'fulfillmentServiceCreate | fulfillmentServiceDelete',
  '2026-04__shipping-fulfillments__fulfillment-service-name-whitespace-validation':
    'createWhitespace | fulfillmentServiceUpdate | setupUpdateSource',
  '2026-04__shipping-fulfillments__fulfillment-service-permits-sku-sharing-validation':
    '(a document that was not recorded) | __schema | __type | fulfillmentService | fulfillmentServiceCreate | fulfillmentServiceDelete | fulfillmentServiceUpdate',
  '2026-04__shipping-fulfillments__fulfillment-service-uniqueness':
    'fulfillmentServiceCreate | fulfillmentServiceUpdate',
  '2026-04__shipping-fulfillments__fulfillment-top-level-reads':
    'fulfillment | fulfillmentOrder | missingFulfillment | missingFulfillmentOrder | order',
  '2026-04__shipping-fulfillments__shipping-service-mutation-first-hydration':
    'carrierServiceCreate | carrierServiceDelete | carrierServiceUpdate | fulfillmentServiceCreate | fulfillmentServiceDelete | fulfillmentServiceUpdate',
  '2026-04__shipping-fulfillments__shipping-settings-package-pickup-constraints':
    'availableCarrierServices | fulfillmentConstraintRuleCreate | fulfillmentConstraintRules | locationLocalPickupDisable | locationLocalPickupEnable | locationsAvailableForDeliveryProfilesConnection | shippingPackageDelete | shippingPackageMakeDefault | shippingPackageUpdate',
  '2026-04__shipping-fulfillments__shipping-user-error-codes':
    'carrierServiceCreate | carrierServiceDelete | carrierServiceUpdate',
  '2026-04__webhooks__webhook-subscription-conformance':
    '(a document that was not recorded) | createMissingUri | currentAppInstallation | customerCreate | customerDelete | deleteUnknown | filteredCount | unknown | updateUnknown | webhookSubscriptionEndpoint | webhookSubscriptionInput | webhookSubscriptionTopic | webhookSubscriptions | webhookSubscriptionsCount',
  '2026-04__webhooks__webhook-subscription-filter-mixed-term': 'customerCreate | customerDelete',
  '2026-04__webhooks__webhook-subscription-list-connection': '(a document that was not recorded)',
  '2026-04__webhooks__webhook-subscription-metafields-lifecycle':
    'metafieldIdentifier | webhookSubscription | webhookSubscriptionInput',
  '2026-04__webhooks__webhook-subscription-pub-sub-required-fields': '(a document that was not recorded)',
  '2026-04__webhooks__webhook-subscription-topic-enum-validation': '(a document that was not recorded)',
  '2026-04__webhooks__webhook-subscription-uri-validation':
    'baselineCreate | createHttpUriRejected | createInternalDomainRejected | createShopifyDomainRejected',
};
