import { computed, signal } from '@preact/signals';
import type { Busy } from '../popup/busy';
import type { LiveRecords } from '../popup/records';
import { builtInPortals, setAddedPortals, type Portal } from '../portals';
import type { OptionsDependencies } from './dependencies';
import { fileName } from './file-name';
import { createSectionNews } from './news';
import { createPortalEditor, type PortalTrouble } from './portal-editor';
import { writePortal } from './portal-file';
import { createSites, sitesOf } from './sites';

/**
 * The portals: those that are there, and the form that makes and changes them.
 *
 * @param dependencies the stored portals, background, permissions, files
 * @param records the stored records
 * @param busy marks what is under way
 */
export function createPortals(dependencies: OptionsDependencies, records: LiveRecords, busy: Busy) {
  const { portals: record, ask, now, save, forms } = dependencies;
  const newsroom = createSectionNews(now);
  const sites = createSites(dependencies.permissions);
  const added = signal<readonly Portal[]>([]);
  const known = computed(() => [...builtInPortals, ...added.value]);
  /** Whether it could be read which they are. */
  const isRead = signal(false);
  const trouble = signal<PortalTrouble | null>(null);
  /** Which portal the person is asked about. */
  const removing = signal<string | null>(null);

  function quiet(): void {
    newsroom.clear();
    trouble.value = null;
    removing.value = null;
  }

  const section = { newsroom, trouble, sites, added, known, quiet };
  const { close, ...editor } = createPortalEditor(dependencies, busy, section);

  function follow(all: readonly Portal[]): void {
    // What finds portals by their environments knows them before anything is drawn.
    setAddedPortals(all);
    added.value = all;
    void sites.watch(all);
  }

  function take(all: readonly Portal[]): void {
    follow(all);
    isRead.value = true;
  }

  return {
    ...editor,
    news: newsroom.news,
    alarm: newsroom.alarm,
    trouble,
    added,
    /** The built-in ones, and those that were added. */
    known,
    /** The same; `null` while they can't be read. */
    read: computed(() => (isRead.value ? known.value : null)),
    /** Sites that the browser keeps us away from. */
    refused: sites.refused,
    isLocked: computed(() => {
      const { vault } = records.snapshot();
      return vault.ok && vault.value.vault === 'locked';
    }),
    removing,

    /** "Allow". Call it within the click. */
    async allow(portalId: string): Promise<void> {
      const portal = added.value.find(({ id }) => id === portalId);
      if (!portal) return;
      quiet();
      const wanted = sitesOf([portal]).filter((site) => sites.refused.value.has(site));
      if (!(await sites.request(wanted))) {
        trouble.value = { trouble: 'refused', sites: wanted };
        return;
      }
      await sites.watch(added.value);
      newsroom.tell({ news: 'sitesAllowed', name: portal.name });
    },

    /** A file without keys. */
    export(portalId: string): void {
      const portal = added.value.find(({ id }) => id === portalId);
      if (!portal) return;
      quiet();
      save(fileName('portal', now()), writePortal(portal));
      newsroom.tell({ news: 'portalExported', name: portal.name });
    },

    /** `null`: it stays. */
    askToRemove(portalId: string | null): void {
      quiet();
      removing.value = portalId;
    },

    /** The person has confirmed. @returns whether it is gone */
    async remove(portalId: string): Promise<boolean> {
      const portal = added.value.find(({ id }) => id === portalId);
      const done = await busy.during('forget', () => newsroom.attempt(() => ask('portal.remove', { portalId })));
      removing.value = null;
      if (!done || !portal) return false;
      newsroom.tell({ news: 'portalRemoved', name: portal.name });
      return true;
    },

    clear(): void {
      quiet();
      close();
    },

    /** Reads the stored portals and follows them. */
    async open(): Promise<void> {
      let changed = false;
      record.watch((all) => {
        changed = true;
        take(all);
      });
      sites.open();
      // Where they can't be read there are the built-in ones.
      const all = await record.read().catch(() => null);
      if (!changed && all) take(all);
      else if (!changed) follow([]);
      // And nobody knows which sites they use.
      if (all) void forms.unlessHeld(() => sites.giveBackOthers(known.value));
    },
  };
}
