import { shipbobFixture } from './shipbob.ts';
import { describeConformance } from './suite.ts';

describeConformance(shipbobFixture);
