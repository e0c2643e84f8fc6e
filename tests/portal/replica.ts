import { constants } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { createApi } from './api.ts';
import { createControls } from './controls.ts';
import { createListener } from './server.ts';
import { blank, createDocs, createPages } from './site.ts';
import { createState, type ReplicaOptions, type State } from './state.ts';
import { type Certificates, chooseCertificate, createCertificates } from './tls.ts';

export { apiHosts, docsOrigin, type EnvironmentId, otherPortals } from './hosts.ts';
export type { LoggedRequest } from './log.ts';
export type { SpecChoice } from './spec.ts';
export type { ReplicaOptions } from './state.ts';

const create = (state: State, certificates: Certificates): Server => {
  const sites = [createApi(state), createPages(state.pages), createDocs(state.docs), ...state.others.sites, blank];
  const options = {
    ...certificates.trusted,
    SNICallback: chooseCertificate(certificates, state.distrusted),
    // Without tickets there is no resumption, which would go on trusting a host that a test has made untrustworthy.
    secureOptions: constants.SSL_OP_NO_TICKET,
    // A browser must not find a connection closed that it was about to use.
    keepAliveTimeout: 60_000,
  };
  return createServer(options, createListener(sites, state.log, state.faults));
};

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The replica has no port');
  return address.port;
};

/**
 * Starts the portals on this machine: Nova Post's API in all three environments and its docs, and those of the others, over HTTPS, on one port of 127.0.0.1. Hosts
 * are told apart by the `Host` header, so a client has to be sent here under the real names.
 *
 * @param options what differs from the usual
 * @returns the running replica, and all that a test can see and change of it; `close` it at the end
 */
export const startReplica = async (options: ReplicaOptions = {}) => {
  const certificates = await createCertificates(options.hosts);
  const state = createState(options);
  const server = create(state, certificates);
  const port = await listen(server);
  return createControls(state, {
    port,
    /** The local CA, for clients that can be given one. */
    caPem: certificates.caPem,
    /** Base64 of the SHA-256 of the certificate's public key. */
    spki: certificates.spki,
    /** New connections to this host are met with a certificate that no client should trust. */
    distrust: (host: string): void => {
      state.distrusted.add(host);
      server.closeIdleConnections();
    },
    close: async (): Promise<void> => {
      state.faults.clear();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
};

export type Replica = Awaited<ReturnType<typeof startReplica>>;
