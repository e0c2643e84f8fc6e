import type { PageToken } from '../messaging/page-protocol';
import type { PageCommand } from '../renderers/types';

/** A token of ours in the scheme, or on its way there. */
export interface Held {
  readonly token: PageToken;
  /** Because the API had refused the one before. */
  readonly renewed: boolean;
}

/**
 * What we have put into the docs' security scheme, as far as the page's world has told: nothing · being filled · held (verified), perhaps
 * with a newer one being filled over it.
 *
 * @param name which scheme: see `schemeText`
 * @param send to the script in the page's own world
 */
export function createScheme(name: string, send: (command: PageCommand) => void) {
  let held: Held | null = null;
  let filling: (Held & { readonly id: number }) | null = null;
  let fills = 0;
  /** The last one that was verified. A person may take it out or type over it, also one after the other. */
  let verified = 0;
  /** Whether the page's world may still have one of ours, whatever is known of it here. */
  let mayBeThere = false;

  return {
    /** Tells the page's world which field to look for: docs of their own have nothing else that it would know them by. */
    seek(): void {
      if (name.includes('"by":"field"')) send({ do: 'clear', scheme: name });
    },

    /** @returns what is verified to be in the scheme */
    held: (): Held | null => held,
    /** @returns what is in the scheme or will be */
    current: (): Held | null => filling ?? held,

    /**
     * Fills a token; one that is being filled already isn't sent again.
     *
     * @param token what to fill
     * @param servers of the environment that the token is for: the page's world fills it for these alone
     * @param options `overwrite`: a person clicked, so their own value may be replaced
     */
    fill(token: PageToken, servers: readonly string[], options: { overwrite?: boolean; renewed?: boolean } = {}): void {
      const { overwrite = false } = options;
      const known = [filling, held].find((one) => one?.token.id === token.id);
      // Two asks may bring the same token; that it was renewed stays true, whichever comes last.
      const renewed = Boolean(options.renewed) || Boolean(known?.renewed);
      if (filling && filling === known && !overwrite) {
        filling = { ...filling, renewed };
        return;
      }
      fills += 1;
      filling = { id: fills, token, renewed };
      mayBeThere = true;
      send({ do: 'fill', id: fills, scheme: name, token: token.value, servers, overwrite });
    },

    /** The page's world has verified a fill. @returns what is held now, or `null` for a fill that is no longer of interest */
    confirm(id: number): Held | null {
      if (filling?.id !== id) return null;
      held = { token: filling.token, renewed: filling.renewed };
      filling = null;
      verified = id;
      return held;
    },

    /** A fill came to nothing, or a person has undone it. @returns whether it is still of interest */
    refuse(id: number): boolean {
      if (id !== (filling?.id ?? verified)) return false;
      filling = null;
      held = null;
      return true;
    },

    /** Takes ours out of the scheme. */
    clear(): void {
      if (mayBeThere) send({ do: 'clear', scheme: name });
      mayBeThere = false;
      held = null;
      filling = null;
    },

    /** Another server or spec: the page's world has emptied the scheme by itself, if it had to. */
    forget(): void {
      held = null;
      filling = null;
      verified = 0;
    },
  };
}
