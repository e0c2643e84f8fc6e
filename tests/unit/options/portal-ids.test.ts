import { expect, it } from 'vitest';
import { lastingId } from '../../../utils/options/portal-ids';
import { merchant, parcels } from '../support/portals';

const free = () => false;
const newId = () => 'new';

it("a portal's id is the same wherever it is added, whatever it was called there", () => {
  const id = lastingId(parcels, free, newId);
  expect(id).toMatch(/^p-[0-9a-z]{1,8}$/);
  expect(lastingId(Object.assign(structuredClone(parcels), { docs: [], id: 'other' }), free, newId)).toBe(id);
  expect(lastingId(merchant, free, newId)).not.toBe(id);
  expect(lastingId({ ...parcels, name: 'Other' }, free, newId)).not.toBe(id);
});

it('and another one if that is taken', () => {
  const id = lastingId(parcels, free, newId);
  expect(lastingId(parcels, (each) => each === id, newId)).toBe(`${id}-new`);
});
