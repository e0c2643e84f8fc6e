import * as z from 'zod/mini';
import { failureSchema } from '../failure';
import { tokenStateSchema } from '../token-state';

/** The messages from our own pages to the background, with the shape of each reply. Both ends parse. */

const id = z.string();
const done = z.object({});

/** Why a key isn't taken as it was entered. */
export const keyProblemSchema = z.literal([
  'empty',
  'has-spaces',
  'is-a-url',
  'is-a-token',
  'too-long',
  'not-plain-text',
  'already-saved',
]);

/** What became of a request for a sandbox key. `again`: when the next is possible, ms since the epoch. */
export const sandboxKeyOutcomeSchema = z.union([
  z.object({ outcome: z.literal('made'), keyId: id, again: z.number() }),
  /** Not sent: the number isn't one. */
  z.object({ outcome: z.literal('bad-phone') }),
  /** Not sent: the API has no keys for this country; `use` is the environment that does. */
  z.object({ outcome: z.literal('refused-country'), use: id }),
  /** Not sent: asked less than a day ago. `mayExist`: that request was never answered, so the API may have made a key. */
  z.object({ outcome: z.literal('too-early'), mayExist: z.boolean(), again: z.number() }),
  /** Not sent: offline, or no permission. */
  z.object({ outcome: z.literal('not-sent'), failure: failureSchema }),
  /** Sent, and no key. `mayExist`: the API may have made one all the same (no answer, or none that could be read). */
  z.object({ outcome: z.literal('failed'), failure: failureSchema, mayExist: z.boolean(), again: z.number() }),
]);

export const popupAsks = {
  /** Wakes the worker, which mends whatever an earlier one left behind. */
  'popup.hello': { ask: z.object({}), reply: done },
  /** The browser is online again. */
  'popup.online': { ask: z.object({}), reply: done },
  'key.add': {
    ask: z.object({
      /** Made by the asking page, so that an ask that is repeated adds one key. */
      keyId: id,
      environment: id,
      secret: z.string(),
      label: z.string(),
    }),
    reply: z.union([
      z.object({ added: z.literal(true), keyId: id }),
      z.object({ added: z.literal(false), problem: keyProblemSchema }),
    ]),
  },
  'key.activate': { ask: z.object({ keyId: id }), reply: done },
  'key.remove': { ask: z.object({ keyId: id }), reply: done },
  /** A token for the person. `fresh`: a new one even if the old is good. */
  'token.get': {
    ask: z.object({ environment: id, fresh: z.boolean() }),
    reply: z.object({ state: tokenStateSchema }),
  },
  /** `environment`: one whose portal issues keys. */
  'sandbox-key.request': {
    ask: z.object({ environment: id, phone: z.string() }),
    reply: sandboxKeyOutcomeSchema,
  },
  'settings.fill': { ask: z.object({ environment: id, on: z.boolean() }), reply: done },
} as const;

export type KeyProblem = z.infer<typeof keyProblemSchema>;
export type SandboxKeyOutcome = z.infer<typeof sandboxKeyOutcomeSchema>;
