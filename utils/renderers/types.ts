/**
 * What a docs renderer must be able to do for us, and what the two worlds of a docs page say to each other. An adapter runs in the
 * page's own world (MAIN) and uses the renderer's public API. Facts and measurements behind the adapters: each one's head.
 */

/** What became of `apply`. `applied` is verified: the renderer itself now holds the token for the scheme. */
export type ApplyResult = 'applied' | 'no-scheme' | 'not-verified';

/** The listeners of a renderer: called in the same turn as the renderer's own change. */
export interface RendererListeners {
  /** The spec has been loaded, or another one has: what was applied is gone. */
  onReady(): void;
  /** Another server is selected. */
  onServerChange(): void;
  /** A person may have changed what a scheme holds. Not called while another spec is loading. */
  onChange(): void;
  /**
   * A Try-it-out that carried the token which the adapter holds now was answered.
   *
   * @param status HTTP status
   * @param url absolute URL of the request, or of its server where the renderer tells no more
   */
  onAnswer(status: number, url: string): void;
  /**
   * A Try-it-out with our token, whoever has put it there, is about to be sent to this URL.
   *
   * @returns whether our token may go there; `false`: the adapter takes it out of the request
   */
  mayCarryToken(url: string): boolean;
}

/** What a spec says of one security scheme. What it doesn't say is ''. */
export interface SchemeFacts {
  /** The scheme's name in the spec. */
  readonly name: string;
  /** `apiKey`, `http`, … */
  readonly type: string;
  /** Where an apiKey goes: `header`, `query`, `cookie`. */
  readonly in: string;
  /** Name of the header that an apiKey goes into. */
  readonly header: string;
  /** Of an http scheme: `bearer`, `basic`, … in lower case. */
  readonly scheme: string;
}

/**
 * Which scheme of a docs page takes the token. A command carries it as JSON text, or as the plain name of a scheme. `prefix` goes before the
 * token in the header ("Bearer "); where the renderer itself adds "Bearer", the token is written without it.
 */
export type SchemeSelector =
  | { readonly by: 'name'; readonly name: string; readonly prefix: string }
  | { readonly by: 'kind'; readonly kind: 'bearer'; readonly prefix: string }
  | { readonly by: 'kind'; readonly kind: 'header'; readonly header: string; readonly prefix: string }
  /** A field of the page's own, found by the label that people and screen readers know it by. */
  | { readonly by: 'field'; readonly label: string; readonly prefix: string };

/** One renderer on the page. `field`: a plain field, on a page without one. */
export interface Renderer {
  readonly name: 'rapidoc' | 'swagger-ui' | 'scalar' | 'elements' | 'field';
  /** Whether the spec is loaded, so that `apply` can work. */
  isReady(): boolean;
  /** URLs of the servers as the spec lists them. */
  servers(): string[];
  /** URL of the selected server, absolute; `null` if none is selected. */
  selectedServer(): string | null;
  /** @returns the scheme's value now ('' for none), or `null` if the spec has no such scheme */
  value(scheme: string): string | null;
  /** @returns the value that the scheme had when the renderer first became ready ('' for none): an old session's */
  original(scheme: string): string;
  /** @returns the spec's schemes, those that an operation asks for first; an adapter without it knows schemes by name alone */
  schemes?(): readonly SchemeFacts[];
  /**
   * Puts a token into a scheme, and into no other. Ends when `clear` or another `apply` comes meanwhile, and after a bounded
   * number of tries.
   *
   * @param scheme the scheme's name in the spec
   * @param token the raw token
   * @returns what became of it, once the next Try-it-out would carry it; never throws
   */
  apply(scheme: string, token: string): Promise<ApplyResult>;
  /**
   * Empties one scheme in the same turn if it holds this token, leaves everything else as it is, and ends an `apply` under way.
   * Never throws.
   */
  clear(scheme: string, token: string): void;
  /** Takes our listeners off the page. */
  dispose(): void;
}

/** Isolated world → MAIN world. JSON text: objects don't cross worlds in every browser. */
export type PageCommand =
  | {
      readonly do: 'fill';
      /** Comes back in the reports. */
      readonly id: number;
      /** The scheme's name in the spec, or a `SchemeSelector` as JSON text. */
      readonly scheme: string;
      readonly token: string;
      /** Base URLs of the servers that the token was issued for. */
      readonly servers: readonly string[];
      /** Whether a value that a person typed may be replaced, and one that was taken out be put back. */
      readonly overwrite: boolean;
    }
  /** Of a field, it also tells which one to look for. */
  | { readonly do: 'clear'; readonly scheme: string };

/** MAIN world → isolated world. Hints, never orders: the page could have said the same. */
export type PageReport =
  | {
      readonly say: 'ready';
      readonly renderer: Renderer['name'];
      readonly servers: readonly string[];
      readonly selected: string | null;
    }
  /** The page shows an API and sends no requests. `ready` may follow: something else may come. */
  | { readonly say: 'nothing-to-fill' }
  /** Another server, or the person went on to another renderer of the page. */
  | { readonly say: 'server'; readonly selected: string | null }
  | { readonly say: 'filled'; readonly id: number }
  | {
      readonly say: 'not-filled';
      readonly id: number;
      /**
       * `typed`: somebody else's value is there · `removed`: ours was taken out by hand; both are also said of a fill that was
       * `filled` before · `other-server`: the token isn't for the selected server · `not-verified`: the renderer doesn't hold it, or
       * something newer overtook it · `no-renderer`: none, or its spec is loading: `ready` follows.
       */
      readonly why: 'typed' | 'removed' | 'no-scheme' | 'not-verified' | 'other-server' | 'no-renderer';
    }
  | {
      readonly say: 'answer';
      readonly status: number;
    };
