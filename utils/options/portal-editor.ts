import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { PortalProblem } from '../messaging/popup-protocol';
import type { Busy } from '../popup/busy';
import type { Portal } from '../portals';
import { templates, type TemplateName } from '../portals/templates';
import type { OptionsDependencies } from './dependencies';
import { createDryRun } from './dry-run';
import type { SomeFile } from './import';
import type { createSectionNews } from './news';
import {
  emptyEnvironment,
  emptyPortal,
  formOf,
  type EnvironmentForm,
  type FieldId,
  type FormProblems,
  type PortalForm,
} from './portal-form';
import { readForm } from './read-form';
import { LARGEST_PORTAL_FILE, readPortal, type PortalFileProblem } from './portal-file';
import { lastingId, withIds } from './portal-ids';
import { sitesOf, type Sites } from './sites';

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

/** What the form has in common with the list. */
interface Section {
  readonly newsroom: ReturnType<typeof createSectionNews>;
  readonly trouble: Signal<PortalTrouble | null>;
  readonly sites: Sites;
  readonly added: ReadonlySignal<readonly Portal[]>;
  /** The built-in ones as well. */
  readonly known: ReadonlySignal<readonly Portal[]>;
  /** Takes down what was told and asked before. */
  readonly quiet: () => void;
}

const NO_PROBLEMS: FormProblems = new Map();

async function look(file: SomeFile) {
  if (file.size > LARGEST_PORTAL_FILE) return { ok: false, problem: 'too-large' } as const;
  const text = await file.text().catch(() => null);
  return text === null ? ({ ok: false, problem: 'unreachable' } as const) : readPortal(text);
}

/**
 * The form that makes and changes portals.
 *
 * @param dependencies background, fetch, clock
 * @param busy marks what is under way
 * @param section what it is a part of
 */
export function createPortalEditor(dependencies: OptionsDependencies, busy: Busy, section: Section) {
  const { ask, newId, forms } = dependencies;
  const { newsroom, trouble, sites, added, known, quiet } = section;
  const opened = signal<OpenForm | null>(null);
  /** What the browser was asked for while the form was open. */
  let asked: string[] = [];
  /** Tells the other settings pages that the form is closed. */
  let release = () => {};
  let latestFile = 0;

  const written = computed(() => {
    if (!opened.value) return null;
    const read = readForm(opened.value.form, emptyPortal.id);
    return read.ok ? read.portal : null;
  });
  const dryRun = createDryRun(dependencies, sites, busy, written);

  function begin(from: Origin, portal: Portal): void {
    quiet();
    dryRun.clear();
    release();
    const held = Promise.withResolvers<void>();
    release = held.resolve;
    forms.hold(held.promise);
    opened.value = { from, form: formOf(portal, from !== 'there'), problems: NO_PROBLEMS };
  }

  function close(): void {
    opened.value = null;
    dryRun.clear();
    asked = [];
    release();
  }

  /** Puts a change into the form; what is wrong with a field is said until it changes. */
  function change(next: Partial<PortalForm>, fields: readonly FieldId[]): void {
    const { value: open } = opened;
    if (!open) return;
    const problems = new Map([...open.problems].filter(([field]) => !fields.includes(field)));
    opened.value = { ...open, form: { ...open.form, ...next }, problems };
    dryRun.forgetResult();
  }

  /** Within the click: the browser is asked first. @returns whether it is stored now */
  async function keep(given: Portal, isNew: boolean): Promise<boolean> {
    const wanted = sitesOf([given]);
    asked = [...asked, ...wanted];
    if (!(await sites.request(wanted))) {
      trouble.value = { trouble: 'refused', sites: wanted };
      return false;
    }
    const isTaken = (id: string) => known.value.some((each) => each.id === id);
    const portal = isNew ? withIds(given, await lastingId(given, isTaken, newId)) : given;
    // As it is now: once it is stored the list is followed, perhaps before the answer comes.
    const before = known.value.filter(({ id }) => id === portal.id);
    const reply = await newsroom.attempt(() => ask('portal.save', { portal }));
    if (!reply) return false;
    if (reply.problem) {
      trouble.value = { trouble: reply.problem };
      return false;
    }
    const others = known.value.filter(({ id }) => id !== portal.id);
    await sites.giveBack([...asked, ...sitesOf(before)], [...others, portal]);
    close();
    newsroom.tell({ news: isNew ? 'portalAdded' : 'portalSaved', name: portal.name });
    return true;
  }

  return {
    opened,
    dryRun,
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
      const read = readForm(open.form, emptyPortal.id);
      const problems = read.ok ? NO_PROBLEMS : read.problems;
      opened.value = { ...open, problems };
      if (!read.ok) return [...problems.keys()][0] ?? false;
      const { isNew } = open.form;
      return (await busy.during('save', () => keep(read.portal, isNew))) ?? false;
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

    close,
  };
}
