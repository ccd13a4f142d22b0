import { klaviyoFixture } from './klaviyo.ts';
import { describeConformance } from './suite.ts';

describeConformance(klaviyoFixture);
