import { faultKinds } from '#sdk/sandbox/fault-board.ts';

/** What the vendors themselves do wrong: the switches of their sandboxes; an outage is an incident. */
export const vendorFaults = faultKinds.filter((kind) => kind !== 'down');

/** What can happen at any step of a process, or to any call on its way. */
export const stepFaults = [
  'killed',
  'paused',
  'ledger-busy',
  'commit-reply-lost',
  'call-refused',
  'call-cut-before',
  'call-cut-after',
  'call-rate-limited',
  'webhook-day-late',
] as const;

/** What happens at a moment that the plan names. */
export const incidents = [
  'queue-flushed',
  'queue-tail-lost',
  'queue-full',
  'commits-rolled-back',
  'vendor-down',
  'credentials-expired',
  'clock-jumped',
  'second-instance',
  'restarted',
  'unstocked',
  'webhook-burst',
] as const;

/** What staff of a store do to the last of several numbers while a write of ours is on its way to them. */
export const meddling = ['counted-meanwhile', 'untracked-meanwhile'] as const;

/** Never drawn: what only a history asks for that a planted bug needs. */
export const askedFaults = ['queue-refused', 'webhook-unreadable', 'raised-by-hand', ...meddling] as const;

/** One port call of one job fails, once or until the faults end. */
export const exhaustiveFaults = ['call-of-job-failed'] as const;

export type VendorFault = (typeof vendorFaults)[number];
export type DrawnStepFault = (typeof stepFaults)[number];
export type Meddling = (typeof meddling)[number];
export type StepFault = DrawnStepFault | 'queue-refused' | Meddling;
export type Incident = (typeof incidents)[number] | 'webhook-unreadable' | 'raised-by-hand';
export type FaultName =
  | VendorFault
  | StepFault
  | Incident
  | (typeof exhaustiveFaults)[number]
  | (typeof askedFaults)[number];

export const faultNames: readonly FaultName[] = [
  ...vendorFaults,
  ...stepFaults,
  ...incidents,
  ...exhaustiveFaults,
];
