import { languageOf } from './time';
import type { MessageKey, Translate } from './translate';

/** Each stem that has a message with this ending. */
type StemOf<Form extends string, Key = MessageKey> = Key extends `${infer Stem}.${Form}` ? Stem : never;

/** A message in its four forms: `….one`, `….few`, `….many` and `….other`. A language without one of them has there what its "other" says. */
export type PluralKey<Stem extends string = StemOf<'one'>> = Stem extends string
  ? `${Stem}.${'few' | 'many' | 'other'}` extends MessageKey
    ? Stem
    : never
  : never;

/** CLDR knows two more, which none of our languages has. */
const FORMS = { zero: 'other', one: 'one', two: 'other', few: 'few', many: 'many', other: 'other' } as const;

/**
 * A sentence with a count in it, in the form that the shown language has for that count.
 *
 * @param t the translator
 * @param key the message without its form
 * @param count `$1` of the message, written as the language writes numbers
 * @param substitutions `$2`, `$3`, … of the message
 */
export function plural(t: Translate, key: PluralKey, count: number, substitutions: readonly string[] = []): string {
  const language = languageOf(t);
  const form = FORMS[new Intl.PluralRules(language).select(count)];
  return t(`${key}.${form}`, [new Intl.NumberFormat(language).format(count), ...substitutions]);
}
