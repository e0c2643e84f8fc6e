import * as core from 'zod/v4/core';

/**
 * The kinds of schemas that we have. Zod's core does what is hard, objects and lists; the rest are kinds of our own that tell of a value only
 * whether it fits. `zod/mini` puts classes, methods, errors and ways to wait around every kind, which take 7 kB of each script, and time while
 * the docs load.
 */

export type { output as infer } from 'zod/v4/core';

/* oxlint-disable no-underscore-dangle -- where zod's core has what it is for */

/** What parses a `T`. */
export type Schema<T = unknown> = core.$ZodType<T>;

/** What zod's objects and lists look for in what they are made of. */
const traits: ReadonlySet<string> = new Set(['$ZodType']);

type Run = core.$ZodType['_zod']['run'];

/** `values` of a literal and `options` of a union are for tests, which make values by them. */
interface Definition extends core.$ZodTypeDef {
  readonly values?: readonly unknown[];
  readonly options?: readonly Schema[];
}

// Each is marked, so that bundlers leave out what a script doesn't parse. Zod types its classes without what they are made of: that is said
// here.
/* oxlint-disable typescript/no-unsafe-type-assertion */

/**
 * A kind of our own, with no more in it than zod's objects and lists ask of their parts: a docs page makes sixty of them while it loads, and
 * zod's constructor takes each four times as long.
 *
 * @param def what it is
 * @param run lets the value through, or adds an issue
 */
/* @__NO_SIDE_EFFECTS__ */
const kind = (def: Definition, run: Run) => ({ _zod: { def, traits, run, parse: run } }) as unknown as Schema;

/** What is of one type, or one of several values: a single kind, where zod has a class each. */
/* @__NO_SIDE_EFFECTS__ */
const plain = (def: Definition, is: (value: unknown) => boolean) =>
  kind(def, (payload) => {
    const { value } = payload;
    if (!is(value)) payload.issues.push({ code: 'custom', input: value });
    return payload;
  });

const any = () => true;

/** @param test what a text must be beyond that */
/* @__NO_SIDE_EFFECTS__ */
export const string = (test: (text: string) => boolean = any) =>
  plain({ type: 'string' }, (value) => typeof value === 'string' && test(value)) as Schema<string>;

/** @param test what a finite number must be beyond that */
/* @__NO_SIDE_EFFECTS__ */
export const number = (test: (value: number) => boolean = any) =>
  plain({ type: 'number' }, (value) => Number.isFinite(value) && test(value as number)) as Schema<number>;

/* @__NO_SIDE_EFFECTS__ */
export const boolean = () => plain({ type: 'boolean' }, (value) => typeof value === 'boolean') as Schema<boolean>;

/** Anything that is there. */
/* @__NO_SIDE_EFFECTS__ */
export const unknown = () => plain({ type: 'unknown' }, any);

/** @param value the only one, or all that there are */
/* @__NO_SIDE_EFFECTS__ */
export const literal = <const T extends string | number | boolean | null>(value: T | readonly T[]) => {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return plain({ type: 'literal', values }, (found) => values.includes(found)) as Schema<T>;
};

/* @__NO_SIDE_EFFECTS__ */
export const array = <T extends Schema>(element: T) =>
  new core.$ZodArray({ type: 'array', element }) as core.$ZodArray<T>;

/** @param options the first that fits counts. Zod's own keeps what each had to say; nobody reads it. */
/* @__NO_SIDE_EFFECTS__ */
export const union = <const T extends readonly Schema[]>(options: T) =>
  kind({ type: 'union', options }, (payload, context) => {
    const { value } = payload;
    for (const option of options) {
      const tried = option._zod.run({ value, issues: [] }, context);
      if ('issues' in tried && tried.issues.length === 0) return tried;
    }
    payload.issues.push({ code: 'custom', input: value });
    return payload;
  }) as Schema<core.output<T[number]>>;

/* @__NO_SIDE_EFFECTS__ */
export const nullable = <T extends Schema>(schema: T) => union([literal(null), schema]);

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
