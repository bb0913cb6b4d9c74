/**
 * A value that outlives hot reload: in development Vite evaluates modules again, and a second database
 * client or service registry would be one too many.
 */
export function remembered<T>(name: string, make: () => T): T {
  const scope = globalThis as { __koinon?: Map<string, unknown> };
  scope.__koinon ??= new Map();
  const store = scope.__koinon;
  if (!store.has(name)) store.set(name, make());
  return store.get(name) as T;
}
