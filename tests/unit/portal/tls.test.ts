import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { expect, it } from 'vitest';
import { startReplica } from '../../portal/replica.ts';
import { call } from './call.ts';
import { useReplica } from './running.ts';

const running = useReplica({ spec: 'small' });

it.each(['api.novapost.com', 'www.example.novapost.com', 'api-stage.novapost.pl', 'api.novaposhta.ua'])(
  'speaks for %s to whoever trusts the CA',
  async (host) => {
    expect((await call(running(), `https://${host}/`)).status).toBe(200);
  },
);

it('speaks for no other host, unless it is told to', async () => {
  await expect(call(running(), 'https://portal.test/')).rejects.toThrow('altnames');
  const replica = await startReplica({ spec: 'small', hosts: ['portal.test'] });
  expect((await call(replica, 'https://portal.test/')).status).toBe(200);
  await replica.close();
});

it('names the hash of the key that it really uses', async () => {
  const socket = connect({
    host: '127.0.0.1',
    port: running().port,
    servername: 'api.novapost.com',
    ca: running().caPem,
  });
  await once(socket, 'secureConnect');
  const spki = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  socket.destroy();
  expect(
    createHash('sha256')
      .update(spki ?? '')
      .digest('base64'),
  ).toBe(running().spki);
});

it('can speak for a host with a certificate that nobody trusts', async () => {
  running().distrust('api.novapost.com');
  await expect(call(running(), 'https://api.novapost.com/')).rejects.toThrow(/certificate|issuer/);
  await expect(call(running(), 'https://api-stage.novapost.pl/')).resolves.toBeDefined();
  running().reset();
  await expect(call(running(), 'https://api.novapost.com/')).resolves.toBeDefined();
});
