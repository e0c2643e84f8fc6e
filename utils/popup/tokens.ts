import type { Environment } from '../portals';
import { usableToken } from '../tokens/state';
import { activeKey } from '../vault/keyring';
import { askForHost, type Access } from './access';
import type { Busy } from './busy';
import type { PopupDependencies } from './dependencies';
import type { Newsroom } from './news';
import type { LiveRecords } from './records';
import type { TokenView } from './token-view';

type TokenDependencies = Pick<PopupDependencies, 'ask' | 'clock' | 'clipboard' | 'permissions'>;

const lacksPermission = (view: TokenView): boolean =>
  'trouble' in view && view.trouble?.failure.kind === 'no-permission';

/**
 * What a person does with tokens.
 *
 * @param dependencies background, clock, clipboard, permissions
 * @param records the stored records
 * @param newsroom where results are told
 * @param busy marks what is under way
 * @param access which sites we are kept away from
 */
export function createTokenActions(
  { ask, clock, clipboard, permissions }: TokenDependencies,
  records: LiveRecords,
  newsroom: Newsroom,
  busy: Busy,
  access: Pick<Access, 'lacks'>,
) {
  async function fetchToken(environment: Environment, fresh: boolean, allowed: Promise<boolean>): Promise<void> {
    const reply = await newsroom.attempt(async () => {
      if (!(await allowed)) return undefined;
      return ask('token.get', { environment: environment.id, fresh });
    });
    // A worker that was stopped twice in one click: the next one mends what it left, so that the button works again at once.
    if (!reply) void ask('popup.hello', {}).catch(() => undefined);
    if (!(await allowed)) newsroom.raise({ alarm: 'notAllowedToken', environment: environment.id });
    // A failure is told by the token's own place, from storage.
    else if (reply?.state.state === 'ready') {
      newsroom.tell({ news: 'tokenReady', expiresAt: reply.state.expiresAt });
    }
  }

  return {
    /**
     * "Get token" and "Refresh token". Call it within the click.
     *
     * @param environment whose token
     * @param view what is shown of it
     */
    async get(environment: Environment, view: TokenView): Promise<void> {
      if (busy.tasks.value.has('token')) return;
      const allowed = askForHost(permissions, environment, lacksPermission(view) || access.lacks(environment));
      await busy.during('token', () => fetchToken(environment, view.show === 'live', allowed));
    },

    /** Copies the environment's token, straight from storage. */
    async copy(environment: Environment): Promise<void> {
      newsroom.clear();
      const { keyring, tokens } = records;
      if (!keyring.value || !tokens.value.ok) return;
      const key = activeKey(keyring.value, environment.id);
      const token = key && usableToken(tokens.value.value[key.id], clock.now());
      if (!token) {
        newsroom.raise({ alarm: 'tokenGone' });
        return;
      }
      await clipboard.write(token.value).then(
        () => newsroom.tell({ news: 'tokenCopied' }),
        () => newsroom.raise({ alarm: 'copyFailed' }),
      );
    },
  };
}
