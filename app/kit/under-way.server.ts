/**
 * Look-ups that are under way are shared: the loaders of one page run side by side, each with a Request of its own, and ask the same.
 * Nothing is kept once it is answered.
 */
export function sharing<Answer>(): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const underWay = new Map<string, Promise<Answer>>();
  return (key, ask) => {
    const running = underWay.get(key) ?? ask().finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };
}
