import { baseModels } from './business/base-models.ts';
import { journalEntryModels } from './business/journal-entry-models.ts';
import { partnerModel } from './business/partner-model.ts';
import { productModel, templateModel } from './business/product-models.ts';
import { categoryModel, uomModel } from './business/product-setup-models.ts';
import { saleLineModel } from './business/sale-line-model.ts';
import { cancelWizard, saleOrderModel } from './business/sale-order-model.ts';
import { quantModel } from './business/stock-inventory.ts';
import { locationModel, pickingTypeModel, warehouseModel } from './business/stock-places.ts';
import { returnModels } from './business/stock-returns.ts';
import {
  backorderLineModel,
  transferModels,
  type TransferOptions,
} from './business/stock-transfer-models.ts';
import { taxModels } from './business/tax-models.ts';
import { namedModels } from './business/named-models.ts';
import type { Model, Registry, Version } from './orm/model.ts';

/** Every model of the sandbox, in the shape of one version. */
export function createRegistry(version: Version, options: TransferOptions): Registry {
  const models: Model[] = [
    ...baseModels(version),
    partnerModel(version),
    categoryModel,
    uomModel(version),
    templateModel(version),
    productModel(version),
    ...taxModels(version),
    ...journalEntryModels(version),
    saleOrderModel(version),
    saleLineModel(version),
    cancelWizard,
    locationModel,
    warehouseModel,
    pickingTypeModel,
    quantModel,
    ...transferModels(version, options),
    backorderLineModel,
    ...returnModels(version),
    ...namedModels,
  ];
  return new Map(models.map((model) => [model.name, model]));
}
