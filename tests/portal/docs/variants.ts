/** Every kind of docs page that the replica can be. */

export const rapidocVersions = ['9.0.0', '9.1.3', '9.1.8', '9.2.0', '9.3.2', '9.3.4', '9.3.8'] as const;
export const rapidocStyles = ['read', 'view', 'focused'] as const;
export const swaggerVersions = ['3.52.5', '4.19.1', '5.0.0', '5.17.14', '5.35.0'] as const;
/**
 * What of Swagger UI the page lets others reach: a global, a top-level `const`, only what React keeps on its elements, or
 * nothing but the DOM.
 */
export const swaggerReaches = ['window-ui', 'lexical-ui', 'no-ui', 'dom-only'] as const;

interface Page {
  /** A script of the page puts the token of a tried GET /clients/authorization into the JWT scheme, as the spec's `x-autoAuth` says. */
  readonly xAutoAuth?: boolean;
}

export interface RapidocVariant extends Page {
  readonly renderer: 'rapidoc';
  readonly version: (typeof rapidocVersions)[number];
  readonly style: (typeof rapidocStyles)[number];
  /** RapiDoc's `persist-auth`: does something from 9.1.8 on. */
  readonly persistAuth?: boolean;
  /** The server that is selected at first, as the spec writes it; the spec's first one, without it. */
  readonly server?: string;
}

export interface SwaggerVariant extends Page {
  readonly renderer: 'swagger-ui';
  readonly version: (typeof swaggerVersions)[number];
  readonly reach: (typeof swaggerReaches)[number];
  readonly persistAuthorization?: boolean;
  /** A second spec to choose in the top bar: the spec's URL with another query, or another that the other portals' docs have beside it. */
  readonly severalSpecs?: boolean | 'second';
}

export interface ScalarVariant {
  readonly renderer: 'scalar';
  /** Every try goes through this server of the page's own choice. */
  readonly proxyUrl?: string;
  /** Scalar stores what is authorized. */
  readonly persistAuth?: boolean;
}

/** Stoplight Elements. */
export interface ElementsVariant {
  readonly renderer: 'elements';
}

/** Shows an API and tries nothing. */
export interface RedocVariant {
  readonly renderer: 'redoc';
}

/** A renderer whose files come from the registry when a test asks for them (`packages.ts`). */
export type OtherVariant = ScalarVariant | ElementsVariant | RedocVariant;

/** A page without a renderer. */
interface EmptyVariant {
  readonly renderer: 'none';
}

export type DocsVariant = RapidocVariant | SwaggerVariant | OtherVariant | EmptyVariant;

/** What the real portal most likely is. */
export const defaultVariant: RapidocVariant = { renderer: 'rapidoc', version: '9.3.8', style: 'read' };

/** All renderers, versions and styles that the extension supports. */
export const docsVariants: readonly (RapidocVariant | SwaggerVariant)[] = [
  ...rapidocVersions.flatMap((version) =>
    rapidocStyles.map((style): RapidocVariant => ({ renderer: 'rapidoc', version, style })),
  ),
  ...swaggerVersions.flatMap((version) =>
    swaggerReaches.map((reach): SwaggerVariant => ({ renderer: 'swagger-ui', version, reach })),
  ),
];

/** @returns a variant's name for the title of a test */
export const nameOf = (variant: object): string =>
  Object.entries(variant)
    .map(([key, value]: [string, unknown]) => {
      if (typeof value === 'object' && value !== null) return nameOf(value);
      return value === true ? key : String(value);
    })
    .join(' ');
