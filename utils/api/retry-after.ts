const SHORTEST_MS = 1000;
const LONGEST_MS = 60 * 60 * 1000;

/**
 * How long an API asks us to wait (RFC 9110 section 10.2.3: whole seconds, or an HTTP date).
 *
 * @param header the `Retry-After` header as it was sent, or `null`
 * @param now ms since the epoch, for dates
 * @returns ms, between 1 s and 1 h; `null` if there is no header or it makes no sense
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  const asked = /^\d+$/.test(text)
    ? Number(text) * 1000
    : /^[A-Z][a-z]{2}/.test(text)
      ? Date.parse(text) - now
      : Number.NaN;
  return Number.isNaN(asked) ? null : Math.min(Math.max(asked, SHORTEST_MS), LONGEST_MS);
}
