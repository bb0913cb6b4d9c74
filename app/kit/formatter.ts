/** Formatters of `Intl`, made once: making one takes far longer, and far more memory, than using it, and a page has dozens. */

const kept = new Map<string, unknown>();
const KEPT_MAX = 500;

/**
 * The formatter of a kind, for a locale and options. Shared: it has no state.
 * @param Kind `Intl.DateTimeFormat`, `Intl.PluralRules`, ...
 */
export function formatter<Options, Formatter>(
  Kind: new (locale: string | string[], options: Options) => Formatter,
  locale: string | string[],
  options?: Options,
): Formatter {
  const key = `${Kind.name} ${locale} ${JSON.stringify(options)}`;
  const known = kept.get(key) as Formatter | undefined;
  if (known) return known;
  if (kept.size >= KEPT_MAX) kept.clear();
  const made = new Kind(locale, options as Options);
  kept.set(key, made);
  return made;
}
