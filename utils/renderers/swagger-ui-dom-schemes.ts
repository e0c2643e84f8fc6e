import { findAll, textOf } from './dom';
import { schemeOf, withDialog } from './swagger-ui-dialog';
import { createSwaggerUiDom } from './swagger-ui-dom';
import type { Renderer, RendererListeners, SchemeFacts } from './types';

/**
 * The schemes of a Swagger UI that is known by its DOM alone: the dialog of authorizations writes them out, as "JWT (apiKey)", "Name:
 * Authorization", "In: header", and as "Bear (http, Bearer)" (3.52.5 to 5.35.0). So it is opened once for each spec, before anybody sees it.
 */

/** What a row of the dialog says: "In: header" → `header`. */
const rowOf = (container: Element, name: string): string =>
  [...container.querySelectorAll('p')]
    .map((row) => (row.textContent ?? '').split(':'))
    .find(([before = '']) => before.trim() === name)?.[1]
    ?.trim() ?? '';

const factsOf = (container: Element): SchemeFacts => {
  // Between brackets, after the name.
  const [type = '', scheme = ''] = (/\(([^()]*)\)\s*$/.exec(textOf('h4', container))?.[1] ?? '').split(', ');
  const isKey = type === 'apiKey';
  return {
    name: schemeOf(container),
    type,
    in: isKey ? rowOf(container, 'In') : '',
    header: isKey && rowOf(container, 'In') === 'header' ? rowOf(container, 'Name') : '',
    scheme: scheme.toLowerCase(),
  };
};

/**
 * @param listeners called on changes; `onReady` once the schemes of a spec are known
 * @returns the adapter by DOM alone, with the schemes in the dialog's order: which of them operations ask for isn't known
 */
export const createSwaggerUiDomWithSchemes = (listeners: RendererListeners): Renderer => {
  let schemes: readonly SchemeFacts[] | null = null;
  let reading = 0;
  const read = async (): Promise<void> => {
    reading += 1;
    const mine = reading;
    schemes = null;
    let found: readonly SchemeFacts[] = [];
    await withDialog(async () => void (found = findAll('.auth-container').map(factsOf)));
    if (mine !== reading) return;
    schemes = found;
    listeners.onReady();
  };
  const renderer = createSwaggerUiDom({ ...listeners, onReady: () => void read() });
  void read();
  return { ...renderer, isReady: () => schemes !== null && renderer.isReady(), schemes: () => schemes ?? [] };
};
