import { expect, it } from 'vitest';
import { lastingId } from '../../../utils/options/portal-ids';
import { merchant, parcels } from '../support/portals';

const free = () => false;
const newId = () => 'new';

it("a portal's id is the same wherever it is added, whatever it was called there", async () => {
  const id = await lastingId(parcels, free, newId);
  expect(id).toMatch(/^p-[0-9a-f]{32}$/);
  expect(await lastingId(Object.assign(structuredClone(parcels), { docs: [], id: 'other' }), free, newId)).toBe(id);
  expect(await lastingId(merchant, free, newId)).not.toBe(id);
  expect(await lastingId({ ...parcels, name: 'Other' }, free, newId)).not.toBe(id);
});

it('nobody makes another server that has the same one: keys from a file would go there', async () => {
  const at = (baseUrl: string) => ({
    name: 'novastack',
    environments: structuredClone(parcels.environments.slice(0, 1)).map((each) => Object.assign(each, { baseUrl })),
  });
  // Of one checksum of 32 bits.
  const genuine = await lastingId(at('https://api.novapai.ai/router/v1/'), free, newId);
  expect(await lastingId(at('https://api.novapai.example/router/z6iahfy/'), free, newId)).not.toBe(genuine);
});

it('and another one if that is taken', async () => {
  const id = await lastingId(parcels, free, newId);
  expect(await lastingId(parcels, (each) => each === id, newId)).toBe(`${id}-new`);
});
