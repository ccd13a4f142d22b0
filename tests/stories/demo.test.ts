import { test } from 'vitest';
import { STORM, STORM_MAX_MS, weatherStorm } from '#tests/support/demo-storm.ts';

test(`${STORM}, on sqlite`, { timeout: STORM_MAX_MS }, () => weatherStorm(null));
