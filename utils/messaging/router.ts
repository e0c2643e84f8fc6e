import * as z from '../schema';
import type { Answer, Ask, MessageType, Protocol, Reason, Reply } from './client';

/** What is done for each type of message. `context` is what the gate found out about the sender. */
export type Handlers<P extends Protocol, Context> = {
  readonly [T in MessageType<P>]: (ask: Ask<P, T>, context: Context) => Promise<Reply<P, T>>;
};

const envelopeSchema = z.object({ type: z.string(), payload: z.unknown() });

/**
 * Receives one family of messages.
 *
 * @param asks the schemas of the family's messages
 * @param handlers what is done for each type
 * @param reasonOf what may be told of an error of theirs; without it, nothing
 * @returns `receive(message, context)`: `undefined`, at once, for a message of another family or one that doesn't parse; else a promise of the
 *   answer, which never rejects and never holds an error's text
 */
export const createRouter =
  <P extends Protocol, Context>(
    asks: P['asks'],
    handlers: Handlers<P, Context>,
    reasonOf: (error: unknown) => Reason | undefined = () => undefined,
  ) =>
  (message: unknown, context: Context): Promise<Answer> | undefined => {
    const envelope = z.safeParse(envelopeSchema, message);
    if (!envelope.success) return undefined;
    const { type } = envelope.data;
    if (!Object.hasOwn(asks, type)) return undefined;
    const schema = asks[type];
    const ask = schema && z.safeParse(schema, envelope.data.payload);
    const handler = handlers[type];
    if (!ask?.success || !handler) return undefined;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed above by the schema that the type is made from
    return handler(ask.data as Ask<P, string>, context).then(
      (value): Answer => ({ ok: true, value }),
      (error: unknown): Answer => {
        const why = reasonOf(error);
        return why === undefined ? { ok: false } : { ok: false, why };
      },
    );
  };
