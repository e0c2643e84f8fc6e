/**
 * The one way to the console. What is logged is a fixed sentence: never a value from storage, a message or an answer, so that no
 * key and no token can get there.
 *
 * @param sentence what happened, without any value in it
 * @param error only its class is told: messages of others may quote what they were given
 */
export function logProblem(sentence: string, error?: unknown): void {
  const kind = error instanceof Error ? ` (${error.name})` : '';
  // oxlint-disable-next-line no-console -- the one place that may
  console.warn(`[authorizer] ${sentence}${kind}`);
}

/**
 * Lets something go on; if it fails, that is logged instead of being an unhandled rejection.
 *
 * @param work what goes on
 * @param what it is, without any value in it
 * @returns when it has ended, one way or the other
 */
export const attempt = async (work: Promise<unknown>, what: string): Promise<void> =>
  void (await work.catch((error: unknown) => logProblem(`${what} failed`, error)));

/**
 * The same, for something that nobody waits for.
 *
 * @param work what goes on
 * @param what it is, without any value in it
 */
export const detach = (work: Promise<unknown>, what: string): void => void attempt(work, what);
