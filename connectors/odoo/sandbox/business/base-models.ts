import { follow, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { validationError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { refuseTaken } from '#connectors/odoo/sandbox/orm/external-ids.ts';
import type { Env, Model, Version } from '#connectors/odoo/sandbox/orm/model.ts';
import { search } from '#connectors/odoo/sandbox/orm/search.ts';
import { numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';

const char = (label: string) => ({ type: 'char', label }) as const;
const flag = (label: string) => ({ type: 'boolean', label, fallback: true }) as const;
const link = (label: string, relation: string) => ({ type: 'many2one', label, relation }) as const;

/** Companies, currencies, countries, users and external ids: the models that all others point at. */
export function baseModels(version: Version): Model[] {
  return [
    company,
    currency,
    country,
    countryState,
    users(version),
    modelData,
    module,
    tag,
    team,
    paymentTerm,
  ];
}

const company: Model = {
  name: 'res.company',
  title: 'Companies',
  className: 'ResCompany',
  order: 'id',
  fields: {
    name: { type: 'char', label: 'Company Name', required: true },
    currency_id: { ...link('Currency', 'res.currency'), required: true },
    partner_id: link('Partner', 'res.partner'),
    country_id: link('Country', 'res.country'),
    tax_calculation_rounding_method: {
      type: 'selection',
      label: 'Tax Calculation Rounding Method',
      selection: [
        ['round_per_line', 'Round per Line'],
        ['round_globally', 'Round Globally'],
      ],
    },
    account_price_include: {
      type: 'selection',
      label: 'Default Sales Price Include',
      selection: [
        ['tax_included', 'Tax Included'],
        ['tax_excluded', 'Tax Excluded'],
      ],
      fallback: 'tax_excluded',
    },
    account_sale_tax_id: link('Default Sale Tax', 'account.tax'),
  },
};

const currency: Model = {
  name: 'res.currency',
  title: 'Currency',
  className: 'ResCurrency',
  order: 'name',
  fields: {
    name: { type: 'char', label: 'Currency', required: true, indexed: true },
    full_name: char('Name'),
    symbol: char('Symbol'),
    active: flag('Active'),
    rounding: { type: 'float', label: 'Rounding Factor', fallback: 0.01 },
    decimal_places: {
      type: 'integer',
      label: 'Decimal Places',
      compute: (_env, row) => Math.max(0, Math.ceil(-Math.log10(numberOf(row['rounding']) || 1) - 1e-9)),
    },
    rate: { type: 'float', label: 'Current Rate', fallback: 1 },
  },
};

const country: Model = {
  name: 'res.country',
  title: 'Country',
  className: 'ResCountry',
  order: 'name',
  fields: {
    name: { type: 'char', label: 'Country Name', required: true },
    code: { type: 'char', label: 'Country Code', indexed: true },
    zip_required: flag('Zip Required'),
    state_required: { type: 'boolean', label: 'State Required' },
  },
  findByText: (env, text) => findByNameOrCode(env, 'res.country', text),
  prepare(_env, values) {
    // The vendor's column is two characters wide, which trips an index on the names before anything else does.
    if (textOf(values['code']).length > 2) {
      throw validationError('The operation cannot be completed: The name of the country must be unique!');
    }
    return values;
  },
};

const countryState: Model = {
  name: 'res.country.state',
  title: 'Country state',
  className: 'ResCountryState',
  order: 'code, id',
  fields: {
    name: { type: 'char', label: 'State Name', required: true },
    code: { type: 'char', label: 'State Code', required: true, indexed: true },
    country_id: { ...link('Country', 'res.country'), required: true },
  },
  nameOf: (env, row) =>
    `${textOf(row['name'])} (${textOf(follow(env, 'res.country', row['country_id'])?.['code'])})`,
  findByText: (env, text) => findByNameOrCode(env, 'res.country.state', text),
};

function findByNameOrCode(env: Env, model: string, text: string): readonly number[] {
  const byCode = rowsWhere(env, model, 'code', text);
  return (byCode.length > 0 ? byCode : search(env, model, [['name', '=', text]])).map((row) => row.id);
}

function users(version: Version): Model {
  const groups = { type: 'many2many', label: 'Groups', relation: 'res.groups' } as const;
  return {
    name: 'res.users',
    title: 'User',
    className: 'ResUsers',
    order: 'name, login',
    fields: {
      name: { type: 'char', label: 'Name', required: true },
      login: { type: 'char', label: 'Login', required: true, indexed: true },
      active: flag('Active'),
      partner_id: link('Related Partner', 'res.partner'),
      company_id: link('Company', 'res.company'),
      ...(version >= 19 ? { group_ids: groups } : { groups_id: groups }),
    },
    methods: {
      has_group: {
        params: ['group_ext_id'],
        required: 1,
        onRecords: version >= 18,
        needs: 'none',
        run: ({ env, args }) => hasGroup(env, textOf(args['group_ext_id'])),
      },
    },
  };
}

/** What each role of the sandbox holds among the groups that a connector may ask about. */
const roleGroups: Readonly<Record<string, readonly string[]>> = {
  salesman: ['base.group_user', 'sales_team.group_sale_salesman'],
  stock: ['base.group_user', 'stock.group_stock_user'],
  plain: ['base.group_user'],
};

function hasGroup(env: Env, group: string): boolean {
  const role = textOf(follow(env, 'res.users', env.uid)?.['sandbox_role']);
  return roleGroups[role]?.includes(group) ?? !group.startsWith('base.group_portal');
}

const modelData: Model = {
  name: 'ir.model.data',
  title: 'Model Data',
  className: 'IrModelData',
  order: 'module, model, name',
  fields: {
    module: { type: 'char', label: 'Module', required: true, indexed: true },
    name: { type: 'char', label: 'External Identifier', required: true, indexed: true },
    complete_name: { type: 'char', label: 'Complete ID', indexed: true },
    model: { type: 'char', label: 'Model Name', required: true },
    res_id: { type: 'integer', label: 'Record ID' },
    reference: { type: 'char', label: 'Reference', indexed: true },
    noupdate: { type: 'boolean', label: 'Non Updatable' },
  },
  nameOf: (_env, row) => textOf(row['complete_name']),
  prepare(env, values) {
    const [module, name] = [textOf(values['module']), textOf(values['name'])];
    refuseTaken(env, { module, name });
    return {
      ...values,
      complete_name: `${module}.${name}`,
      reference: `${textOf(values['model'])},${numberOf(values['res_id'])}`,
    };
  },
};

const module: Model = {
  name: 'ir.module.module',
  title: 'Module',
  className: 'IrModuleModule',
  order: 'name',
  fields: {
    name: { type: 'char', label: 'Technical Name', indexed: true },
    state: {
      type: 'selection',
      label: 'Status',
      selection: [
        ['installed', 'Installed'],
        ['uninstalled', 'Not Installed'],
      ],
    },
  },
};

const tag: Model = {
  name: 'crm.tag',
  title: 'CRM Tag',
  className: 'CrmTag',
  order: 'name, id',
  fields: {
    name: { type: 'char', label: 'Tag Name', required: true, indexed: true },
    color: { type: 'integer', label: 'Color' },
  },
};

const team: Model = {
  name: 'crm.team',
  title: 'Sales Team',
  className: 'CrmTeam',
  order: 'id',
  fields: {
    name: { type: 'char', label: 'Sales Team', required: true },
    active: flag('Active'),
    company_id: link('Company', 'res.company'),
  },
};

const paymentTerm: Model = {
  name: 'account.payment.term',
  title: 'Payment Terms',
  className: 'AccountPaymentTerm',
  order: 'id',
  fields: { name: { type: 'char', label: 'Payment Terms', required: true }, active: flag('Active') },
};
