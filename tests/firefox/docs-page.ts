import { expect } from '@playwright/test';
import * as z from 'zod/mini';
import type { Firefox } from '../browser/firefox-launch.ts';
import { servers } from '../e2e/servers.ts';
import { docsOrigin, type LoggedRequest, type Replica } from '../portal/replica.ts';
import { openTab, type Tab } from './tab.ts';

/** The docs page as a person uses it: its renderer's own controls, and the pill. */

const HOST = 'novapost-authorizer';

/** What each renderer needs pressed for `GET /divisions`, and how its server is chosen. */
const controls = {
  'rapi-doc': {
    isDrawn: () => {
      const docs: (Element & { resolvedSpec?: { securitySchemes?: unknown } | null }) | null =
        document.querySelector('rapi-doc');
      return Boolean(docs?.resolvedSpec?.securitySchemes);
    },
    prepare: async () => undefined,
    tryButton: ['[id="get-/divisions"]', '[part~="btn-try"]'],
    server: (url: string) => [`input[name="api_server"][value="${url}"]`],
  },
  'swagger-ui': {
    isDrawn: () => document.querySelector('.swagger-ui .opblock') !== null,
    prepare: async (tab: Tab) => {
      await tab.clickDeep('.opblock-get:has([data-path="/divisions"]) .opblock-summary');
      await tab.clickDeep('.opblock-get:has([data-path="/divisions"]) .try-out__btn');
    },
    tryButton: ['.opblock-get:has([data-path="/divisions"]) .btn.execute'],
    server: (url: string) => [`.servers select option[value="${url}"]`],
  },
} as const;

/**
 * Opens the docs page of the replica and waits until they are drawn.
 *
 * @returns what a person does there
 */
export const openDocs = async (firefox: Firefox, replica: Replica) => {
  const tab = await openTab(firefox, `${docsOrigin}/developers/index.html`);
  const { isDrawn, prepare, tryButton, server } =
    controls[replica.docs.renderer === 'swagger-ui' ? 'swagger-ui' : 'rapi-doc'];
  const whenDrawn = () => expect.poll(() => tab.run(z.boolean(), isDrawn)).toBe(true);
  const pill = tab.within(HOST);
  let prepared = false;
  await whenDrawn();
  return {
    pill,
    /** Presses "Try". @returns the request that the replica received, answered */
    tryIt: async (): Promise<LoggedRequest> => {
      if (!prepared) await prepare(tab);
      prepared = true;
      const received = replica.nextOutcome(({ path }) => path.endsWith('/divisions'), 10_000);
      await Promise.all([received, tab.clickDeep(...tryButton)]);
      return received;
    },
    selectServer: (name: keyof typeof servers): Promise<void> => tab.clickDeep(...server(servers[name])),
    /** Waits until the pill's host tells this state and this environment. */
    expectPill: (state: string, environment: string): Promise<void> =>
      expect
        .poll(async () => [await tab.attribute(HOST, 'data-state'), await tab.attribute(HOST, 'data-environment')])
        .toEqual([state, environment]),
    hasPill: async (): Promise<boolean> => (await tab.attribute(HOST, 'data-state')) !== null,
    reload: async (): Promise<void> => {
      await tab.reload();
      prepared = false;
      await whenDrawn();
    },
  };
};
