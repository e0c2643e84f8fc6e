import * as z from 'zod/mini';
import { dictionary } from './dictionary';
import { settingsTo2 } from './migrations/settings-2';
import { environments } from './portals';
import { defineRecord } from './storage';

const settingsSchema = z.object({
  /** Environments whose docs pages are filled without a click, where the person has decided it. */
  fillsByItself: dictionary(z.boolean()),
  /** How the pill stands on the page. */
  pill: z.object({ folded: z.boolean() }),
  /** When keys under a passphrase lock by themselves, in minutes without use; `null`: never. */
  lockAfterMinutes: z.nullable(z.number().check(z.refine((minutes) => minutes >= 1))),
});

export type Settings = z.infer<typeof settingsSchema>;

/** What the person has set. `storage.local`; written by the background alone; stays until changed. */
export const settingsRecord = defineRecord<Settings>({
  key: 'local:settings',
  schema: settingsSchema,
  migrations: [settingsTo2],
  fallback: () => ({ fillsByItself: {}, pill: { folded: false }, lockAfterMinutes: 15 }),
});

/**
 * @param settings what the person has set
 * @param environment an environment's id
 * @returns whether its docs page is filled without a click: as set, else as the descriptor has it
 */
export const fillsByItself = (settings: Settings, environment: string): boolean =>
  settings.fillsByItself[environment] ??
  environments.some(({ id, fillsByItself: byDefault }) => id === environment && byDefault);
