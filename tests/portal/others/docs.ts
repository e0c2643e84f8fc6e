import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { defaultVariant, docsPage, type PageVariant } from '../docs/index.ts';
import { type OtherPortalId, otherPortals } from '../hosts.ts';
import { type Answer, html, json, type Site } from '../http.ts';
import { answerAsset } from '../site.ts';

/** A spec that a test makes. */
type Spec = Readonly<Record<string, unknown>>;

/** The specs that the docs of one of the other portals show. */
export interface OtherSpecs {
  /** Without it, the portal's own. */
  readonly spec?: Spec;
  /** The other one that a page with several offers. Without it, one that has nothing to do with the portal. */
  readonly secondSpec?: Spec;
  /** A server that the first spec offers after its own. */
  readonly furtherServer?: string;
}

interface OtherDocs extends OtherSpecs {
  readonly variant: PageVariant;
}

const ids = ['novastack', 'merchant', 'parcels'] as const satisfies readonly OtherPortalId[];

/** Somebody else's API with a scheme of the same kind: what is meant for the first must not come into it. */
const foreignSpec = ({ components }: Spec): Spec => ({
  openapi: '3.0.3',
  info: { version: '0.1.0', title: 'Weather' },
  servers: [{ url: 'https://weather.parcels.example' }],
  security: [{ Weather: [] }],
  paths: { '/today': { get: { tags: ['Weather'], responses: { '200': { description: 'The weather' } } } } },
  components: { securitySchemes: { Weather: Object.values(schemesIn(components))[0] } },
});

const isSpec = (value: unknown): value is Spec => typeof value === 'object' && value !== null;

function schemesIn(components: unknown): Spec {
  const schemes = isSpec(components) ? components['securitySchemes'] : undefined;
  return isSpec(schemes) ? schemes : {};
}

const withServer = (spec: Spec, url: string | undefined): Spec => {
  const { servers } = spec;
  return url === undefined || !Array.isArray(servers) ? spec : { ...spec, servers: [...servers, { url }] };
};

const files = new Map<OtherPortalId, Spec>();

const ownSpec = (id: OtherPortalId): Spec => {
  const known = files.get(id);
  if (known) return known;
  const parsed: unknown = parse(readFileSync(resolve(import.meta.dirname, `${id}.yaml`), 'utf8'));
  if (!isSpec(parsed)) throw new Error(`No spec in ${id}.yaml`);
  files.set(id, parsed);
  return parsed;
};

/** Where the docs of a portal find their specs. The second has another name and not another query: the whole address is another. */
const pathsOf = (id: OtherPortalId) => {
  const { host, pathname } = new URL(otherPortals[id].docsUrl);
  return { host, page: pathname, spec: `${pathname}/openapi.json`, second: `${pathname}/second.json` };
};

/** The docs of the other portals, each at its own URL, with the renderers' files below the same host. */
export const createOtherDocs = () => {
  const shown = new Map<OtherPortalId, OtherDocs>();
  const docsOf = (id: OtherPortalId): OtherDocs => shown.get(id) ?? { variant: defaultVariant };

  const answer = (id: OtherPortalId, path: string): Answer | undefined => {
    const { page, spec, second } = pathsOf(id);
    const docs = docsOf(id);
    const own = withServer(docs.spec ?? ownSpec(id), docs.furtherServer);
    if (path === page || path === `${page}/`) return html(docsPage(docs.variant, spec, `Docs of ${id}`));
    if (path === spec) return json(200, own);
    if (path === second) return json(200, docs.secondSpec ?? foreignSpec(own));
    return answerAsset(path);
  };

  const site: Site = ({ host, method, path }) => {
    const id = ids.find((each) => pathsOf(each).host === host);
    return id !== undefined && method === 'GET' ? answer(id, path) : undefined;
  };

  return {
    site,
    show: (id: OtherPortalId, variant: PageVariant, specs: OtherSpecs = {}): void => {
      shown.set(id, { variant, ...specs });
    },
    reset: (): void => shown.clear(),
  };
};
