import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createClient, NoAnswerError } from '../../../utils/messaging/client';

const asks = { double: z.object({ n: z.number() }), nothing: z.object({}) } as const;
const replies = { double: z.object({ n: z.number() }), nothing: z.nullable(z.string()) } as const;

/** A client whose other end answers these, one each; an error is a call that rejects. */
function start(...answers: unknown[]) {
  const sent: unknown[] = [];
  const ask = createClient<{ asks: typeof asks; replies: typeof replies }>(replies, async (message) => {
    sent.push(message);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { ask, sent };
}

it('sends type and payload, and resolves with the parsed reply', async () => {
  const { ask, sent } = start({ ok: true, value: { n: 4, more: 'dropped' } });
  expect(await ask('double', { n: 2 })).toEqual({ n: 4 });
  expect(sent).toEqual([{ type: 'double', payload: { n: 2 } }]);
});

it('asks a second time if the worker was stopped in mid-answer', async () => {
  const { ask, sent } = start(new Error('port closed'), { ok: true, value: { n: 4 } });
  expect(await ask('double', { n: 2 })).toEqual({ n: 4 });
  expect(sent).toEqual([sent[0], sent[0]]);
});

it('gives up after the second time', async () => {
  const { ask, sent } = start(new Error('one'), new Error('two'), { ok: true, value: { n: 4 } });
  await expect(ask('double', { n: 2 })).rejects.toBeInstanceOf(NoAnswerError);
  expect(sent).toHaveLength(2);
});

describe('what is no answer', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a failure', { ok: false }],
    ['a failure with a value', { ok: false, value: { n: 4 } }],
    ['a text', 'ok'],
    ['an answer without a value', { ok: true }],
    ['a value of another shape', { ok: true, value: { n: '4' } }],
    ['a bare value', { n: 4 }],
  ])('%s', async (_what, answer) => {
    const { ask, sent } = start(answer);
    await expect(ask('double', { n: 2 })).rejects.toBeInstanceOf(NoAnswerError);
    expect(sent).toHaveLength(1);
  });

  it('is told without what was asked or answered', async () => {
    const { ask } = start({ ok: true, value: { n: 'canary' } });
    const error: unknown = await ask('double', { n: 7777 }).catch((thrown: unknown) => thrown);
    expect(String(error)).not.toMatch(/canary|7777/);
  });
});

it('hands on why the other end failed, where that is told', async () => {
  const { ask } = start({ ok: false, why: 'storage-full' }, { ok: false }, { ok: false, why: 'something else' });
  for (const why of ['storage-full', null, null]) {
    await expect(ask('double', { n: 2 })).rejects.toMatchObject({ name: 'NoAnswerError', why });
  }
});

it.each<[string, unknown[], string | null]>([
  ['answers nothing', [undefined], 'refused'],
  ['answers nothing, as Chrome hands it on', [null], 'refused'],
  ['can’t be reached', [new Error('one'), new Error('two')], null],
  ['answers something else', ['ok'], null],
])('tells who is refused from who reaches nobody: the other end %s', async (_what, answers, why) => {
  await expect(start(...answers).ask('double', { n: 2 })).rejects.toMatchObject({ name: 'NoAnswerError', why });
});

it('takes a reply that is null where it may be', async () => {
  expect(await start({ ok: true, value: null }).ask('nothing', {})).toBeNull();
});

it('is typed: misuse does not compile', () => {
  const { ask } = start();
  const misuse = () => [
    // @ts-expect-error -- no such type
    ask('triple', { n: 2 }),
    // @ts-expect-error -- another payload
    ask('double', { n: '2' }),
    // @ts-expect-error -- no payload
    ask('double'),
    // @ts-expect-error -- another reply
    ask('double', { n: 2 }).then((reply): string => reply),
  ];
  expect(misuse).toBeTypeOf('function');
});
