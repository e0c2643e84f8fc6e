import { describe, expect, it } from 'vitest';
import { closeToContentScripts, together } from '../../utils/storage-areas';

it('closes the area to content scripts', async () => {
  const levels: unknown[] = [];
  await closeToContentScripts({ setAccessLevel: async (options) => void levels.push(options) });
  expect(levels).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
});

it('does what can be done where the browser has no levels', async () => {
  await expect(closeToContentScripts({})).resolves.toBeUndefined();
});

it('says so if it fails', async () => {
  await expect(closeToContentScripts({ setAccessLevel: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
});

describe('what is wanted together', () => {
  const stored: Record<string, unknown> = { a: 1, b: 2 };
  const withQuestions = (unreadable = '') => {
    const questions: string[][] = [];
    const get = together(async (names) => {
      questions.push([...names]);
      if (names.includes(unreadable)) throw new Error(`${unreadable} can't be read`);
      return Object.fromEntries(names.filter((name) => name in stored).map((name) => [name, stored[name]]));
    });
    return { get, questions };
  };

  it('is asked for with one question, and what comes later with another', async () => {
    const { get, questions } = withQuestions();
    expect(await Promise.all([get('a'), get('b'), get('nothing')])).toEqual([1, 2, undefined]);
    expect(await get('a')).toBe(1);
    expect(questions).toEqual([['a', 'b', 'nothing'], ['a']]);
  });

  it('is read all the same if one of them can not be', async () => {
    const { get } = withQuestions('b');
    const [a, b] = await Promise.allSettled([get('a'), get('b')]);
    expect(a).toEqual({ status: 'fulfilled', value: 1 });
    expect(b).toMatchObject({ status: 'rejected', reason: new Error("b can't be read") });
  });

  it('wanted while an answer is on its way is asked for anew: it may have changed', async () => {
    const { get, questions } = withQuestions();
    const first = get('a');
    await Promise.resolve();
    await Promise.resolve();
    expect(questions).toHaveLength(1);
    await Promise.all([first, get('a')]);
    expect(questions).toHaveLength(2);
  });
});
