import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { saidInErrors } from '../../../utils/api/said';
import { novaPost } from '../../../utils/portals/novapost';
import { anyText, jsonText, oddities } from '../support/arbitraries';

/** A key, or a phone number: visible ASCII. */
const secret = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefXYZ-_.$&%^+'.split('')),
  minLength: 8,
  maxLength: 64,
});
const errorsOf = (texts: readonly string[]) =>
  fc.constantFrom({ errors: texts }, { errors: Object.fromEntries(texts.entries()) });

const expectPrintable = (said: string) => {
  expect(said.length).toBeLessThanOrEqual(300);
  expect(said).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\s\s|^\s/u);
};

it('is one short printable line, whatever the answer is', () => {
  const answer = fc.oneof(
    oddities,
    jsonText.map((text): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    }),
    fc.array(anyText, { maxLength: 6 }).chain(errorsOf),
    fc.dictionary(anyText, oddities, { maxKeys: 6 }).map((errors) => ({ errors })),
  );
  fc.assert(
    fc.property(answer, secret, (json, key) => expectPrintable(saidInErrors(json, novaPost.errors, key))),
    { numRuns: 1000 },
  );
});

/** Text of any length around the secret: blanks are what is cut short, so that what was far off comes near. */
const padding = fc
  .tuple(
    fc.constantFrom('x', ' ', '\n', '\u{200B}', ' x', '🦔'),
    fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 700 })),
    anyText,
  )
  .map(([unit, times, text]) => unit.repeat(times) + text);

it('never holds the secret, nor a piece of it that tells anything', () => {
  fc.assert(
    fc.property(
      secret,
      fc.array(fc.tuple(padding, padding), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (key, around, asList) => {
        const texts = around.map(([before, after]) => before + key + after);
        const said = saidInErrors(
          { errors: asList ? texts : Object.fromEntries(texts.entries()) },
          novaPost.errors,
          key,
        );
        expectPrintable(said);
        // Pieces that stand in the text around it by chance are none.
        const own = texts.map((text) => text.replaceAll(key, '\n')).join('\n');
        const shown = [...Array(key.length - 5).keys()].map((at) => key.slice(at, at + 6));
        expect(shown.filter((piece) => said.includes(piece) && !own.includes(piece))).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});
