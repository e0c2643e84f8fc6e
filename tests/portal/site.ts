import { readFileSync } from 'node:fs';
import { docsAsset, docsPage, type PageVariant } from './docs/index.ts';
import { docsHost, docsPaths, specPath } from './hosts.ts';
import { type Answer, html, json, type Site } from './http.ts';
import { type SpecChoice, specJson } from './spec.ts';

/** What the docs show now. */
export interface DocsState {
  docs: PageVariant;
  spec: SpecChoice;
}

const files = new Map<string, Uint8Array>();

const readOnce = (path: string): Uint8Array => {
  const bytes = files.get(path) ?? readFileSync(path);
  files.set(path, bytes);
  return bytes;
};

/** @returns a renderer's file, the same below every docs host; `undefined` for any other path */
export const answerAsset = (path: string): Answer | undefined => {
  const asset = docsAsset(path);
  return asset ? { status: 200, headers: { 'content-type': asset.type }, body: readOnce(asset.file) } : undefined;
};

/** `undefined` for a path that the docs don't have. */
const answerDocs = (state: DocsState, path: string): Answer | undefined => {
  if (docsPaths.includes(path)) return html(docsPage(state.docs, specPath));
  if (path === specPath) return { ...json(200, null), body: specJson(state.spec) };
  return answerAsset(path);
};

/**
 * The docs portal: its three page paths, the spec, and the renderers' files.
 *
 * @param state which page and which spec; read at each request
 */
export const createDocs =
  (state: DocsState): Site =>
  ({ host, method, path }) =>
    host === docsHost && method === 'GET' ? answerDocs(state, path) : undefined;

const blankPage = html('<!doctype html><html lang="en"><title>Blank</title><body></body></html>');

/** A page at `/` of every host, for tests that need a place to stand on; and no icon anywhere, without a word in the console. */
export const blank: Site = ({ path }) => {
  if (path === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  return path === '/' ? blankPage : undefined;
};

/**
 * Pages that a test makes, at any URL.
 *
 * @param pages by origin and path
 */
export const createPages =
  (pages: ReadonlyMap<string, Answer>): Site =>
  ({ host, path }) =>
    pages.get(`https://${host}${path}`);

/** For what nobody else answers. */
export const nothing: Answer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Not found',
};
