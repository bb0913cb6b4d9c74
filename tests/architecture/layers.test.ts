/** Who may import whom (docs/architecture.md). A failure says where the code belongs. */
import { expect, test } from 'vitest';
import { filesIn, read } from './files';
import { type Import, ownImports } from './imports';

/** Features that may only look at those in earlier rows. */
const ORDER = [
  ['accounts'],
  ['partnerships'],
  ['discussions'],
  ['documents'],
  ['plan'],
  ['activities', 'translations'],
  ['workshops', 'indicators', 'budget'],
  ['reports'],
  ['publishing'],
];

/** What each layer of app/ may import; types of the layer above are erased and harmless where they are named. */
const MAY_IMPORT: Record<string, { code: string[]; types: string[]; advice: string }> = {
  kit: {
    code: ['kit', 'i18n'],
    types: ['live'],
    advice: 'a tool that knows a feature or a component belongs to that feature or to app/ui',
  },
  i18n: { code: ['i18n', 'kit'], types: ['features', 'ui'], advice: 'texts of a feature are loaded by name, never imported' },
  live: {
    code: ['live', 'kit'],
    types: ['i18n'],
    advice: 'what draws belongs to a feature or to app/ui, what a feature knows to its live.ts',
  },
  ui: { code: ['ui', 'i18n', 'kit'], types: ['live'], advice: 'a component that knows a feature belongs to features/<feature>/ui' },
  features: { code: ['features', 'live', 'ui', 'i18n', 'kit'], types: [], advice: 'what a page does alone belongs to app/routes' },
  routes: { code: ['features', 'live', 'ui', 'i18n', 'kit'], types: [], advice: 'what two pages share belongs to a feature' },
};

/** What the Node server may take from the application; everything else arrives as the `backend` argument. */
const SHARED_WITH_SERVER = ['wire', 'events', 'backend', 'ack', 'hello'].map((name) => `app/live/${name}`);

const imports = ownImports();
const layerOf = (file: string) => file.match(/^app\/(\w+)\//)?.[1] ?? (file.startsWith('app/') ? 'app' : file.split('/')[0]);
const featureOf = (file: string) => file.match(/^app\/features\/([\w-]+)\//)?.[1];
const say = ({ from, to }: Import, why: string) => `${from} imports ${to}: ${why}`;

test('the reader of imports sees them', () => {
  expect(imports.length).toBeGreaterThan(200);
  expect(imports).toContainEqual({ from: 'app/root.tsx', to: 'app/ui/app.css', typeOnly: false });
  expect(imports.some(({ typeOnly }) => typeOnly)).toBe(true);
});

test('layers look downward: routes -> features -> live, ui -> i18n, kit', () => {
  const wrong = imports.flatMap((one) => {
    const rule = MAY_IMPORT[layerOf(one.from) ?? ''];
    const target = layerOf(one.to) ?? '';
    if (!rule || !one.to.startsWith('app/') || rule.code.includes(target) || (one.typeOnly && rule.types.includes(target))) return [];
    return [say(one, `app/${layerOf(one.from)} may use ${rule.code.join(', ')}; ${rule.advice}`)];
  });
  expect(wrong).toEqual([]);
});

test('features look only at those below them', () => {
  const rank = (feature: string) => ORDER.findIndex((row) => row.includes(feature));
  const wrong = imports.flatMap((one) => {
    const [from, to] = [featureOf(one.from), featureOf(one.to)];
    if (!from || !to || from === to) return [];
    if (rank(from) < 0 || rank(to) < 0) return [say(one, 'this feature has no row in ORDER of tests/architecture/layers.test.ts')];
    return rank(to) < rank(from)
      ? []
      : [say(one, `${to} is not below ${from}; move what both need down, or let the higher one register itself`)];
  });
  expect(wrong).toEqual([]);
});

test("a feature's folders are its own; routes may use any ui/", () => {
  const wrong = imports.flatMap((one) => {
    const inside = one.to.match(/^app\/features\/([\w-]+)\/([\w-]+)\//);
    if (!inside || featureOf(one.from) === inside[1]) return [];
    const drawing = inside[2] === 'ui' && /^app\/(routes\/|root)/.test(one.from);
    return drawing || one.to.includes('/locales/')
      ? []
      : [say(one, `files at the root of features/${inside[1]} are its face; export it from there`)];
  });
  expect(wrong).toEqual([]);
});

test('no route imports a route', () => {
  const wrong = imports.filter(({ from, to }) => from.startsWith('app/routes/') && to.startsWith('app/routes/'));
  expect(wrong.map((one) => say(one, 'what two pages share belongs to a feature'))).toEqual([]);
});

test('app never imports server; server takes from app only what both share', () => {
  const wrong = imports.flatMap((one) => {
    if (one.from.startsWith('app/') && one.to.startsWith('server/'))
      return [say(one, 'hand it over through the Backend of app/live/backend.ts')];
    const allowed = !one.from.startsWith('server/') || !one.to.startsWith('app/') || one.typeOnly || SHARED_WITH_SERVER.includes(one.to);
    return allowed
      ? []
      : [say(one, `two copies of the module would run; share it through ${SHARED_WITH_SERVER.join(', ')} or the backend`)];
  });
  expect(wrong).toEqual([]);
});

test('no file only hands on what others export', () => {
  const code = filesIn('app', /\.tsx?$/);
  const barrels = code.filter((file) => /(^|\/)index\.tsx?$/.test(file) || /^export \* from/m.test(read(file)));
  expect(barrels, 'import from the file that has it').toEqual([]);
});

test('browser code names no server module', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const reachesBrowser = /^app\/(ui|live|i18n)\//.test(from) || /^app\/features\/[\w-]+\/ui\//.test(from);
    return reachesBrowser && to.endsWith('.server') && !typeOnly && !from.includes('.server.');
  });
  expect(wrong.map((one) => say(one, 'load it in the loader of the route and pass it as a property'))).toEqual([]);
});
