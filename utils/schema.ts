import * as core from 'zod/v4/core';

/**
 * The kinds of schemas that we have, made of zod's core. Not of `zod/mini`: the classes, methods and ways to wait that it puts around each
 * kind take 4 kB of every script, and time while the docs load.
 */

export type { output as infer } from 'zod/v4/core';

/* oxlint-disable no-underscore-dangle -- where zod's core has what it is for */

/** What parses a `T`. */
export type Schema<T = unknown> = core.$ZodType<T>;

type Test<T> = (value: T) => boolean;

/** @returns what a definition needs for a check beyond its type */
const checked = <T>(test: Test<T> | undefined) =>
  test && {
    checks: [
      core._check<T>((payload) => {
        if (!test(payload.value)) payload.issues.push({ code: 'custom', input: payload.value });
      }),
    ],
  };

// Each is marked, so that bundlers leave out what a script doesn't parse. Zod types its classes without what they are made of, but for the
// type arguments: these say it.
/* oxlint-disable typescript/no-unsafe-type-assertion */

/** @param test what a text must be beyond that */
/* @__NO_SIDE_EFFECTS__ */
export const string = (test?: Test<string>) =>
  new core.$ZodString({ type: 'string', ...checked(test) }) as core.$ZodString<string>;

/** @param test what a finite number must be beyond that */
/* @__NO_SIDE_EFFECTS__ */
export const number = (test?: Test<number>) =>
  new core.$ZodNumber({ type: 'number', ...checked(test) }) as core.$ZodNumber<number>;

/* @__NO_SIDE_EFFECTS__ */
export const boolean = () => new core.$ZodBoolean({ type: 'boolean' }) as core.$ZodBoolean<boolean>;

/** Anything, also where it isn't there. */
/* @__NO_SIDE_EFFECTS__ */
export const unknown = () => new core.$ZodUnknown({ type: 'unknown' });

/** @param value the only one, or all that there are */
/* @__NO_SIDE_EFFECTS__ */
export const literal = <const T extends string | number | boolean>(value: T | readonly T[]) =>
  new core.$ZodLiteral({ type: 'literal', values: Array.isArray(value) ? value : [value] }) as core.$ZodLiteral<T>;

/* @__NO_SIDE_EFFECTS__ */
export const array = <T extends Schema>(element: T) =>
  new core.$ZodArray({ type: 'array', element }) as core.$ZodArray<T>;

/* @__NO_SIDE_EFFECTS__ */
export const nullable = <T extends Schema>(innerType: T) =>
  new core.$ZodNullable({ type: 'nullable', innerType }) as core.$ZodNullable<T>;

/** @param options the first that fits counts */
/* @__NO_SIDE_EFFECTS__ */
export const union = <const T extends readonly Schema[]>(options: T) =>
  new core.$ZodUnion({ type: 'union', options }) as core.$ZodUnion<T>;

/** @param shape what the result has; it has nothing else */
/* @__NO_SIDE_EFFECTS__ */
export const object = <T extends core.$ZodShape>(shape: T) =>
  new core.$ZodObject({ type: 'object', shape }) as core.$ZodObject<T, core.$strip>;

/* oxlint-enable typescript/no-unsafe-type-assertion */

/** @returns what an object's schema was made of, for another that has more */
export const shapeOf = <T extends core.$ZodShape>(schema: core.$ZodObject<T>): T => schema._zod.def.shape;

export type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly data?: undefined };

/**
 * Parses what came from outside. Of what doesn't fit nothing is told: zod's own errors quote what they found, which may be a key, and making
 * them takes another 1 kB.
 *
 * @param schema what it should be
 * @param value anything
 */
export function safeParse<T extends Schema>(schema: T, value: unknown): Parsed<core.output<T>> {
  const parsed = schema._zod.run({ value, issues: [] }, { async: false });
  // A promise, which none of our schemas makes, has no issues, and isn't taken either.
  if (!('issues' in parsed) || parsed.issues.length > 0) return { success: false };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what zod's own `safeParse` returns
  return { success: true, data: parsed.value as core.output<T> };
}

/**
 * @param schema what it should be
 * @param value anything
 * @returns the parsed value
 * @throws TypeError if it doesn't fit
 */
export function parse<T extends Schema>(schema: T, value: unknown): core.output<T> {
  const parsed = safeParse(schema, value);
  if (!parsed.success) throw new TypeError('It is not what it should be');
  return parsed.data;
}
