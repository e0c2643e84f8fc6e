import { median } from './samples.ts';
import type { Row } from './table.ts';

const rounds = 9;
/** What it takes where the budgets were set, ms. Rented machines give a few times less for minutes on end. */
const usualMs = 36;

/** Always the same work, as an engine does it: nothing but the processor makes it longer. */
const work = (): number => {
  let sum = 0;
  for (let at = 0; at < 3e7; at += 1) sum = (Math.imul(sum, 31) + at) | 0;
  return sum;
};

const timeOfWork = (): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

/** @returns how long this machine takes for a fixed piece of work: what the times beside it are to be compared with */
export const measureSpeed = async (): Promise<Row[]> => {
  const samples = Array.from({ length: rounds }, timeOfWork);
  return [
    {
      name: `the machine itself: a fixed piece of work, usually ${usualMs} ms`,
      unit: 'ms',
      measured: median(samples),
      limit: null,
      samples,
    },
  ];
};
