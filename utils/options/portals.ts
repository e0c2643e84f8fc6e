import { computed, signal } from '@preact/signals';
import type { PortalProblem } from '../messaging/popup-protocol';
import type { Busy } from '../popup/busy';
import type { LiveRecords } from '../popup/records';
import { builtInPortals, setAddedPortals, type Portal } from '../portals';
import { templates, type TemplateName } from '../portals/templates';
import type { OptionsDependencies } from './dependencies';
import { createDryRun } from './dry-run';
import { fileName } from './file-name';
import type { SomeFile } from './import';
import { createSectionNews } from './news';
import {
  emptyEnvironment,
  emptyPortal,
  formOf,
  readForm,
  type EnvironmentForm,
  type FieldId,
  type FormProblems,
  type PortalForm,
} from './portal-form';
import { LARGEST_PORTAL_FILE, readPortal, writePortal, type PortalFileProblem } from './portal-file';
import { createSites, sitesOf } from './sites';

/** Where a form's contents came from. */
type Origin = 'own' | 'file' | 'there' | TemplateName;

interface OpenForm {
  readonly from: Origin;
  readonly form: PortalForm;
  readonly problems: FormProblems;
}

/** What stands in the way. `refused`: the person, or the browser, said no to these sites. */
export type PortalTrouble =
  | { readonly trouble: 'refused'; readonly sites: readonly string[] }
  | { readonly trouble: PortalProblem }
  | { readonly trouble: 'file'; readonly problem: PortalFileProblem | 'unreachable' };

const NO_PROBLEMS: FormProblems = new Map();

async function look(file: SomeFile) {
  if (file.size > LARGEST_PORTAL_FILE) return { ok: false, problem: 'too-large' } as const;
  const text = await file.text().catch(() => null);
  return text === null ? ({ ok: false, problem: 'unreachable' } as const) : readPortal(text);
}

/**
 * The portals: those that are there, and the form that makes and changes them.
 *
 * @param dependencies the stored portals, background, permissions, files
 * @param records the stored records
 * @param busy marks what is under way
 */
