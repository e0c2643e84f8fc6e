import { expect } from '@playwright/test';
import * as z from 'zod/mini';
import type { Firefox } from '../browser/firefox-launch.ts';
import { servers } from '../e2e/servers.ts';
import { docsOrigin, type LoggedRequest, otherPortals, type Replica } from '../portal/replica.ts';
import { openTab, type Tab } from './tab.ts';

/** The docs page as a person uses it: its renderer's own controls, and the pill. */

const HOST = 'novapost-authorizer';

/** What each renderer needs pressed for a GET of a path, and how its server is chosen. */
const controls = {
  'rapi-doc': {
    isDrawn: () => {
      const docs: (Element & { resolvedSpec?: { securitySchemes?: unknown } | null }) | null =
        document.querySelector('rapi-doc');
      return Boolean(docs?.resolvedSpec?.securitySchemes);
    },
    prepare: async () => undefined,
    tryButton: (path: string) => [`[id="get-${path}"]`, '[part~="btn-try"]'],
    server: (url: string) => [`input[name="api_server"][value="${url}"]`],
  },
  'swagger-ui': {
    isDrawn: () => document.querySelector('.swagger-ui .opblock') !== null,
    prepare: async (tab: Tab, path: string) => {
      await tab.clickDeep(`.opblock-get:has([data-path="${path}"]) .opblock-summary`);
      await tab.clickDeep(`.opblock-get:has([data-path="${path}"]) .try-out__btn`);
    },
    tryButton: (path: string) => [`.opblock-get:has([data-path="${path}"]) .btn.execute`],
    server: (url: string) => [`.servers select option[value="${url}"]`],
  },
} as const;

interface Docs<Server extends string> {
  readonly url: string;
  readonly renderer: keyof typeof controls;
  /** What is tried: a GET of this path, as the spec writes it. */
  readonly path: string;
  readonly servers: Readonly<Record<Server, string>>;
}

const openDocsOf = async <Server extends string>(firefox: Firefox, replica: Replica, docs: Docs<Server>) => {
  const tab = await openTab(firefox, docs.url);
  const { isDrawn, prepare, tryButton, server } = controls[docs.renderer];
  const whenDrawn = () => expect.poll(() => tab.run(z.boolean(), isDrawn)).toBe(true);
  const pill = tab.within(HOST);
  let prepared = false;
  await whenDrawn();
  return {
    pill,
    /** Presses "Try". @returns the request that the replica received, answered */
    tryIt: async (): Promise<LoggedRequest> => {
      if (!prepared) await prepare(tab, docs.path);
      prepared = true;
      const received = replica.nextOutcome(({ path }) => path.endsWith(docs.path), 10_000);
      await Promise.all([received, tab.clickDeep(...tryButton(docs.path))]);
      return received;
    },
    selectServer: (name: Server): Promise<void> => tab.clickDeep(...server(docs.servers[name])),
    /** Waits until the pill's host tells this state and this environment. */
    expectPill: (state: string, environment: string): Promise<void> =>
      expect
        .poll(async () => [await tab.attribute(HOST, 'data-state'), await tab.attribute(HOST, 'data-environment')])
        .toEqual([state, environment]),
    hasPill: async (): Promise<boolean> => (await tab.attribute(HOST, 'data-state')) !== null,
    /** The state of each pill: of more than one, if an earlier one was left behind. */
    pills: (): Promise<string[]> =>
      tab.run(
        z.array(z.string()),
        (host: string) => Array.from(document.querySelectorAll(host), (each) => each.getAttribute('data-state')),
        HOST,
      ),
    whenDrawn,
    reload: async (): Promise<void> => {
      await tab.reload();
      prepared = false;
      await whenDrawn();
    },
  };
};

/**
 * Opens the docs page of the replica and waits until they are drawn.
 *
 * @returns what a person does there
 */
export const openDocs = (firefox: Firefox, replica: Replica) =>
  openDocsOf(firefox, replica, {
    url: `${docsOrigin}/developers/index.html`,
    renderer: replica.docs.renderer === 'swagger-ui' ? 'swagger-ui' : 'rapi-doc',
    path: '/divisions',
    servers,
  });

/** The same for the docs of a portal that people add. */
export const openParcelsDocs = (firefox: Firefox, replica: Replica) => {
  const { docsUrl, apiHosts } = otherPortals.parcels;
  return openDocsOf(firefox, replica, {
    url: docsUrl,
    renderer: 'rapi-doc',
    path: '/v2/parcels',
    servers: { live: `https://${apiHosts.live}`, test: `https://${apiHosts.test}` },
  });
};
