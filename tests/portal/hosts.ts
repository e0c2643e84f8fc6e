/**
 * The hosts that the replica plays. Written down a second time on purpose: a wrong host in the extension's descriptor must not turn
 * into a wrong host here as well.
 */

/** An environment of the portal: a server with keys and tokens of its own. */
export type EnvironmentId = 'sandbox' | 'production' | 'production-ua';

/** By environment, the host of its API. */
export const apiHosts: Readonly<Record<EnvironmentId, string>> = {
  sandbox: 'api-stage.novapost.pl',
  production: 'api.novapost.com',
  'production-ua': 'api.novaposhta.ua',
};

/** Path of every API call, in front of the paths that the spec lists. */
export const apiRoot = '/v.1.0';

export const docsHost = 'api.novapost.com';
export const docsPaths: readonly string[] = ['/developers', '/developers/', '/developers/index.html'];
export const docsOrigin = `https://${docsHost}`;

/** Where the docs pages find the spec. */
export const specPath = '/developers/openapi.json';

/** A portal beside Nova Post's, with rules of its own. */
export type OtherPortalId = 'novastack' | 'merchant' | 'parcels';

interface OtherPortal {
  /** Absolute, without a query. The spec lies below it. */
  readonly docsUrl: string;
  /** By environment, the host of its API. */
  readonly apiHosts: Readonly<Record<string, string>>;
}

export const otherPortals = {
  novastack: { docsUrl: 'https://api.novapai.ai/docs', apiHosts: { live: 'api.novapai.ai' } },
  merchant: { docsUrl: 'https://api.example.com/docs', apiHosts: { live: 'api.example.com' } },
  parcels: {
    docsUrl: 'https://docs.parcels.example/reference',
    apiHosts: { live: 'api.parcels.example', test: 'test.parcels.example' },
  },
} as const satisfies Record<OtherPortalId, OtherPortal>;

/** Domains that the browser is sent to the replica for, and that its certificate covers. */
export const domains: readonly string[] = [
  'novapost.com',
  'novapost.pl',
  'novaposhta.ua',
  'novapai.ai',
  'example.com',
  'parcels.example',
];

/**
 * @param host a host name, without a port
 * @returns the origin of the docs whose Try-it-out may read what this host answers
 */
export const docsOriginOf = (host: string): string => {
  const portal = Object.values<OtherPortal>(otherPortals).find(({ apiHosts: hosts }) =>
    Object.values(hosts).includes(host),
  );
  return portal ? new URL(portal.docsUrl).origin : docsOrigin;
};

/**
 * @param host a host name, without a port
 * @returns the environment whose API answers there, or `undefined` for any other host
 */
export const environmentOf = (host: string): EnvironmentId | undefined => {
  if (host === apiHosts.sandbox) return 'sandbox';
  if (host === apiHosts.production) return 'production';
  return host === apiHosts['production-ua'] ? 'production-ua' : undefined;
};
