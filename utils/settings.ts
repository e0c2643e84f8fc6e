import * as z from './schema';
import { pillPlaceSchema, refreshSchema } from './choices';
import { settingsTo2 } from './migrations/settings-2';
import { settingsTo3 } from './migrations/settings-3';
import { environments } from './portals';
import { defineRecord } from './storage';

export const settingsSchema = z.object({
  /** Environments whose docs pages are filled without a click, where the person has decided it. */
  fillsByItself: z.dictionary(z.boolean()),
  pill: pillPlaceSchema,
  /** Portals, by id, whose docs pages show no pill. */
  pillHidden: z.dictionary(z.boolean()),
  /** Whether the toolbar button counts down. */
  badge: z.boolean(),
  refresh: refreshSchema,
  /** A locale's name, as its file is called; `null`: the browser's. */
  language: z.nullable(z.string()),
  /** When keys under a passphrase lock by themselves, in minutes without use; `null`: never. */
  lockAfterMinutes: z.nullable(z.number((minutes) => minutes >= 1)),
});

export type Settings = z.infer<typeof settingsSchema>;

/** @returns what holds until the person sets anything */
export const defaultSettings = (): Settings => ({
  fillsByItself: {},
  pill: { folded: false, corner: 'bottom-right' },
  pillHidden: {},
  badge: true,
  refresh: 'while-open',
  language: null,
  lockAfterMinutes: 15,
});

/** What the person has set. `storage.local`; written by the background alone; stays until changed. */
export const settingsRecord = defineRecord<Settings>({
  key: 'local:settings',
  schema: settingsSchema,
  migrations: [settingsTo2, settingsTo3],
  fallback: defaultSettings,
});

/**
 * @param settings what the person has set
 * @param environment an environment's id
 * @returns whether its docs page is filled without a click: as set, else as the descriptor has it
 */
export const fillsByItself = (settings: Settings, environment: string): boolean =>
  settings.fillsByItself[environment] ??
  environments.some(({ id, fillsByItself: byDefault }) => id === environment && byDefault);
