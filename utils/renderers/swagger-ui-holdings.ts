import { find } from './dom';
import { forgetStored } from './guards';
import { UNSEEN, enterInDialog } from './swagger-ui-dialog';

const isLocked = () => !!find('.auth-wrapper > .locked');

/**
 * What the schemes hold in a Swagger UI that shows no values: what we put in, and what a person was seen to enter.
 *
 * @returns the adapter's part of it; `note` for what a person enters; `startAnew` for another spec; whether our token is in the dialog
 */
export const createHoldings = () => {
  const before = isLocked() ? UNSEEN : '';
  /** By scheme; `null` for one that the spec doesn't have. */
  const known = new Map<string, string | null>();
  /** What of ours is in the dialog, whatever has been asked for since. */
  let inside: { readonly scheme: string; readonly token: string } | null = null;
  let isDriving = false;
  let last = Promise.resolve();

  /** With `persistAuthorization` the dialog stores all authorizations after its action. */
  const scrub = () => inside && forgetStored('authorized', inside.scheme, inside.token);
  const driveNow = async (scheme: string, token: string, isWanted: () => boolean): Promise<void> => {
    if (!token && inside?.scheme !== scheme) return;
    isDriving = true;
    let value = await enterInDialog(scheme, () => (isWanted() ? token : ''));
    if (value && !isWanted()) value = await enterInDialog(scheme, () => '');
    isDriving = false;
    if (!value) inside = null;
    else if (value === token) inside = { scheme, token };
    scrub();
    known.set(scheme, value);
  };
  /** Puts a token in, or takes ours out with ''. There is one dialog: one drive of it at a time. */
  const write = (scheme: string, token: string, isWanted: () => boolean): Promise<void> => {
    if (!token) known.set(scheme, '');
    last = last.then(() => driveNow(scheme, token, isWanted));
    return last;
  };
  const value = (scheme: string) => (known.has(scheme) ? (known.get(scheme) ?? null) : before);
  /** A person is about to enter a value, '' to take it out; not noted while we do the same. */
  const note = (scheme: string, entered: string) => {
    if (isDriving) return;
    known.set(scheme, entered);
    if (inside?.scheme === scheme) inside = null;
    setTimeout(scrub);
  };
  /** Another spec. With `persistAuthorization` Swagger UI keeps authorizations, else it drops them. */
  const startAnew = () => {
    known.clear();
    if (!isLocked()) inside = null;
    if (inside) known.set(inside.scheme, inside.token);
  };
  return [{ write, value, original: () => before }, note, startAnew, () => !!inside] as const;
};
