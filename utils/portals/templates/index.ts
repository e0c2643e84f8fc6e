import type { Portal } from '../schema';
import { merchant } from './merchant';
import { novaStack } from './novastack';

/**
 * Portals to begin with, for the settings page alone: each is reviewed, and edited where it has to be, before it is added. Their ids are made
 * then; `template` stands in their place.
 */
export const templates = { novastack: novaStack, merchant } as const satisfies Readonly<Record<string, Portal>>;

export type TemplateName = keyof typeof templates;
