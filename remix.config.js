/**
 * Options of Remix's Vite plugin, which does not read this file by itself: `vite.config.ts` hands them over.
 * All v3 flags but one are on, so that a later move to React Router is mechanical (there the one is `routeDiscovery: { mode: 'initial' }`):
 * lazy discovery of routes watches the whole page, and looks through all of a text for links at each block that an editor draws. With 2,000
 * blocks that was a second and more of opening; all routes together are 3 kB.
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: false,
  },
};
