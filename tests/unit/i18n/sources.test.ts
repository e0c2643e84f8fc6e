import { describe, expect, it } from 'vitest';
import { sourceWords } from '../../../utils/i18n/sources';
import { environments, portals } from '../../../utils/portals';
import { english as t } from '../support/english';

const [portal] = portals;
if (!portal) throw new Error('There is a portal');

describe('sourceWords', () => {
  it.each(environments)('names the site where keys of $id come from', (environment) => {
    expect(sourceWords(t, environment, portal)).toMatch(/\b(?:my\.novapost\.com|new\.novaposhta\.ua)\b/);
  });

  it('has words for an environment that is added later', () => {
    const [first] = environments;
    if (!first) throw new Error('There are environments');
    const later = { ...first, id: 'later', keysPage: 'https://keys.example/' };
    expect(sourceWords(t, later, portal)).toBe('Keys are made at keys.example.');
  });
});
