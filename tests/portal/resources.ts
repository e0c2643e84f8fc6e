/** Calls that need a token: enough of them that a Try-it-out of any shape (GET, POST, parameters in the path) finds an answer. */

interface Resource {
  readonly status: number;
  readonly body: unknown;
}

interface Route extends Resource {
  readonly method: string;
  readonly path: RegExp;
}

const page = (items: readonly unknown[]) => ({
  current_page: 1,
  last_page: 1,
  per_page: 15,
  total: items.length,
  items,
});

const division = { id: 42, name: 'Parcel locker 42', countryCode: 'PL', settlement: 'Warszawa', status: 'Working' };
const shipment = { id: 7, number: 'SHPL0000000007', status: 'ReadyToShip', scheduledDeliveryDate: '2030-01-02' };
const subscriber = { id: 3, name: 'Warehouse', url: 'https://webhook.example/tracking', active: true };

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/divisions$/, status: 200, body: page([division]) },
  { method: 'GET', path: /^\/dictionary\/currencies$/, status: 200, body: [{ code: 'EUR' }, { code: 'PLN' }] },
  { method: 'GET', path: /^\/dictionary\/measurements$/, status: 200, body: [{ code: 'KGM', name: 'kilogram' }] },
  { method: 'GET', path: /^\/dictionary\/customs-fees\/[^/]+$/, status: 200, body: { rate: '0.05' } },
  { method: 'GET', path: /^\/shipments$/, status: 200, body: page([shipment]) },
  { method: 'POST', path: /^\/shipments$/, status: 201, body: shipment },
  { method: 'GET', path: /^\/shipments\/tracking$/, status: 200, body: page([{ ...shipment, history: [] }]) },
  { method: 'POST', path: /^\/exchange-rates\/conversion$/, status: 200, body: { amount: 43.21, currency: 'PLN' } },
  { method: 'GET', path: /^\/tracking-push\/subscribers$/, status: 200, body: page([subscriber]) },
  { method: 'POST', path: /^\/tracking-push\/subscribers$/, status: 201, body: subscriber },
  { method: 'DELETE', path: /^\/tracking-push\/subscribers\/[^/]+$/, status: 200, body: { success: true } },
];

/**
 * @param method HTTP method
 * @param path below `/v.1.0`
 * @returns what such a call answers, or `undefined` if there is none
 */
export const findResource = (method: string, path: string): Resource | undefined =>
  routes.find((route) => route.method === method && route.path.test(path));
