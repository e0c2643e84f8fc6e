import type { ReadonlySignal } from '@preact/signals';
import { ofKind } from '../i18n/of-kind';
import { portalOf, type Environment, type Portal } from '../portals';
import type { PopupDependencies } from './dependencies';
import { firstEnvironment } from './first-environment';
import type { PageControl } from './page';
import type { LiveRecords } from './records';
import { environmentView } from './view';

/** What the popup's store lends. */
export interface OtherPortalsParts {
  readonly ask: PopupDependencies['ask'];
  readonly clock: Pick<PopupDependencies['clock'], 'now'>;
  readonly portals: readonly Portal[];
  readonly records: Pick<LiveRecords, 'keyring' | 'pages' | 'snapshot'>;
  readonly page: Pick<PageControl, 'state'>;
  /** The environment that is shown. */
  readonly selected: ReadonlySignal<Environment>;
  /** Those of a portal that may be shown. */
  readonly environmentsOf: (portal: Portal) => readonly Environment[];
}

/**
 * What is only needed where there are several portals.
 *
 * @param parts of the popup's store
 */
export function createOtherPortals(parts: OtherPortalsParts) {
  const { ask, clock, portals, records, page, selected, environmentsOf } = parts;
  /** The environment that was looked at last, by portal. */
  const looked = new Map<string, string>();

  return {
    ofKind,

    /**
     * @param portalId of the portal that the person has chosen
     * @returns the environment to show: the one that they looked at in it last, else what is most likely wanted
     */
    find(portalId: string): string | undefined {
      const next = portals.find(({ id }) => id === portalId);
      if (!next) return undefined;
      const { id } = selected.value;
      looked.set(portalOf(id).id, id);
      const { value: pages } = records.pages;
      const { value: here } = page.state;
      return firstEnvironment(environmentsOf(next), {
        wanted: looked.get(portalId) ?? null,
        ofPage: here.page === 'docs' ? here.environment : null,
        portal: null,
        pages: pages.ok ? pages.value : null,
        keyring: records.keyring.value,
      });
    },

    /** Where nothing can be asked about a key it is in use as soon as it is looked at. */
    useAtOnce(): void {
      const { id } = selected.value;
      const { credential, check } = portalOf(id);
      if (credential.kind === 'exchange' || check) return;
      const { token } = environmentView(records.snapshot(), selected.value, null, clock.now());
      if (token.show === 'empty') void ask('token.get', { environment: id, fresh: false }).catch(() => undefined);
    },
  };
}

export type OtherPortals = ReturnType<typeof createOtherPortals>;
