/** A mail server on the loopback address that does what a test tells it: takes mails, refuses, or hangs up. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export type SmtpMood =
  | 'take'
  /** Reads the whole message, and answers when the test calls `state.held`. */
  | 'hold the message'
  /** Answers 450 to the recipient, by the address as many servers do: "try again later". */
  | 'refuse for now'
  /** Answers 550 to the recipient: "no such mailbox". */
  | 'refuse for good'
  /** Reads the whole message, then goes without a word. */
  | 'hang up after the message'
  /** Goes when it is told the recipient, before any message. */
  | 'hang up before the message';

export async function startSmtpServer() {
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  const state: { mood: SmtpMood; connections: number; url: string; held: (() => void) | null } = {
    mood: 'take',
    connections: 0,
    url: '',
    held: null,
  };

  function talk(socket: Socket) {
    state.connections++;
    sockets.add(socket);
    let buffer = '';
    let message: string[] | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const endOfMessage = () => {
      messages.push((message ?? []).join('\n'));
      message = null;
      if (state.mood === 'hang up after the message') socket.destroy();
      else if (state.mood === 'hold the message') state.held = () => say('250 2.0.0 taken');
      else say('250 2.0.0 taken');
    };
    const command = (line: string) => {
      if (/^EHLO/i.test(line)) say('250 loopback');
      else if (/^RCPT/i.test(line)) {
        if (state.mood === 'hang up before the message') socket.destroy();
        else if (state.mood === 'refuse for now') say(`450 4.2.1 ${line.slice(8)}: mailbox busy`);
        else if (state.mood === 'refuse for good') say(`550 5.1.1 ${line.slice(8)}: no such mailbox`);
        else say('250 2.1.5 ok');
      } else if (/^DATA/i.test(line)) {
        message = [];
        say('354 go ahead');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else say('250 ok');
    };
    socket.on('error', () => sockets.delete(socket)).on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      buffer += bytes.toString('utf8');
      const lines = buffer.split('\r\n');
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (message === null) command(line);
        else if (line === '.') endOfMessage();
        else message.push(line.replace(/^\.\./, '.'));
      }
    });
    say('220 loopback ready');
  }

  const server = createServer(talk);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?from=koinon@town.example`;
  return {
    state,
    /** Messages that were received whole, in their wire form. */
    messages,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
