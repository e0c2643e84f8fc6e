import type { Answer } from './http.ts';

/**
 * CORS for the docs page alone: its Try-it-out runs in the browser. No other origin is allowed, so that the extension can't live on the
 * API's generosity where it should hold a host permission.
 *
 * @param origin the docs page's
 */
export const withCors = (origin: string, answer: Answer): Answer => ({
  ...answer,
  headers: { 'access-control-allow-origin': origin, vary: 'Origin', ...answer.headers },
});

/** @param headers those that a page may send, as the answer to a preflight lists them */
export const preflightFor = (headers: string): Answer => ({
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': headers,
  },
  body: '',
});
