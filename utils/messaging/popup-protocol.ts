import * as z from '../schema';
import { protectionSchema, refreshSchema } from '../choices';
import { failureSchema } from '../failure';
import { portalSchema } from '../portals/schema';
import { tokenStateSchema } from '../token-state';
import { keyringSchema, keySchema } from '../vault/keyring';

/** The messages from our own pages to the background, with the shape of each reply. Both ends parse. */

const id = z.string();
const { permissions } = keySchema.shape;
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

/** What became of a request for a new key. `again`: when the next is possible, ms since the epoch. */
export const issuingOutcomeSchema = z.union([
  z.object({ outcome: z.literal('made'), keyId: id, again: z.number() }),
  /** Not sent: the number isn't one. */
  z.object({ outcome: z.literal('bad-phone') }),
  /** Not sent: the API has no keys for this country; `use` is the environment that does. */
  z.object({ outcome: z.literal('refused-country'), use: id }),
  /** Not sent: a field has no value, or more than the API takes. */
  z.object({ outcome: z.literal('bad-field'), field: z.string(), problem: z.literal(['empty', 'too-long']) }),
  /** Not sent: asked less than a day ago. `mayExist`: that request was never answered, so the API may have made a key. */
  z.object({ outcome: z.literal('too-early'), mayExist: z.boolean(), again: z.number() }),
  /** Not sent: offline, or no permission. */
  z.object({ outcome: z.literal('not-sent'), failure: failureSchema }),
  /**
   * Sent, and no key. `mayExist`: the API may have made one all the same (no answer, or none that could be read). `fields`: what the API says
   * of them, by name.
   */
  z.object({
    outcome: z.literal('failed'),
    failure: failureSchema,
    mayExist: z.boolean(),
    again: z.number(),
    fields: z.dictionary(z.string()),
  }),
]);

/**
 * Why a portal isn't taken. `taken`: another one has its id, or one of its environments' ids or docs pages. `has-keys`: it has keys, which
 * would go to another site.
 */
const portalProblemSchema = z.literal(['taken', 'too-many', 'has-keys']);

export const popupAsks = {
  /** Wakes the worker, which mends whatever an earlier one left behind. */
  'popup.hello': z.object({}),
  /** The browser is online again. */
  'popup.online': z.object({}),
  'key.add': z.object({
    /** Made by the asking page, so that an ask that is repeated adds one key. */
    keyId: id,
    environment: id,
    secret: z.string(),
    label: z.string(),
    permissions,
  }),
  'key.activate': z.object({ keyId: id }),
  'key.remove': z.object({ keyId: id }),
  /** What a person knows of a key; all four are set. `validUntil`: ms since the epoch. */
  'key.edit': z.object({
    keyId: id,
    label: z.string(),
    organization: z.string(),
    validUntil: z.nullable(z.number()),
    permissions,
  }),
  /** Another secret in the place of one that was rotated. */
  'key.replace': z.object({ keyId: id, secret: z.string() }),
  /** `before`: the key that it is to stand before; `null`: it goes to the end. */
  'key.move': z.object({ keyId: id, before: z.nullable(id) }),
  /** One exchange for this key, unless the API has asked to wait. */
  'key.test': z.object({ keyId: id }),
  /** A token for the person. `fresh`: a new one even if the old is good. */
  'token.get': z.object({ environment: id, fresh: z.boolean() }),
  /** `environment`: one whose portal issues keys. `values`: of its fields, by name. */
  'key.issue': z.object({ environment: id, values: z.dictionary(z.string()) }),
  /** Adds a portal, or puts another descriptor in its place. */
  'portal.save': z.object({ portal: portalSchema }),
  /** Removes a portal that was added, with all that belongs to it. */
  'portal.remove': z.object({ portalId: id }),
  'settings.fill': z.object({ environment: id, on: z.boolean() }),
  /** One of these; the others stay. */
  'settings.set': z.union([
    z.object({ pillHidden: z.dictionary(z.boolean()) }),
    z.object({ badge: z.boolean() }),
    z.object({ refresh: refreshSchema }),
    z.object({ language: z.nullable(z.string()) }),
  ]),
  /** When keys under a passphrase lock by themselves; `null`: never. */
  'settings.lock': z.object({ minutes: z.nullable(z.number()) }),
  'vault.unlock': z.object({ passphrase: z.string() }),
  'vault.lock': z.object({}),
  /** How all keys are kept from now on. `passphrase`: of that protection, and empty for the others. */
  'vault.protect': z.object({ protection: protectionSchema, passphrase: z.string() }),
  /** Keys from a file, merged with those that are there. */
  'keys.import': z.object({ keyring: keyringSchema }),
  /** The person lets a record go that can't be read; `aside`: those that were set aside. */
  'stored.reset': z.object({ name: z.string() }),
  'stored.forget': z.object({}),
} as const;

/** Apart from the asks, so that each end loads what it parses. */
export const popupReplies = {
  /** `copies`: a shortcut has opened the popup to copy the token. */
  'popup.hello': z.object({ copies: z.boolean() }),
  'popup.online': done,
  'key.add': z.union([
    z.object({ added: z.literal(true), keyId: id }),
    z.object({ added: z.literal(false), problem: keyProblemSchema }),
  ]),
  'key.activate': done,
  'key.remove': done,
  'key.edit': done,
  'key.replace': z.object({ problem: z.nullable(keyProblemSchema) }),
  'key.move': done,
  'key.test': z.object({ state: tokenStateSchema }),
  'token.get': z.object({ state: tokenStateSchema }),
  'key.issue': issuingOutcomeSchema,
  'portal.save': z.object({ problem: z.nullable(portalProblemSchema) }),
  'portal.remove': done,
  'settings.fill': done,
  'settings.set': done,
  'settings.lock': done,
  'vault.unlock': z.object({ open: z.boolean() }),
  'vault.lock': done,
  'vault.protect': done,
  'keys.import': z.object({ added: z.number(), known: z.number() }),
  'stored.reset': done,
  'stored.forget': done,
} as const;

export type PopupProtocol = { asks: typeof popupAsks; replies: typeof popupReplies };

export type KeyProblem = z.infer<typeof keyProblemSchema>;
export type IssuingOutcome = z.infer<typeof issuingOutcomeSchema>;
export type PortalProblem = z.infer<typeof portalProblemSchema>;
