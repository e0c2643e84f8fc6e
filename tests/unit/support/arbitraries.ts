import * as fc from 'fast-check';
import type * as z from 'zod/mini';
import { safeParse } from '../../../utils/schema';

/** Whatever JavaScript can make of a message, a record or an answer, odd objects too; all of it can be cloned. */
export const oddities: fc.Arbitrary<unknown> = fc.anything({
  maxDepth: 3,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Text that somebody wrote to break something, among plain and random one. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', ' ', '__proto__', 'constructor', 'toString', '\0', '\u{FEFF}', '\u{202E}', '\u{D800}', 'null'),
);

/** Names that every object has, or that change what it is. */
const harmfulName = fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty');

/** JSON as it comes over a wire: valid, or spoilt somewhere. `__proto__` is a plain name in it. */
export const jsonText: fc.Arbitrary<string> = fc.oneof(
  fc.json(),
  fc.tuple(fc.json(), fc.nat(), anyText).map(([json, at, text]) => {
    const place = at % (json.length + 1);
    return json.slice(0, place) + text + json.slice(place);
  }),
  fc.tuple(fc.json(), fc.nat()).map(([json, at]) => json.slice(0, at % (json.length + 1))),
  fc.tuple(harmfulName, fc.json()).map(([name, json]) => `{"${name}":${json}}`),
);

/** What becomes of a value in a message or a store: JSON, without what has no place in it (JSON has one zero, too). */
export function throughJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_name, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner));
  return (text as string | undefined) === undefined ? undefined : JSON.parse(text);
}

/** For schemas that take few texts: names, places, addresses. */
const plainTexts = [
  'a',
  'A_1',
  'data.token',
  'Bearer ',
  '',
  'https://a.example/',
  'https://a.example/v1/',
  'http://localhost:8080/',
];

/** Values that a schema takes, made from the schema itself. A kind of schema that isn't listed here is an error. */
export function valid(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  // oxlint-disable-next-line no-underscore-dangle -- where the parser keeps what a schema was made from
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const takes = (value: unknown) => safeParse(schema, value).success;
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the kinds that our schemas have
  switch (def.type) {
    case 'string':
      // One that takes any text takes this as well.
      return takes('\0') && takes('') ? anyText : fc.constantFrom(...plainTexts.filter(takes));
    case 'number':
      return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).filter(takes);
    case 'boolean':
      return fc.boolean();
    case 'unknown':
      return fc.jsonValue();
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'array':
      return fc.array(valid(def.element), { maxLength: 4 });
    case 'record':
      // The parser leaves `__proto__` out; nobody's id is that.
      return fc.dictionary(
        anyText.filter((name) => name !== '__proto__'),
        valid(def.valueType),
        { maxKeys: 4, noNullPrototype: true },
      );
    case 'default':
      return valid(def.innerType);
    case 'union':
      return fc.oneof(...def.options.map(valid));
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape).map(([name, inner]) => [name, valid(inner)])), {
        noNullPrototype: true,
      });
    default:
      throw new Error(`No values are made for schemas of type ${def.type}`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A copy in which one place, found by following `path`, is something else, is gone, or has something beside it. */
function spoil(value: unknown, path: readonly number[], other: unknown, how: 'replace' | 'drop' | 'add'): unknown {
  const names = isObject(value) ? Object.keys(value) : [];
  const [step, ...rest] = path;
  const name = step === undefined ? undefined : names[step % names.length];
  if (!isObject(value) || name === undefined) return other;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  const isLast = rest.length === 0;
  const next = isLast && how !== 'replace' ? undefined : spoil(value[name], rest, other, how);
  if (isLast && how === 'add') Object.defineProperty(copy, 'more', { value: other, enumerable: true });
  else if (isLast && how === 'drop') Reflect.deleteProperty(copy, name);
  else Object.defineProperty(copy, name, { value: next, enumerable: true, writable: true, configurable: true });
  return copy;
}

/** Values of an arbitrary in which one thing is not as it was: the ones that a sloppy parser lets through. */
export const spoilt = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      whole,
      fc.array(fc.nat({ max: 20 }), { maxLength: 4 }),
      oddities,
      fc.constantFrom('replace' as const, 'drop' as const, 'add' as const),
    )
    .map(([value, path, other, how]) => spoil(value, path, other, how));

/** Cuts bytes into pieces, empty ones too, as a network does. */
export const pieces = (bytes: Uint8Array<ArrayBuffer>): fc.Arbitrary<Uint8Array<ArrayBuffer>[]> =>
  fc.array(fc.nat({ max: bytes.length }), { maxLength: 8 }).map((cuts) => {
    const ends = [...cuts.toSorted((a, b) => a - b), bytes.length];
    return ends.map((end, n) => bytes.slice(n === 0 ? 0 : ends[n - 1], end));
  });
