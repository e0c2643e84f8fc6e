/**
 * @param samples at least one number
 * @returns the middle one, or the mean of the middle two
 * @throws Error for no samples
 */
export const median = (samples: readonly number[]): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (lower === undefined || upper === undefined) throw new Error('No median of nothing');
  return (lower + upper) / 2;
};

/**
 * Takes samples of two things in turn, so that whatever slows the machine down for a while slows both. A first round, which warms
 * caches, isn't counted.
 *
 * @param rounds how many samples of each count
 * @param takeOurs takes one sample of the one
 * @param takeOther takes one sample of the other
 */
export const inTurns = async <A, B>(
  rounds: number,
  takeOurs: () => Promise<A>,
  takeOther: () => Promise<B>,
): Promise<{ readonly ours: readonly A[]; readonly other: readonly B[] }> => {
  const ours: A[] = [];
  const other: B[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [one, another] = [await takeOurs(), await takeOther()];
    if (round === 0) continue;
    ours.push(one);
    other.push(another);
  }
  return { ours, other };
};
