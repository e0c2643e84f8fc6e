import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { connectMarionette, type Marionette, MarionetteError } from '../../browser/marionette.ts';

const GREETING = '50:{"applicationType":"gecko","marionetteProtocol":3}';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A Firefox that says what the test lets it say. */
const connect = async (): Promise<{ marionette: Marionette; firefox: Socket }> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const accepted = Promise.withResolvers<Socket>();
  server.once('connection', (socket) => {
    socket.write(GREETING);
    accepted.resolve(socket);
  });
  const marionette = await connectMarionette(address.port);
  const firefox = await accepted.promise;
  open.push(() => {
    marionette.disconnect();
    firefox.destroy();
    server.close();
  });
  return { marionette, firefox };
};

const message = (value: unknown): Buffer => {
  const text = Buffer.from(JSON.stringify(value));
  return Buffer.concat([Buffer.from(`${text.length}:`), text]);
};

it('answers each command with what was said to it, in whatever order and pieces it comes', async () => {
  const { marionette, firefox } = await connect();
  const answers = Promise.all([marionette.send('One'), marionette.send('Two', { of: 2 })]);
  const stream = Buffer.concat([message([1, 2, null, 'zwei „…“']), message([1, 1, null, { value: null }])]);
  for (const byte of stream) firefox.write(Buffer.of(byte));
  expect(await answers).toEqual([{ value: null }, 'zwei „…“']);
});

it('sends the length in bytes', async () => {
  const { marionette, firefox } = await connect();
  const sent = once(firefox, 'data');
  void marionette.send('Say', { text: 'ї' }).catch(() => undefined);
  expect(String((await sent)[0])).toBe('25:[0,1,"Say",{"text":"ї"}]');
});

it('tells which command was refused, and why', async () => {
  const { marionette, firefox } = await connect();
  const refused = marionette.send('WebDriver:FindElement');
  firefox.write(message([1, 1, { error: 'no such element', message: 'Not there', stacktrace: '' }, null]));
  await expect(refused).rejects.toThrow('WebDriver:FindElement: no such element: Not there');
  await expect(refused).rejects.toBeInstanceOf(MarionetteError);
});

it('leaves nobody waiting when Firefox goes', async () => {
  const { marionette, firefox } = await connect();
  const waiting = marionette.send('One');
  firefox.destroy();
  await expect(waiting).rejects.toThrow('Firefox has gone');
  await expect(marionette.send('Two')).rejects.toThrow('Firefox has gone');
});
