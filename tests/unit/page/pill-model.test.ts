import { describe, expect, it } from 'vitest';
import type { Translate } from '../../../utils/i18n/translate';
import type { PageState } from '../../../utils/page/page-state';
import { pillModel } from '../../../utils/page/pill-model';
import { environments } from '../../../utils/portals';
import { novaPost } from '../../../utils/portals/novapost';

const t: Translate = (key, substitutions = []) => [key, ...substitutions].join('|');
const [sandbox, production] = environments;
if (!sandbox || !production) throw new Error('The portal has no environments');

type Row = readonly [page: PageState, text: string, action: string | null, until: number | null];

const rows: readonly Row[] = [
  [{ state: 'no-renderer' }, 'pill.noRenderer', null, null],
  [{ state: 'nothing-to-fill' }, 'pill.nothingToFill', 'open-popup', null],
  [{ state: 'unknown-server' }, 'pill.unknownServer', null, null],
  [{ state: 'orphaned' }, 'pill.orphaned', 'reload', null],
  [{ environment: sandbox, state: 'none' }, 'pill.none|environment.sandbox.name', 'open-popup', null],
  [{ environment: production, state: 'expired' }, 'pill.clickNeeded|environment.production.name', 'authorize', null],
  [
    { environment: production, state: 'ready', expiresAt: 9 },
    'pill.clickNeeded|environment.production.name',
    'authorize',
    null,
  ],
  [{ environment: sandbox, state: 'fetching' }, 'pill.fetching|environment.sandbox.name', null, null],
  [
    { environment: sandbox, state: 'authorized', expiresAt: 9, renewed: false },
    'pill.authorized|environment.sandbox.name',
    null,
    9,
  ],
  [
    { environment: sandbox, state: 'authorized', expiresAt: 9, renewed: true },
    'pill.renewed|environment.sandbox.name',
    null,
    9,
  ],
  [{ environment: sandbox, state: 'no-access' }, 'pill.noAccess|environment.sandbox.name', 'open-popup', null],
  [{ environment: sandbox, state: 'locked' }, 'pill.locked|environment.sandbox.name', 'open-popup', null],
  [{ environment: sandbox, state: 'no-scheme' }, 'pill.noScheme|environment.sandbox.name', 'open-popup', null],
  [{ environment: sandbox, state: 'not-applied' }, 'pill.notApplied|environment.sandbox.name', 'reload', null],
  [{ environment: sandbox, state: 'no-answer' }, 'pill.noAnswer|environment.sandbox.name', 'authorize', null],
  [{ state: 'no-answer' }, 'pill.noAnswer', 'reload', null],
  [{ environment: sandbox, state: 'typed' }, 'pill.typed|environment.sandbox.name', 'authorize', null],
  [
    { environment: sandbox, state: 'rejected', why: 'refused', retryAt: null, mustWait: false, expiresAt: null },
    'pill.rejected|environment.sandbox.name',
    'open-popup',
    null,
  ],
  [
    { environment: sandbox, state: 'unavailable', why: 'timeout', retryAt: 7, mustWait: false, expiresAt: null },
    'pill.timeout|environment.sandbox.name',
    'authorize',
    7,
  ],
  [
    { environment: sandbox, state: 'unavailable', why: 'rate-limited', retryAt: 7, mustWait: true, expiresAt: null },
    'pill.mustWait|environment.sandbox.name',
    null,
    7,
  ],
];

describe('the pill', () => {
  it.each(rows)('%j', (page, text, action, until) => {
    const model = pillModel(t, novaPost, page);
    const [key, environment = ''] = text.split('|');
    expect(model).toMatchObject({ state: page.state, text: [key, environment, 'Nova Post', 'JWT'].join('|'), until });
    expect(model.button?.action ?? null).toBe(action);
  });

  it('tells sandbox and production apart', () => {
    const kinds = [sandbox, production].map(
      (environment) => pillModel(t, novaPost, { environment, state: 'none' }).kind,
    );
    expect(kinds).toEqual(['sandbox', 'production']);
  });
});
