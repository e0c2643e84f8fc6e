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
 * Lets something go on that nobody waits for; if it fails, that is logged instead of being an unhandled rejection.
 *
 * @param work what goes on
 * @param sentence what it means if it fails, without any value in it
 */
export function detach(work: Promise<unknown>, sentence: string): void {
  work.catch((error: unknown) => logProblem(sentence, error));
}
