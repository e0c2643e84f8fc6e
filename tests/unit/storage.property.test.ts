import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { asZod } from './support/as-zod';
import type { Schema } from '../../utils/schema';
import { defineRecord, UnreadableRecordError } from '../../utils/storage';
import { tokenRecordsSchema } from '../../utils/tokens/record';
import { keyringSchema } from '../../utils/vault/keyring';
import { oddities, spoilt, throughJson, valid } from './support/arbitraries';

const FALLBACK = { fallback: true };
const stored = (data: unknown) => ({ version: 1, data });

describe.each([
  ['keys', keyringSchema],
  ['tokens', tokenRecordsSchema],
] as const)('a record of %s', (_what, schema: Schema) => {
  const define = () => defineRecord({ key: 'session:it', schema, fallback: () => FALLBACK });
  const whole = valid(schema).map(stored);
  const found = fc.oneof(
    oddities,
    spoilt(whole),
    whole,
    fc.record({ version: fc.oneof(oddities, fc.integer()), data: valid(schema) }),
  );
  const isGood = (value: unknown) => z.object({ version: z.literal(1), data: asZod(schema) }).safeParse(value).success;

  const isNewer = (value: unknown) =>
    z
      .object({
        version: z.number().check(z.refine((version) => Number.isInteger(version) && version > 1)),
        data: asZod(schema),
      })
      .safeParse(value).success;

  it('is read, or told to be unreadable, whatever is found; and what is unreadable is never overwritten', async () => {
    await fc.assert(
      fc.asyncProperty(
        // Nobody can have stored "nothing"; the fake browser reads `null` as that.
        found.map(throughJson).filter((value) => value !== undefined && value !== null),
        async (value) => {
          await browser.storage.session.set({ it: value });
          const before = await browser.storage.session.get('it');
          const record = define();
          let asked = false;
          const outcomes = await Promise.allSettled([
            record.read(),
            record.update((current) => {
              asked = true;
              return current;
            }),
            record.update(() => ({ other: true })),
          ]);
          if (isNewer(before['it'])) {
            // What a newer version wrote is read where it can be understood, and never changed.
            expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
            expect(await browser.storage.session.get('it')).toEqual(before);
            return;
          }
          if (isGood(before['it'])) {
            expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
            expect(await browser.storage.session.get('it')).toEqual({ it: stored({ other: true }) });
            return;
          }
          for (const outcome of outcomes) {
            expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(UnreadableRecordError) });
            expect(String((outcome as PromiseRejectedResult).reason)).toMatch(
              /^UnreadableRecordError: session:it (?:can't be read|is a newer version's)$/,
            );
          }
          expect(asked).toBe(false);
          expect(await browser.storage.session.get('it')).toEqual(before);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('comes back as it was stored', async () => {
    await fc.assert(
      fc.asyncProperty(valid(schema).map(throughJson), async (value) => {
        await define().update(() => value);
        expect(await define().read()).toEqual(value);
      }),
      { numRuns: 200 },
    );
  });
});

it('updates of one record, some of which fail, are made one after the other, and none is lost', async () => {
  const record = defineRecord<string[]>({ key: 'session:list', schema: z.array(z.string()), fallback: () => [] });
  const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(names, fc.func(fc.boolean()), fc.func(fc.nat({ max: 2 })), async (all, isBad, pause) => {
      await fakeBrowser.storage.session.clear();
      const outcomes = await Promise.allSettled(
        all.map(async (name) => {
          for (let n = 0; n < pause(name); n += 1) await Promise.resolve();
          return record.update((list) => {
            if (isBad(name)) throw new RangeError('no');
            return [...list, name];
          });
        }),
      );
      expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(all.map((name) => isBad(name)));
      expect((await record.read()).toSorted()).toEqual(all.filter((name) => !isBad(name)).toSorted());
    }),
    { numRuns: 200 },
  );
});
