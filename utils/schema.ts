import type * as core from 'zod/v4/core';

/**
 * The kinds of schemas that we have: zod's contract and zod's types, without its classes. They tell of a value only whether it fits. `zod/mini`
 * puts methods, errors and ways to wait around every kind: 15 kB of each script, and time while the docs load. What zod's own say of a value
 * these say too: `tests/unit/schema.property.test.ts`.
 */

export type { output as infer } from 'zod/v4/core';

/* oxlint-disable no-underscore-dangle -- where zod has what a schema is */

/** What parses a `T`. */
export type Schema<T = unknown> = core.$ZodType<T>;

type Run = core.$ZodType['_zod']['run'];

/** How a kind parses: the value as it is from then on, or `NOTHING` for one that doesn't fit. */
type Reader = (value: unknown) => unknown;

/** What a schema was made of, under zod's own names. */
type Parts = Readonly<Record<string, unknown>>;

const NOTHING = Symbol('nothing');

/** @returns the value as a schema reads it, or `NOTHING` */
const readBy = (schema: Schema, value: unknown): unknown => {
  const read = schema._zod.run({ value, issues: [] }, { async: false });
  // A promise, which none of our schemas makes, has no issues, and isn't taken either.
  return 'issues' in read && read.issues.length === 0 ? read.value : NOTHING;
};

const any = () => true;

// Each is marked, so that bundlers leave out what a script doesn't parse.
/* oxlint-disable typescript/no-unsafe-type-assertion -- zod types its classes without what they are made of: that is said here */

/* @__NO_SIDE_EFFECTS__ */
const kind = <T>(type: core.$ZodTypeDef['type'], parts: Parts, reader: Reader) => {
  const run: Run = (payload) => {
    const read = reader(payload.value);
    // Nothing is told of what doesn't fit: it may be a key.
    if (read === NOTHING) payload.issues.push({ code: 'custom', input: undefined });
    else payload.value = read;
    return payload;
  };
  return { _zod: { def: { type, ...parts }, run } } as unknown as Schema<T>;
};

/** What needs no look inside. */
/* @__NO_SIDE_EFFECTS__ */
const plain = <T>(type: core.$ZodTypeDef['type'], fits: (value: unknown) => boolean, parts: Parts = {}) =>
  kind<T>(type, parts, (value) => (fits(value) ? value : NOTHING));

/** @param test what a text must be beyond that */
/* @__NO_SIDE_EFFECTS__ */
export const string = (test: (text: string) => boolean = any) =>
  plain<string>('string', (value) => typeof value === 'string' && test(value));

/** A text that a pattern fits. */
/* @__NO_SIDE_EFFECTS__ */
export const matching = (pattern: RegExp) => string((text) => pattern.test(text));

/** @param test what a finite number must be beyond that */
/* @__NO_SIDE_EFFECTS__ */
export const number = (test: (value: number) => boolean = any) =>
  plain<number>('number', (value) => Number.isFinite(value) && test(value as number));

/* @__NO_SIDE_EFFECTS__ */
export const boolean = () => plain<boolean>('boolean', (value) => typeof value === 'boolean');

/** Anything that is there. */
/* @__NO_SIDE_EFFECTS__ */
export const unknown = () => plain<unknown>('unknown', any);

/** @param value the only one, or all that there are */
/* @__NO_SIDE_EFFECTS__ */
export const literal = <const T extends string | number | boolean | null>(value: T | readonly T[]) => {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return plain<T>('literal', (found) => values.includes(found), { values });
};

/* @__NO_SIDE_EFFECTS__ */
export const array = <T extends Schema>(element: T) =>
  kind<core.output<T>[]>('array', { element }, (value) => {
    if (!Array.isArray(value)) return NOTHING;
    const read = value.map((each: unknown) => readBy(element, each));
    return read.includes(NOTHING) ? NOTHING : read;
  });

/** @param options the first that fits counts */
/* @__NO_SIDE_EFFECTS__ */
export const union = <const T extends readonly Schema[]>(options: T) =>
  kind<core.output<T[number]>>('union', { options }, (value) => {
    for (const option of options) {
      const read = readBy(option, value);
      if (read !== NOTHING) return read;
    }
    return NOTHING;
  });

/* @__NO_SIDE_EFFECTS__ */
export const nullable = <T extends Schema>(schema: T) => union([literal(null), schema]);

/** @param value what a field is that isn't there */
/* @__NO_SIDE_EFFECTS__ */
export const withDefault = <T extends Schema>(schema: T, value: core.output<T>) =>
  kind<core.output<T>>('default', { innerType: schema, defaultValue: value }, (found) =>
    readBy(schema, found === undefined ? value : found),
  );

type Shape = Readonly<Record<string, Schema>>;
type Fields<S extends Shape> = { -readonly [K in keyof S]: core.output<S[K]> };

/** An object schema, with what it was made of. */
type ObjectSchema<S extends Shape> = Schema<Fields<S>> & { readonly shape: S };

/** @returns the fields that `schemaOf` has a schema for, or `NOTHING` if one of them doesn't fit */
const readFields = (
  value: unknown,
  names: readonly string[],
  schemaOf: (name: string) => Schema | undefined,
): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return NOTHING;
  const result: Record<string, unknown> = {};
  for (const name of names) {
    const schema = schemaOf(name);
    const read = schema && readBy(schema, Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
    if (read === NOTHING) return NOTHING;
    // `__proto__` would not be a field of the result.
    if (read !== undefined && name !== '__proto__') result[name] = read;
  }
  return result;
};

/** @param shape what the result has; it has nothing else */
/* @__NO_SIDE_EFFECTS__ */
export const object = <const S extends Shape>(shape: S) => {
  const names = Object.keys(shape);
  const schema = kind('object', { shape }, (value) => readFields(value, names, (name) => shape[name]));
  return Object.assign(schema, { shape }) as ObjectSchema<S>;
};

/**
 * An object with any names.
 *
 * @param schema of each value
 * @returns a schema whose result never has `__proto__`
 */
/* @__NO_SIDE_EFFECTS__ */
export const dictionary = <T extends Schema>(schema: T) =>
  kind<Record<string, core.output<T>>>('record', { valueType: schema }, (value) =>
    readFields(value, Object.keys(Object(value)), () => schema),
  );

/* oxlint-enable typescript/no-unsafe-type-assertion */

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
  const read = readBy(schema, value);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what zod's own `safeParse` returns
  return read === NOTHING ? { success: false } : { success: true, data: read as core.output<T> };
}

/**
 * @param schema what it should be
 * @param value anything
 * @returns the parsed value
 * @throws TypeError if it doesn't fit
 */
export function parse<T extends Schema>(schema: T, value: unknown): core.output<T> {
  const parsed = safeParse(schema, value);
  if (!parsed.success) throw new TypeError('Not what it should be');
  return parsed.data;
}
