import type { Environment } from '../portals';
import { ENDLESS } from '../token-state';
import type { Access } from './access';
import type { Busy } from './busy';
import type { PopupDependencies } from './dependencies';
import type { Newsroom } from './news';
import type { TokenView } from './token-view';

type TokenDependencies = Pick<PopupDependencies, 'ask'>;

const lacksPermission = (view: TokenView): boolean =>
  'trouble' in view && view.trouble?.failure.kind === 'no-permission';

/**
 * What a person does with tokens.
 *
 * @param dependencies background
 * @param newsroom where results are told
 * @param busy marks what is under way
 * @param access to an environment's site
 */
export function createTokenActions(
  { ask }: TokenDependencies,
  newsroom: Newsroom,
  busy: Busy,
  access: Pick<Access, 'ask'>,
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
      const { expiresAt } = reply.state;
      newsroom.tell(expiresAt === ENDLESS ? { news: 'inUse' } : { news: 'tokenReady', expiresAt });
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
      const task = `token:${environment.id}` as const;
      if (busy.tasks.value.has(task)) return;
      const allowed = access.ask(environment, lacksPermission(view));
      await busy.during(task, () => fetchToken(environment, view.show === 'live', allowed));
    },
  };
}
