import { absolute } from './servers';

/** @returns what `inspect` looks at: the Request itself, or a description of what will be one */
const describe = (input: RequestInfo | URL, init: RequestInit | undefined) => {
  if (input instanceof Request && !init?.headers) return input;
  // As the browser will take it: a page may say what its addresses are relative to.
  const url = input instanceof Request ? input.url : (absolute(`${input}`, document.baseURI) ?? '');
  return { url, headers: new Headers(init?.headers) };
};

/**
 * Looks at each request of a page whose renderer sends its tries with `fetch` and has no hook of its own for them. What carries no token
 * of ours passes as it came.
 *
 * @param inspect says where a request with our token goes ('' for one without), and takes it out where it may not
 * @param onAnswer told of the status of each that was sent with it
 * @returns puts the page's own `fetch` back, unless somebody has wrapped ours meanwhile
 */
export const guardFetch = (
  inspect: (request: unknown) => string,
  onAnswer: (status: number, url: string) => void,
): (() => void) => {
  const theirs = window.fetch;
  const ours: typeof fetch = async (input, init) => {
    const request = describe(input, init);
    const before = [...request.headers].length;
    const url = inspect(request);
    const isChanged = request !== input && [...request.headers].length < before;
    const sent = isChanged ? { ...init, headers: request.headers } : init;
    const response = await Reflect.apply(theirs, window, [input, sent]);
    // Asked again: the token may be another one by now.
    if (url && inspect(request)) onAnswer(response.status, url);
    return response;
  };
  window.fetch = ours;
  return () => {
    if (window.fetch === ours) window.fetch = theirs;
  };
};
