import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as mini from 'zod/mini';
import * as own from '../../utils/schema';
import { oddities } from './support/arbitraries';

/** A schema of ours and zod's own for the same values. */
type Pair = readonly [own.Schema, mini.ZodMiniType];

const plain: readonly Pair[] = [
  [own.string(), mini.string()],
  [own.number(), mini.number()],
  [own.boolean(), mini.boolean()],
  [own.unknown(), mini.unknown()],
  [own.literal('a'), mini.literal('a')],
  [own.literal(['a', 5, true, null]), mini.literal(['a', 5, true, null])],
  [own.string((text) => text.length <= 3), mini.string().check(mini.maxLength(3))],
  [own.number((value) => value >= 1), mini.number().check(mini.gte(1))],
  [own.matching(/^a/), mini.string().check(mini.regex(/^a/))],
];

const pair: fc.Arbitrary<Pair> = fc.letrec<{ pair: Pair }>((tie) => ({
  pair: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...plain),
    tie('pair').map(([ours, zods]): Pair => [own.array(ours), mini.array(zods)]),
    tie('pair').map(([ours, zods]): Pair => [own.nullable(ours), mini.nullable(zods)]),
    tie('pair').map(([ours, zods]): Pair => [
      own.withDefault(own.array(ours), []),
      // oxlint-disable-next-line no-underscore-dangle -- zod calls it so
      mini._default(mini.array(zods), []),
    ]),
    tie('pair').map(([ours, zods]): Pair => [own.dictionary(ours), mini.record(mini.string(), zods)]),
    fc
      .array(tie('pair'), { minLength: 1, maxLength: 3 })
      .map((all): Pair => [own.union(all.map(([ours]) => ours)), mini.union(all.map(([, zods]) => zods))]),
    fc
      .dictionary(
        fc.constantFrom('a', 'b', 'toString', 'length'),
        // Whether a field that takes anything may be missing, zod decides by its kind; with us it may.
        tie('pair').filter(([ours]) => !own.safeParse(ours, undefined).success),
        { maxKeys: 3 },
      )
      .map((shape): Pair => {
        const entries = Object.entries(shape);
        return [
          own.object(Object.fromEntries(entries.map(([name, [ours]]) => [name, ours]))),
          mini.object(Object.fromEntries(entries.map(([name, [, zods]]) => [name, zods]))),
        ];
      }),
  ),
})).pair;

/** What comes from outside is JSON, or what the browser clones. */
const json = fc.jsonValue({ depthSize: 'small' }).map((value): unknown => structuredClone(value));
const named: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'abcd', 5, 0, true, null, undefined),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe('our kinds of schemas', () => {
  it("take and make of a value what zod's own do", () => {
    let taken = 0;
    fc.assert(
      fc.property(pair, fc.oneof(json, named), ([ours, zods], value) => {
        const mine = own.safeParse(ours, value);
        const theirs = mini.safeParse(zods, value);
        expect(mine.success).toBe(theirs.success);
        if (theirs.success) expect(mine.data).toEqual(theirs.data);
        taken += Number(mine.success);
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it('throw for nothing', () => {
    fc.assert(
      fc.property(pair, oddities, ([ours], value) => {
        expect(typeof own.safeParse(ours, value).success).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });

  it("may stand beside zod's own", () => {
    expect(own.safeParse(own.object({ a: mini.string(), b: own.array(mini.number()) }), { a: 'x', b: [1] })).toEqual({
      success: true,
      data: { a: 'x', b: [1] },
    });
    expect(own.safeParse(own.nullable(mini.string()), 5).success).toBe(false);
  });

  it('never make a prototype of a field', () => {
    const parsed = own.safeParse(own.dictionary(own.unknown()), JSON.parse('{"__proto__":{"a":1},"b":2}'));
    expect(parsed.data).toEqual({ b: 2 });
  });
});
