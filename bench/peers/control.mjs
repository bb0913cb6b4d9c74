/** What every measured server shares: it says when it is open, tells what it has used, and ends when it is told to. Plain Node, no build. */

/** Says that the server is open. `process.cpuUsage()` counts all threads of the process. */
export function tell(port) {
  process.on('message', (word) => {
    if (word === 'usage') process.send({ cpuMicros: total(process.cpuUsage()), residentBytes: process.memoryUsage.rss() });
  });
  // The benchmark has ended, however: so does this.
  process.on('disconnect', () => process.exit(0));
  process.send({ port, node: process.version });
}

const total = ({ user, system }) => user + system;
