import { createHash, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { generate } from 'selfsigned';
import { apiHosts, domains } from './hosts.ts';

/** What a server needs to speak for a host. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Certificates {
  /** Of the local CA that signed `trusted`: for clients that can be given one. */
  readonly caPem: string;
  /** Base64 of the SHA-256 of the trusted certificate's public key: for `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
  readonly trusted: Certificate;
  /** Signed by nobody and with a key that no list has: a client must refuse it. */
  readonly untrusted: Certificate;
}

const dayMs = 24 * 60 * 60 * 1000;
const name = (value: string) => [{ name: 'commonName', value }];

// Chrome refuses certificates that are valid for more than 398 days, and a clock that is a little behind must not hurt.
const base = () =>
  ({
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + 30 * dayMs),
  }) as const;

const altNames = (hosts: readonly string[]) => {
  const own = domains.flatMap((domain) => [domain, `*.${domain}`, `*.example.${domain}`]);
  const names = [...own, ...Object.values(apiHosts), 'localhost', ...hosts];
  return [...new Set(names)].map((value) => ({ type: 2, value }) as const);
};

const spkiOf = (pem: string): string =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

const leaf = [
  { name: 'basicConstraints', cA: false, critical: true },
  { name: 'keyUsage', digitalSignature: true, critical: true },
  { name: 'extKeyUsage', serverAuth: true },
] as const;

/**
 * @param hosts further names, beside the portal's, that the trusted certificate is for
 * @returns a new local CA, a certificate that it signed for all our domains, and one that nobody should trust
 */
export const createCertificates = async (hosts: readonly string[] = []): Promise<Certificates> => {
  const ca = await generate(name('Replica CA'), {
    ...base(),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const trusted = await generate(name('Replica'), {
    ...base(),
    ca: { key: ca.private, cert: ca.cert },
    extensions: [...leaf, { name: 'subjectAltName', altNames: altNames(hosts) }],
  });
  const untrusted = await generate(name('Somebody else'), {
    ...base(),
    extensions: [...leaf, { name: 'subjectAltName', altNames: [{ type: 2, value: 'elsewhere.invalid' }] }],
  });
  return {
    caPem: ca.cert,
    spki: spkiOf(trusted.cert),
    trusted: { key: trusted.private, cert: trusted.cert },
    untrusted: { key: untrusted.private, cert: untrusted.cert },
  };
};

/**
 * @param certificates as made at the start
 * @param distrusted host names that the untrusted certificate speaks for; read at every handshake
 * @returns the choice of certificate by server name
 */
export const chooseCertificate = ({ trusted, untrusted }: Certificates, distrusted: ReadonlySet<string>) => {
  const good = createSecureContext(trusted);
  const bad = createSecureContext(untrusted);
  return (host: string, done: (error: Error | null, context?: SecureContext) => void): void =>
    done(null, distrusted.has(host) ? bad : good);
};
