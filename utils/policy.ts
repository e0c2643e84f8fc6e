import { protectionSchema } from './choices';
import * as z from './schema';
import { type Settings, settingsSchema } from './settings';

const texts = z.array(z.string());

/** Named and shaped like the settings that they decide; and what is more than a setting. */
const parts = {
  ...settingsSchema.shape,
  environments: texts,
  protection: protectionSchema,
  hide: texts,
};

/** Where the pill stands is nobody's business but the person's. */
type Decided = Partial<Omit<Settings, 'pill'>>;

/**
 * What an organization has decided for its people. What isn't there, the person decides. `public/managed-schema.json` describes it for
 * administrators.
 */
export interface Policy extends Decided {
  /** The environments that are there, by id. */
  readonly environments?: readonly string[];
  /** How keys are kept. */
  readonly protection?: 'device' | 'passphrase' | 'session';
  /** Parts of the settings page that aren't shown, and whose actions are refused. */
  readonly hide?: readonly string[];
}

/**
 * @param raw what the browser hands out of the organization's policies: anything
 * @returns what can be understood of it; the rest counts as not said
 */
export function policyOf(raw: unknown): Policy {
  const given = z.safeParse(z.dictionary(z.unknown()), raw).data ?? {};
  const understood = Object.entries(parts).filter(
    ([name, schema]) => name !== 'pill' && name in given && z.safeParse(schema, given[name]).success,
  );
  return Object.fromEntries(understood.map(([name]) => [name, given[name]]));
}

/**
 * @param policy the organization's
 * @param environment an environment's id
 * @returns whether the environment is there for the person
 */
export const isShown = ({ environments }: Policy, environment: string): boolean =>
  !environments || environments.includes(environment);

/**
 * @param settings what the person has set
 * @param policy the organization's
 * @returns what is in force: the policy's word over the person's. Applied twice it is the same.
 */
export const effectiveSettings = (settings: Settings, policy: Policy): Settings => ({
  ...settings,
  ...policy,
  fillsByItself: { ...settings.fillsByItself, ...policy.fillsByItself },
  pillHidden: { ...settings.pillHidden, ...policy.pillHidden },
});
