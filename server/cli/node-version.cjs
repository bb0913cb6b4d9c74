/* Written so that a very old Node can read it, and say which one is needed instead of a syntax error. */
var have = process.versions.node.split('.').map(Number);
if (have[0] < 20 || (have[0] === 20 && have[1] < 19)) {
  console.error('Koinon needs Node 20.19 or newer, and this is Node', process.versions.node);
  process.exit(1);
}
