import * as z from '../schema';

type Schemas = Readonly<Record<string, z.Schema>>;

/** A family of messages: by type, the schema of what is asked and of what is answered. Two lists, so that each end loads what it parses. */
export interface Protocol {
  readonly asks: Schemas;
  readonly replies: Schemas;
}
export type MessageType<P extends Protocol> = keyof P['asks'] & keyof P['replies'] & string;
export type Ask<P extends Protocol, T extends MessageType<P>> = z.infer<P['asks'][T]>;
export type Reply<P extends Protocol, T extends MessageType<P>> = z.infer<P['replies'][T]>;

/** Why the other end failed, where a person can do something about it. */
const reasonSchema = z.literal(['storage-full']);
export type Reason = z.infer<typeof reasonSchema>;

/** The other end couldn't be reached, failed, or answered something that isn't an answer. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  /** As the other end told it; `refused`: it is there, and answers none of this sender's questions; `null`: it isn't known. */
  readonly why: Reason | 'refused' | null;

  /** @param type the message's */
  constructor(type: string, why: Reason | 'refused' | null = null) {
    super(`No answer to ${type}`);
    this.why = why;
  }
}

/** A failure without a reason is as good as no answer, and needs no shape of its own. */
const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), why: reasonSchema }),
]);

export type Answer = z.infer<typeof answerSchema> | { readonly ok: false };

/**
 * A typed sender for a family of messages.
 *
 * @param replies the schemas of the family's answers
 * @param send hands a message over and resolves with the raw answer; called a second time if the first call rejects, because a
 *   worker that is stopped in mid-answer is started again by the next message; so every ask must do no harm when it comes twice,
 *   or be sent by one that doesn't reject
 * @returns `ask(type, payload)`: resolves with the parsed reply
 * @throws NoAnswerError (from `ask`) if there is no receiver, it failed, or its reply doesn't parse
 */
export const createClient =
  <P extends Protocol>(replies: P['replies'], send: (message: unknown) => Promise<unknown>) =>
  async <T extends MessageType<P>>(type: T, payload: Ask<P, T>): Promise<Reply<P, T>> => {
    const message = { type, payload };
    const raw = await send(message)
      .catch(() => send(message))
      .catch(() => 0);
    const answer = z.safeParse(answerSchema, raw);
    // Nothing is what a sender gets that the background refuses; where it can't be reached, there is an error.
    if (!answer.success) throw new NoAnswerError(type, raw == null ? 'refused' : null);
    if (!answer.data.ok) throw new NoAnswerError(type, answer.data.why);
    const schema = replies[type];
    const reply = schema && z.safeParse(schema, answer.data.value);
    if (!reply?.success) throw new NoAnswerError(type);
    return reply.data;
  };

export type Client<P extends Protocol> = ReturnType<typeof createClient<P>>;
