import { odooFixture } from './odoo.ts';
import { describeConformance } from './suite.ts';

describeConformance(odooFixture(18));
