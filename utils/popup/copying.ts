import { saveFile } from '../save-file';
import { findEnvironment, portalOf, type Credential, type Environment } from '../portals';
import { usableToken } from '../tokens/state';
import { activeKey } from '../vault/keyring';
import type { PopupDependencies } from './dependencies';
import type { Alarm, News, Newsroom } from './news';
import type { LiveRecords } from './records';

/** How long a secret may lie on the clipboard where it is in our hands. ms. */
const HELD_MS = 60_000;

const kindOf = (environment: string): Credential['kind'] =>
  findEnvironment(environment) ? portalOf(environment).credential.kind : 'exchange';

/** What a person calls what they have saved. */
const whatOf = (environment: string): 'key' | 'token' => (kindOf(environment) === 'bearer' ? 'token' : 'key');

/**
 * Hands keys and tokens out, to the clipboard and to files. We can't see what is on the clipboard: it is emptied only if the person hasn't
 * left our window since, so that nothing of theirs is lost.
 *
 * @param dependencies clipboard and clock
 * @param records the stored records
 * @param newsroom where results are told
 */
export function createCopying(
  { clipboard, clock }: Pick<PopupDependencies, 'clipboard' | 'clock'>,
  records: LiveRecords,
  newsroom: Newsroom,
) {
  const { heldBy } = clipboard;
  let emptyAt = Infinity;
  const leave = () => {
    emptyAt = Infinity;
  };
  for (const type of ['blur', 'copy', 'cut']) heldBy?.addEventListener(type, leave);

  async function write(text: string, news: News): Promise<boolean> {
    leave();
    // The same news of another key are news.
    newsroom.clear();
    const isWritten = await clipboard.write(text).then(
      () => true,
      () => false,
    );
    if (isWritten) newsroom.tell(news);
    else newsroom.raise({ alarm: 'copyFailed' });
    return isWritten;
  }

  async function writeSecret(text: string, what: 'key' | 'token' | 'text'): Promise<void> {
    const isWritten = await write(text, { news: heldBy ? `${what}CopiedHeld` : `${what}Copied` });
    if (isWritten && heldBy) emptyAt = clock.now() + HELD_MS;
  }

  /** The environment's token, straight from storage, or why there is none. */
  function tokenOf(environment: Environment): { readonly value: string } | Alarm {
    const { keyring, tokens } = records;
    const { vault } = records.snapshot();
    if (vault.ok && vault.value.vault === 'locked') return { alarm: 'tokenLocked' };
    const key = keyring.value && activeKey(keyring.value, environment.id);
    if (keyring.value && !key) return { alarm: 'tokenNoKey' };
    const token = key && tokens.value.ok && usableToken(tokens.value.value[key.id], clock.now());
    return token ? token : { alarm: 'tokenGone' };
  }

  /** Makes a text with the token in it. `null` from `make`: it can't be written. */
  async function withToken(
    environment: Environment,
    make: (token: string) => string | null,
    use: (text: string) => Promise<void>,
  ): Promise<void> {
    newsroom.clear();
    const token = tokenOf(environment);
    if ('alarm' in token) return newsroom.raise(token);
    const text = make(token.value);
    return text === null ? newsroom.raise({ alarm: 'unwritable' }) : use(text);
  }

  return {
    key(keyId: string): Promise<void> | void {
      const key = records.keyring.value?.keys.find(({ id }) => id === keyId);
      return key ? writeSecret(key.secret, whatOf(key.environment)) : newsroom.raise({ alarm: 'keyGone' });
    },

    token: (environment: Environment): Promise<void> =>
      withToken(
        environment,
        (token) => token,
        (text) => writeSecret(text, kindOf(environment.id) === 'static' ? 'key' : 'token'),
      ),

    /** `make`: writes the token down in some form. */
    as: (environment: Environment, make: (token: string) => string | null): Promise<void> =>
      withToken(environment, make, (text) => writeSecret(text, 'text')),

    /** The same, into a file. */
    file: (environment: Environment, make: (token: string) => string | null, name: string): Promise<void> =>
      withToken(environment, make, async (text) => {
        saveFile(name, text);
        newsroom.tell({ news: 'fileSaved' });
      }),

    /** A text without any secret. */
    events: (text: string): Promise<boolean> => write(text, { news: 'eventsCopied' }),

    /** A program without any secret. `names`: of the variables that it reads. */
    code: (text: string, names: readonly [string, string]): Promise<boolean> =>
      write(text, { news: 'codeCopied', names }),

    /** To be called each second. */
    tick(): void {
      if (clock.now() < emptyAt) return;
      leave();
      void clipboard.write('').then(
        () => newsroom.tell({ news: 'clipboardEmptied' }),
        () => newsroom.tell({ news: 'clipboardKeeps' }),
      );
    },
  };
}

export type Copying = ReturnType<typeof createCopying>;
