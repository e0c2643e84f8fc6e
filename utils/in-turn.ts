/**
 * @returns runs tasks one after the other: each begins once the one before it is over, whatever came of that one
 */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <R>(task: () => Promise<R>): Promise<R> => {
    const next = last.then(task);
    last = next.catch(() => undefined);
    return next;
  };
}
