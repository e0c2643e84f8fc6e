import { watchGestures } from './gestures';

/**
 * Asks what a page can do nothing without. Where nothing answers, it is asked again when a person uses the page: at most once a minute, and
 * never by itself.
 *
 * @param ask asks once; rejects if nothing answers
 * @param target the page's window
 * @param now ms since the epoch
 * @returns the first answer
 */
export function untilAnswered<T>(
  ask: () => Promise<T>,
  target: Pick<EventTarget, 'addEventListener'>,
  now: () => number,
): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  let state: 'unanswered' | 'asking' | 'answered' = 'unanswered';
  const askOnce = async () => {
    if (state !== 'unanswered') return;
    state = 'asking';
    try {
      resolve(await ask());
      state = 'answered';
    } catch {
      state = 'unanswered';
    }
  };
  watchGestures(target, now, () => void askOnce());
  void askOnce();
  return promise;
}
