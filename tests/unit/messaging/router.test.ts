import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createClient } from '../../../utils/messaging/client';
import { createRouter, type Handlers } from '../../../utils/messaging/router';

const asks = { double: z.object({ n: z.number() }) } as const;
const replies = { double: z.object({ n: z.number() }) } as const;
type Doubling = { asks: typeof asks; replies: typeof replies };

function start(double?: Handlers<Doubling, string>['double']) {
  const asked: unknown[] = [];
  const handlers: Handlers<Doubling, string> = {
    double:
      double ??
      (async (ask, context) => {
        asked.push([ask, context]);
        return { n: ask.n * 2 };
      }),
  };
  const receive = createRouter<Doubling, string>(asks, handlers);
  return { receive, asked };
}

it('hands the parsed ask and what the gate knows to the handler, and answers', async () => {
  const { receive, asked } = start();
  expect(await receive({ type: 'double', payload: { n: 2, more: 1 }, more: 1 }, 'somebody')).toEqual({
    ok: true,
    value: { n: 4 },
  });
  expect(asked).toEqual([[{ n: 2 }, 'somebody']]);
});

describe('at once leaves alone', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'double'],
    ['a list', ['double']],
    ['no type', { payload: { n: 2 } }],
    ['another type', { type: 'triple', payload: { n: 2 } }],
    ['a type that every object has', { type: 'constructor', payload: {} }],
    ['a type that every object has', { type: '__proto__', payload: {} }],
    ['a type that is no text', { type: 1, payload: { n: 2 } }],
    ['no payload', { type: 'double' }],
    ['another payload', { type: 'double', payload: { n: '2' } }],
  ])('%s', (_what, message) => {
    const { receive, asked } = start();
    expect(receive(message, 'somebody')).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

it('says of an error nothing but that there was one', async () => {
  const { receive } = start(() => Promise.reject(new Error('canary')));
  expect(await receive({ type: 'double', payload: { n: 2 } }, '')).toEqual({ ok: false });
});

it('tells the reason of an error, and only where it has one for it', async () => {
  const reasonOf = (error: unknown) => (error instanceof RangeError ? 'storage-full' : undefined);
  const fails = (error: Error) => {
    const double = async () => {
      throw error;
    };
    return createRouter<Doubling, string>(asks, { double }, reasonOf)({ type: 'double', payload: { n: 2 } }, '');
  };
  expect(await fails(new RangeError('canary'))).toEqual({ ok: false, why: 'storage-full' });
  expect(await fails(new Error('canary'))).toEqual({ ok: false });
});

it('understands what a client sends', async () => {
  const { receive } = start();
  const ask = createClient<Doubling>(replies, async (message) =>
    JSON.parse(JSON.stringify(await receive(structuredClone(message), ''))),
  );
  expect(await ask('double', { n: 21 })).toEqual({ n: 42 });
});
