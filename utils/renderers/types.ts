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
  /**
   * A Try-it-out that carried the token which the adapter holds now was answered.
   *
   * @param status HTTP status
   * @param url absolute URL of the request, or of its server where the renderer tells no more
   */
  onAnswer(status: number, url: string): void;
  /**
   * A Try-it-out with our token is about to be sent to this URL.
   *
   * @returns whether our token may go there; `false`: the adapter takes it out of the request
   */
  mayCarryToken(url: string): boolean;
}

/** A security scheme as the spec declares it; '' for what a scheme of its kind doesn't have. */
export interface SchemeFacts {
  /** Its name in the spec. */
  readonly name: string;
  /** `apiKey`, `http` … */
  readonly type: string;
  /** Of an `apiKey`: `header`, `query` or `cookie`. */
  readonly in: string;
  /** Of an `apiKey`: the name of its header, parameter or cookie. */
  readonly header: string;
  /** Of an `http` scheme: `bearer`, `basic` … */
  readonly scheme: string;
}

/** One renderer on the page. */
export interface Renderer {
  readonly name: 'rapidoc' | 'swagger-ui' | 'scalar' | 'elements';
  /** Whether the spec is loaded, so that `apply` can work. */
  isReady(): boolean;
  /** URLs of the servers as the spec lists them. */
  servers(): string[];
  /** URL of the selected server, absolute; `null` if none is selected. */
  selectedServer(): string | null;
  /** The security schemes of the loaded spec; none while there is no spec. */
  schemes?(): readonly SchemeFacts[];
  /** @returns the scheme's value now ('' for none), or `null` if the spec has no such scheme */
  value(scheme: string): string | null;
  /** @returns the value that the scheme had when the renderer first became ready ('' for none): an old session's */
  original(scheme: string): string;
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
      readonly scheme: string;
      readonly token: string;
      /** Base URLs of the servers that the token was issued for. */
      readonly servers: readonly string[];
      /** Whether a value that a person typed may be replaced, and one that was taken out be put back. */
      readonly overwrite: boolean;
    }
  | { readonly do: 'clear'; readonly scheme: string };

/** MAIN world → isolated world. Hints, never orders: the page could have said the same. */
export type PageReport =
  | {
      readonly say: 'ready';
      readonly renderer: Renderer['name'];
      readonly servers: readonly string[];
      readonly selected: string | null;
    }
  | { readonly say: 'server'; readonly selected: string | null }
  | { readonly say: 'filled'; readonly id: number }
  | {
      readonly say: 'not-filled';
      readonly id: number;
      /**
       * `typed`: somebody else's value is there · `removed`: ours was taken out by hand · `other-server`: the token isn't for the
       * selected server · `not-verified`: the renderer doesn't hold it, or something newer overtook it · `no-renderer`: none, or its
       * spec is loading: `ready` follows.
       */
      readonly why: 'typed' | 'removed' | 'no-scheme' | 'not-verified' | 'other-server' | 'no-renderer';
    }
  | {
      readonly say: 'answer';
      readonly status: number;
    };
