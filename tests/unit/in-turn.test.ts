import { describe, expect, it } from 'vitest';
import { createTurns } from '../../utils/in-turn';

describe('tasks in turn', () => {
  it('each begins once the one before it is over, also one that failed', async () => {
    const inTurn = createTurns();
    const seen: string[] = [];
    const first = Promise.withResolvers<string>();
    const failing = inTurn(async () => {
      seen.push('first');
      throw new Error(await first.promise);
    });
    const second = inTurn(async () => {
      seen.push('second');
      return 2;
    });
    await Promise.resolve();
    expect(seen).toEqual(['first']);
    first.resolve('no');
    await expect(failing).rejects.toThrow('no');
    expect(await second).toBe(2);
    expect(seen).toEqual(['first', 'second']);
  });
});
