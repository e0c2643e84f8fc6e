import { languageOf } from './time';
import type { Translate } from './translate';

/**
 * @param t the translator
 * @param minutes a duration of whole minutes, or of whole hours
 * @returns "15 minutes", "4 hours"
 */
export function durationWords(t: Translate, minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return new Intl.NumberFormat(languageOf(t), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
