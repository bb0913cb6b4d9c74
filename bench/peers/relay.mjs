/**
 * The least that a server can do: every frame goes to everybody else in the room, as it came. It knows nothing of documents.
 * `FOLDER`: a file with a room's name is sent as it is to whoever comes, which is what opening a text costs at the least.
 */
import { readFile } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { tell } from './control.mjs';

const [folder] = process.argv.slice(2);
const rooms = new Map();
const files = new Map();
const sockets = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false });

/** The file of a room, read once. */
function withFile(name, use) {
  if (files.has(name)) use(files.get(name));
  else
    readFile(path.join(folder, name), (error, data) => {
      files.set(name, error ? null : data);
      use(files.get(name));
    });
}

const http = createServer((_request, response) => response.end());
http.on('upgrade', (request, socket, head) => {
  const name = request.url.slice(1);
  sockets.handleUpgrade(request, socket, head, (opened) => {
    const room = rooms.get(name) ?? new Set();
    rooms.set(name, room);
    room.add(opened);
    opened.on('close', () => room.delete(opened));
    opened.on('message', (data) => {
      for (const other of room) if (other !== opened) other.send(data);
    });
    withFile(name, (data) => data && opened.send(data));
  });
});
http.listen(0, '127.0.0.1', () => tell(http.address().port));
