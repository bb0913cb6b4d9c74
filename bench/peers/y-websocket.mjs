/** `@y/websocket-server` as its own `server.js` sets it up, with LevelDB in the folder that `YPERSISTENCE` names. */
import { createServer } from 'node:http';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';
import { tell } from './control.mjs';

const sockets = new WebSocketServer({ noServer: true });
sockets.on('connection', setupWSConnection);
const http = createServer((_request, response) => response.end());
http.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
});
http.listen(0, '127.0.0.1', () => tell(http.address().port));
