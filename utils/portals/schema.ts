import * as z from '../schema';

/**
 * What a portal is, as data. Everything the extension knows of a provider stands in one descriptor of this shape; no other file names a
 * host, so that a new portal is a new descriptor and no new code path. Descriptors that people make or import are parsed by it, and so
 * are those that are stored. What is sent where is decided by `utils/portals/requests.ts` alone, whatever a descriptor says.
 */

/** Some text that a person may read in one line. */
/* @__NO_SIDE_EFFECTS__ */
const line = (longest: number) =>
  z.string((text) => text.trim() !== '' && text.length <= longest && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text));

/** Characters. */
export const LONGEST_PERMISSION = 60;

const id = z.matching(/^[\w./-]{1,120}$/);
/** A header's name (RFC 9110 section 5.6.2). */
const headerName = z.matching(/^[\w!#$%&'*+.^`|~-]{1,80}$/);
/** What stands before a token: 'Bearer '. */
const prefix = z.matching(/^[\x20-\x7e]{0,40}$/);
/** Names, one below the other, with points between: `data.access.token`. */
const place = z.string((text) => /^[^.\s]+(?:\.[^.\s]+)*$/.test(text) && text.length <= 120);

/** Of a shell. */
const variable = z.matching(/^[A-Z][A-Z0-9_]{0,60}$/);

/** HTTPS, or this machine. */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1)$/.test(hostname));

const isPlainUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  // As the parser writes it, so that comparing texts is comparing places. A star, which may stand in a host too, would mean many to a match pattern.
  return isSafe(url) && url.origin + url.pathname === text && !text.includes('*');
};

/** Ends in a slash. */
const baseUrl = z.string((text) => isPlainUrl(text) && text.endsWith('/'));
/** Origin and path, no query and no hash; with `/*` at its end also every page below it. */
const docsUrl = z.string((text) => isPlainUrl(text.replace(/\/\*$/, '/')));
const link = z.nullable(z.string((text) => URL.canParse(text) && new URL(text).protocol === 'https:'));

/** A server of the portal that has keys of its own. */
const environmentSchema = z.object({
  /** Unique within all descriptors. */
  id,
  /** What people call it, where our own words have no name for it. */
  name: line(60),
  /** Request paths are resolved against it. */
  baseUrl,
  /** Further URLs by which a spec's servers mean it; of the same origin. */
  servers: z.array(baseUrl),
  /** Decides colours and how much the extension asks before it acts. */
  kind: z.literal(['sandbox', 'production']),
  /** `install`: the host is in the manifest. `optional`: asked for in the click that needs it. */
  hostAccess: z.literal(['install', 'optional']),
  /** Whether a docs page is filled without a click, until the person sets it otherwise. */
  fillsByItself: z.boolean(),
  /** Where a person gets a key for it. */
  keysPage: link,
});

/** The header that carries a token, and what stands before the token in it. */
const headerSchema = z.object({ name: headerName, prefix });

/** The security scheme of the docs that takes the token: as the spec names it, by its kind, or a field of a page without a spec. */
const schemeSchema = z.union([
  z.object({ by: z.literal('name'), name: line(120) }),
  /** `header`: an apiKey in the portal's header. */
  z.object({ by: z.literal('kind'), kind: z.literal(['bearer', 'header']) }),
  z.object({ by: z.literal('field'), label: line(120) }),
]);

/** What is sent along, and what makes it. */
const credentialSchema = z.union([
  /** A key is traded for a token. */
  z.object({
    kind: z.literal('exchange'),
    method: z.literal(['GET', 'POST']),
    path: line(300),
    /** Where the key stands in the request: a query parameter, a field of its JSON, or a header. */
    keyIn: z.literal(['query', 'json', 'header']),
    keyName: place,
    /** Where the token stands in the JSON of the answer. */
    token: place,
    /** Where its lifetime does, in seconds; `null`: the token tells. */
    expiresIn: z.nullable(place),
  }),
  /** The key itself. */
  z.object({ kind: z.literal('static') }),
  /** A token that a person pastes, with an end of its own. */
  z.object({ kind: z.literal('bearer') }),
]);

const fieldSchema = z.object({
  name: line(60),
  in: z.literal(['path', 'json']),
  /** What people call it, where our own words have no name for it. */
  label: line(60),
  rule: z.union([
    z.object({ is: z.literal('text'), longest: z.number() }),
    z.object({
      is: z.literal('phone'),
      /** Country calling codes that the API refuses, and the environment that such a person wants. */
      refusedPrefixes: z.array(z.object({ prefix: line(8), use: id })),
    }),
  ]),
});

/** How a key is made: one POST of JSON. */
const issuingSchema = z.object({
  environment: id,
  /** A field's name in braces stands for its value. */
  path: line(300),
  fields: z.array(fieldSchema),
  /** Whether the request carries the environment's own credential. */
  authorized: z.boolean(),
  /** Where the key and its facts stand in the JSON of the answer. */
  answer: z.object({
    key: place,
    createdAt: z.nullable(place),
    validUntil: z.nullable(place),
    status: z.nullable(place),
    label: z.nullable(place),
  }),
  /** Whether the new key is the one in use from then on. */
  makesActive: z.boolean(),
  /** At most one request for the same values in this time, in ms, a year or less; 0: as many as one likes. */
  intervalMs: z.number((ms) => ms >= 0 && ms < 4e10),
  /** Where the person is known to the portal, and the same by hand. */
  registrationPage: link,
  formPage: link,
});

export const portalSchema = z.object({
  id,
  name: line(60),
  /** Docs pages. */
  docs: z.array(docsUrl),
  /** In the order in which people see them. */
  environments: z.array(environmentSchema),
  header: headerSchema,
  scheme: schemeSchema,
  credential: credentialSchema,
  /** What a key of it may be allowed, in the portal's own words, where people know it and the API doesn't tell; none before portals had it. */
  permissions: z.withDefault(z.array(line(LONGEST_PERMISSION)), []),
  issuing: z.nullable(issuingSchema),
  /** A cheap GET that tells whether a credential works. */
  check: z.nullable(z.object({ path: line(300) })),
  /** Where in an error's JSON its text stands, and its field errors: a list whose entries have a field's name and a text. */
  errors: z.object({
    message: z.array(place),
    fields: z.nullable(z.object({ list: place, name: place, message: place })),
  }),
  /** What its things are called outside of the browser. */
  copying: z.object({
    tokenVariable: variable,
    baseUrlVariable: variable,
    /** A harmless GET to begin with; resolved against the base URL. */
    path: z.string((text) => text.length <= 300),
  }),
});

/** What a docs page's script has to know of its portal. */
export const pagePortalSchema = z.object({
  id,
  name: line(60),
  docs: z.array(z.string()),
  header: headerSchema,
  scheme: schemeSchema,
  environments: z.array(environmentSchema),
});

export type Portal = z.infer<typeof portalSchema>;
export type PagePortal = z.infer<typeof pagePortalSchema>;
export type Environment = Portal['environments'][number];
export type Credential = Portal['credential'];
export type KeyIssuing = NonNullable<Portal['issuing']>;
export type IssuingField = KeyIssuing['fields'][number];
export type PhoneRule = Extract<IssuingField['rule'], { is: 'phone' }>;
