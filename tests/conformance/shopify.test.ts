import { shopifyFixture } from './shopify.ts';
import { describeConformance } from './suite.ts';

describeConformance(shopifyFixture);
