import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checksum } from '../../utils/checksum';

it('is the same for the same data, in whatever order its names come', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
      const turned = Object.fromEntries(Object.entries(data).toReversed());
      expect(checksum(turned)).toBe(checksum(data));
      expect(checksum(JSON.parse(JSON.stringify(data)))).toBe(checksum(data));
    }),
  );
});

it('is another after any change of one character', () => {
  const hex = fc.string({ minLength: 1, maxLength: 64, unit: fc.constantFrom(...Array.from('0123456789abcdef')) });
  fc.assert(
    fc.property(hex, fc.nat(), fc.integer({ min: 0, max: 6 }), (text, where, bit) => {
      const at = where % text.length;
      const flipped = String.fromCodePoint(text.charCodeAt(at) ^ (1 << bit));
      const other = text.slice(0, at) + flipped + text.slice(at + 1);
      expect(checksum({ secret: other })).not.toBe(checksum({ secret: text }));
    }),
  );
});
