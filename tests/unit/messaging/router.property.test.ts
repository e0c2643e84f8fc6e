import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createClient, NoAnswerError, type Protocol } from '../../../utils/messaging/client';
import { pageAsks, pageReplies } from '../../../utils/messaging/page-protocol';
import { tabAsks, tabReplies } from '../../../utils/messaging/tab-protocol';
import { popupAsks, popupReplies } from '../../../utils/messaging/popup-protocol';
import { createRouter } from '../../../utils/messaging/router';
import { safeParse } from '../../../utils/schema';
import { oddities, spoilt, throughJson, valid } from '../support/arbitraries';

const families: readonly [string, Protocol][] = [
  ['page', { asks: pageAsks, replies: pageReplies }],
  ['tab', { asks: tabAsks, replies: tabReplies }],
  ['popup', { asks: popupAsks, replies: popupReplies }],
];

type Outcome = { readonly value: unknown } | { readonly error: Error };

/** A receiver that notes what comes through, and answers all of it alike. */
function start(protocol: Protocol, outcome: Outcome) {
  const handled: { readonly type: string; readonly ask: unknown }[] = [];
  const handlers = Object.fromEntries(
    Object.keys(protocol.asks).map((type) => [
      type,
      async (ask: unknown) => {
        handled.push({ type, ask });
        if ('error' in outcome) throw outcome.error;
        return outcome.value;
      },
    ]),
  );
  return { handled, receive: createRouter<Protocol, null>(protocol.asks, handlers) };
}

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  oddities.map((value) => ({ value })),
  fc.constant({ error: new Error('canary') }),
);

describe.each(families)('the family of the %s', (_name, protocol) => {
  const types = fc.constantFrom(...Object.keys(protocol.asks));
  const asks = types.chain((type) => {
    const schema = protocol.asks[type] ?? z.unknown();
    return fc.record({ type: fc.constant(type), payload: valid(schema) }, { noNullPrototype: true });
  });
  const messages = fc.oneof(oddities, fc.record({ type: types, payload: oddities }), asks, spoilt(asks));

  it('throws for no message, hands on only what its schema takes, and answers nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(messages, outcomes, async (message, outcome) => {
        const { receive, handled } = start(protocol, outcome);
        const answered = receive(message, null);
        expect(handled.length).toBe(answered ? 1 : 0);
        if (!answered) return;
        const [one] = handled;
        const schema = protocol.asks[one?.type ?? ''];
        expect(schema && safeParse(schema, one?.ask)).toEqual({ success: true, data: one?.ask });
        expect(await answered).toEqual('error' in outcome ? { ok: false } : { ok: true, value: outcome.value });
      }),
      { numRuns: 600 },
    );
  });

  it('understands each message that its client can send, and the client each answer', async () => {
    const talk = types.chain((type) =>
      fc.record({
        type: fc.constant(type),
        payload: valid(protocol.asks[type] ?? z.unknown()),
        reply: valid(protocol.replies[type] ?? z.unknown()),
      }),
    );
    await fc.assert(
      fc.asyncProperty(talk, async ({ type, payload, reply }) => {
        const { receive, handled } = start(protocol, { value: reply });
        const ask = createClient<Protocol>(protocol.replies, async (message) =>
          throughJson(await receive(throughJson(message), null)),
        );
        expect(await ask(type, payload)).toEqual(throughJson(reply));
        expect(handled).toEqual([{ type, ask: throughJson(payload) }]);
      }),
      { numRuns: 400 },
    );
  });

  it('takes no answer that isn’t one: the client resolves with what the schema takes, or says that there was none', async () => {
    const answers = types.chain((type) => {
      const replies = valid(protocol.replies[type] ?? z.unknown());
      const value = fc.oneof(replies, spoilt(replies), oddities);
      return fc.tuple(
        fc.constant(type),
        fc.oneof(
          oddities,
          value.map((one) => ({ ok: true, value: one })),
          spoilt(value.map((one) => ({ ok: true, value: one }))),
        ),
      );
    });
    await fc.assert(
      fc.asyncProperty(answers, async ([type, answer]) => {
        const ask = createClient<Protocol>(protocol.replies, () => Promise.resolve(answer));
        const result = await ask(type, {}).then(
          (reply) => ({ reply }),
          (error: unknown) => ({ error }),
        );
        const schema = protocol.replies[type];
        if ('error' in result) expect(result.error).toBeInstanceOf(NoAnswerError);
        else expect(schema && safeParse(schema, result.reply).success).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});
