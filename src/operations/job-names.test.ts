import { expect, test } from 'vitest';
import { jobNames } from '#jobs/job-names.ts';
import { wokenJobs } from './job-names.ts';

test('operators and webhooks wake jobs by the names that jobs have', () => {
  expect(jobNames).toMatchObject(wokenJobs);
});
