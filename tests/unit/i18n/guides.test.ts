import { describe, expect, it } from 'vitest';
import { guidesOf } from '../../../utils/i18n/guides';
import { environments } from '../../../utils/portals';
import { english } from '../support/english';

describe('guidesOf', () => {
  const guides = guidesOf(english);

  it('tells the way to a key of each environment, in their order, without a gap in a sentence', () => {
    expect(guides.map(({ environment }) => environment)).toEqual(environments.map(({ id }) => id));
    for (const { name, steps, note } of guides) {
      expect(steps).toHaveLength(3);
      expect([name, note, ...steps].filter((words) => words === '' || /\$\d/.test(words))).toEqual([]);
    }
  });

  it('begins where the account is', () => {
    expect(guides.map(({ link, steps }) => [link.href, steps[0]?.includes(new URL(link.href).host)])).toEqual([
      ['https://my.novapost.com/', true],
      ['https://my.novapost.com/', true],
      ['https://new.novaposhta.ua/dashboard/settings/developers', true],
    ]);
  });
});
