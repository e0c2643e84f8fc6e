import { quietly } from './guards';

/**
 * Keeps values out of JSON that the page writes to its localStorage, so that they are never on the disk: taking them out afterwards would be
 * too late when the browser ends in between.
 *
 * @param prefix how the storage's keys begin
 * @param isOurs whether a value within the JSON is to be left out, with its property
 * @param isSource whether the page also reads its present state from there: it then reads what it wrote, as long as nobody else writes
 * @returns ends that, unless somebody has wrapped ours meanwhile
 */
export const guardStorage = (prefix: string, isOurs: (value: unknown) => boolean, isSource: boolean): (() => void) => {
  // oxlint-disable-next-line typescript/unbound-method -- called with their `this`
  const { getItem, setItem } = Storage.prototype;
  /** By key: what the page wrote, and what is stored of it. */
  const written = new Map<string, { readonly whole: string; readonly stored: string }>();
  const without = (json: string): string =>
    quietly(() => JSON.stringify(JSON.parse(json, (_key, value: unknown) => (isOurs(value) ? undefined : value)))) ??
    json;

  const ourSet = function set(this: Storage, key: string, value: string): void {
    // oxlint-disable-next-line typescript/no-unnecessary-type-conversion -- pages also use what isn't text for a key
    if (this !== localStorage || !String(key).startsWith(prefix)) return setItem.call(this, key, value);
    const stored = without(value);
    if (isSource) written.set(key, { whole: value, stored });
    return setItem.call(this, key, stored);
  };
  const ourGet = function get(this: Storage, key: string): string | null {
    const stored = getItem.call(this, key);
    const last = this === localStorage ? written.get(key) : undefined;
    return last && last.stored === stored ? last.whole : stored;
  };
  Storage.prototype.setItem = ourSet;
  if (isSource) Storage.prototype.getItem = ourGet;
  return () => {
    if (Storage.prototype.setItem === ourSet) Storage.prototype.setItem = setItem;
    if (Storage.prototype.getItem === ourGet) Storage.prototype.getItem = getItem;
  };
};