export function createPortals(dependencies: OptionsDependencies, records: LiveRecords, busy: Busy) {
  const { portals: record, ask, now, save: saveFile, newId } = dependencies;
  const newsroom = createSectionNews(now);
  const sites = createSites(dependencies.permissions);
  const added = signal<readonly Portal[]>([]);
  const known = computed(() => [...builtInPortals, ...added.value]);
  const trouble = signal<PortalTrouble | null>(null);
  const opened = signal<OpenForm | null>(null);
  /** Which portal the person is asked about. */
  const removing = signal<string | null>(null);
  /** How many fields for a file there were: each is for one import. */
  const inputs = signal(0);
  /** What the browser was asked for while the form was open. */
  let asked: string[] = [];
  let latestFile = 0;

  const written = computed(() => {
    if (!opened.value) return null;
    const read = readForm(opened.value.form, emptyPortal.id);
    return read.ok ? read.portal : null;
  });
  const dryRun = createDryRun(dependencies, sites, busy, written);

  function quiet(): void {
    newsroom.clear();
    trouble.value = null;
    removing.value = null;
  }

  function begin(from: Origin, portal: Portal): void {
    quiet();
    dryRun.clear();
    opened.value = { from, form: formOf(portal, from !== 'there'), problems: NO_PROBLEMS };
  }

  function close(): void {
    opened.value = null;
    dryRun.clear();
    asked = [];
  }

  /** Puts a change into the form; what is wrong with a field is said until it changes. */
  function change(next: Partial<PortalForm>, fields: readonly FieldId[]): void {
    const { value: open } = opened;
    if (!open) return;
    const problems = new Map([...open.problems].filter(([field]) => !fields.includes(field)));
    opened.value = { ...open, form: { ...open.form, ...next }, problems };
    dryRun.forgetResult();
  }

  function follow(all: readonly Portal[]): void {
    // What finds portals by their environments knows them before anything is drawn.
    setAddedPortals(all);
    added.value = all;
    void sites.watch(all);
  }

  /** Within the click: the browser is asked first. @returns whether it is stored now */
  async function keep(portal: Portal, isNew: boolean): Promise<boolean> {
    const wanted = sitesOf([portal]);
    asked = [...asked, ...wanted];
    if (!(await sites.request(wanted))) {
      trouble.value = { trouble: 'refused', sites: wanted };
      return false;
    }
    const reply = await newsroom.attempt(() => ask('portal.save', { portal }));
    if (!reply) return false;
    if (reply.problem) {
      trouble.value = { trouble: reply.problem };
      return false;
    }
    const before = known.value.filter(({ id }) => id === portal.id);
    const others = known.value.filter(({ id }) => id !== portal.id);
    await sites.giveBack([...asked, ...sitesOf(before)], [...others, portal]);
    close();
    newsroom.tell({ news: isNew ? 'portalAdded' : 'portalSaved', name: portal.name });
    return true;
  }

  return {
    news: newsroom.news,
    alarm: newsroom.alarm,
    trouble,
    added,
    /** The built-in ones, and those that were added. */
    known,
    /** Sites that the browser keeps us away from. */
    refused: sites.refused,
    isLocked: computed(() => {
      const { vault } = records.snapshot();
      return vault.ok && vault.value.vault === 'locked';
    }),
    opened,
    dryRun,
    inputs,
    removing,
    /** The sites that the form's portal would use; `null` while it isn't whole. */
    wanted: computed(() => written.value && sitesOf([written.value])),

    /** A new portal, from a template or from nothing. */
    begin: (from: TemplateName | 'own'): void => begin(from, from === 'own' ? emptyPortal : templates[from]),

    edit(portalId: string): void {
      const portal = added.value.find(({ id }) => id === portalId);
      if (portal) begin('there', portal);
    },

    /** The person chose a file. What it says is put into the form, to be looked through. */
    async choose(file: SomeFile | undefined): Promise<void> {
      quiet();
      latestFile += 1;
      const mine = latestFile;
      if (!file) return;
      const found = await look(file);
      // A slow one doesn't take the place of what was chosen later.
      if (mine !== latestFile) return;
      inputs.value += 1;
      if (found.ok) begin('file', found.portal);
      else trouble.value = { trouble: 'file', problem: found.problem };
    },

    set<Field extends Exclude<keyof PortalForm, 'base' | 'isNew' | 'environments'>>(
      field: Field,
      value: PortalForm[Field],
    ): void {
      const isText = field !== 'scheme' && field !== 'credential' && field !== 'method' && field !== 'keyIn';
      change({ [field]: value }, isText && field !== 'issues' ? [field] : ['keyName']);
    },

    environments: {
      set(row: string, next: Partial<Omit<EnvironmentForm, 'row' | 'of'>>): void {
        const rows = opened.value?.form.environments ?? [];
        const changed = (each: EnvironmentForm) => ({ ...each, ...next });
        const environments = rows.map((each) => (each.row === row ? changed(each) : each));
        const fields = (['name', 'baseUrl', 'servers', 'keysPage'] as const).filter((field) => field in next);
        change(
          { environments },
          fields.map((field): FieldId => `${row} ${field}`),
        );
      },
      /** @returns the new row */
      add(): string {
        const rows = opened.value?.form.environments ?? [];
        const row = String(Math.max(0, ...rows.map((each) => Number(each.row))) + 1);
        change({ environments: [...rows, emptyEnvironment(row)] }, []);
        return row;
      },
      remove(row: string): void {
        const rows = opened.value?.form.environments ?? [];
        if (rows.length > 1) change({ environments: rows.filter((each) => each.row !== row) }, []);
      },
    },

    /** "Add portal", "Save changes". Call it within the click. @returns the first wrong field, or whether it is stored now */
    async save(): Promise<FieldId | boolean> {
      quiet();
      const { value: open } = opened;
      if (!open) return false;
      const read = readForm(open.form, `p-${newId()}`);
      const problems = read.ok ? NO_PROBLEMS : read.problems;
      opened.value = { ...open, problems };
      if (!read.ok) return [...problems.keys()][0] ?? false;
      return (await busy.during('save', () => keep(read.portal, open.form.isNew))) ?? false;
    },

    /** "Cancel": nothing that was typed or asked for stays. */
    async cancel(): Promise<void> {
      quiet();
      const back = asked;
      close();
      await sites.giveBack(back, known.value);
    },

    /** "Send it". Call it within the click. */
    async send(): Promise<void> {
      const hosts = await dryRun.send();
      // The form may be gone by now, and another one open.
      if (opened.value) asked = [...asked, ...hosts];
      else await sites.giveBack(hosts, known.value);
    },

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
      saveFile(fileName('portal', now()), writePortal(portal));
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
        follow(all);
      });
      sites.open();
      // Where they can't be read there are the built-in ones.
      const all = await record.read().catch(() => []);
      if (!changed) follow(all);
    },
  };
}
