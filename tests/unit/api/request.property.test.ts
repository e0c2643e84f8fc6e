import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundedRequest } from '../../../utils/api/request';
import { jsonText, pieces } from '../support/arbitraries';
import { createNetwork, jsonType } from '../support/fetch';

const KIB = 1024;
const LIMIT = 64 * KIB;

/** An answer that comes in these pieces, and counts what is taken of it. */
function chunked(chunks: readonly Uint8Array<ArrayBuffer>[], status: number, end: 'closed' | 'broken' = 'closed') {
  const seen = { bytes: 0, cancelled: false };
  let next = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const chunk = chunks[next];
        next += 1;
        if (chunk) {
          seen.bytes += chunk.byteLength;
          controller.enqueue(chunk);
        } else if (end === 'closed') controller.close();
        else controller.error(new TypeError('https://api.test/?apiKey=canary'));
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, response: new Response(body, { status, headers: jsonType }) };
}

const request = (response: Response) =>
  boundedRequest('https://api.test/', {}, createNetwork(() => response).dependencies);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Statuses that may have a body. */
const status = fc.integer({ min: 200, max: 599 }).filter((code) => ![204, 205, 304].includes(code));

it('reads the same JSON however the network cuts it, with a BOM and without', async () => {
  const body = fc
    .tuple(fc.json(), fc.boolean())
    .chain(([text, bom]) =>
      fc.tuple(fc.constant(text), pieces(new TextEncoder().encode((bom ? '\uFEFF' : '') + text))),
    );
  await fc.assert(
    fc.asyncProperty(body, status, async ([text, chunks], code) => {
      const { response } = chunked(chunks, code);
      // What is no text in UTF-8 is told by the encoder in the same way for both.
      const whole: unknown = JSON.parse(text.toWellFormed());
      expect(await request(response)).toEqual({
        ok: true,
        answer: { status: code, retryAfter: null, json: whole, isPage: false },
      });
    }),
    { numRuns: 500 },
  );
});

it('takes any bytes for what they are, and never rejects', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    jsonText.map((text) => new TextEncoder().encode(text)),
  );
  const body = bytes.chain((all) => pieces(Uint8Array.from(all)));
  await fc.assert(
    fc.asyncProperty(body, status, async (chunks, code) => {
      const { response } = chunked(chunks, code);
      const whole = parsed(new TextDecoder().decode(Buffer.concat(chunks)));
      expect(await request(response)).toEqual({
        ok: true,
        answer: { status: code, retryAfter: null, json: whole, isPage: false },
      });
    }),
    { numRuns: 300 },
  );
});

it('reads no more than one piece past 64 KiB, and then lets go of the connection', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 24 * KIB }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(sizes, status, async (lengths, code) => {
      const { seen, response } = chunked(
        lengths.map((length) => new Uint8Array(length).fill(0x20)),
        code,
      );
      const isLong = lengths.reduce((sum, length) => sum + length, 0) > LIMIT;
      expect(await request(response)).toMatchObject({ ok: true, answer: { status: code, json: undefined } });
      expect(seen.cancelled).toBe(isLong);
      expect(seen.bytes).toBeLessThanOrEqual(LIMIT + Math.max(...lengths));
    }),
    { numRuns: 100 },
  );
});

it('tells a connection that breaks at any place as one that can’t be reached, without what the platform says', async () => {
  const body = fc.uint8Array({ maxLength: 200 }).chain((bytes) => pieces(Uint8Array.from(bytes)));
  await fc.assert(
    fc.asyncProperty(body, status, async (chunks, code) => {
      expect(await request(chunked(chunks, code, 'broken').response)).toEqual({
        ok: false,
        failure: { kind: 'unreachable' },
      });
    }),
    { numRuns: 100 },
  );
});
