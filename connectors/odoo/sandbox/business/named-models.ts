import type { Model } from '#connectors/odoo/sandbox/orm/model.ts';

/** Models that only have to exist, because others point at them. */
export const namedModels: readonly Model[] = [
  named('res.groups', 'Access Groups', 'ResGroups'),
  named('res.partner.category', 'Partner Tags', 'ResPartnerCategory'),
  named('product.attribute.value', 'Attribute Value', 'ProductAttributeValue'),
  named('uom.category', 'Product UoM Categories', 'UomCategory'),
  named('res.users.apikeys', 'Users API Keys', 'ResUsersApikeys'),
  // Closed to everybody but administrators.
  named('ir.config_parameter', 'System Parameter', 'IrConfig_Parameter'),
];

function named(name: string, title: string, className: string): Model {
  return {
    name,
    title,
    className,
    order: 'id',
    fields: { name: { type: 'char', label: 'Name', required: true, indexed: true } },
  };
}
