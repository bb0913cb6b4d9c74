/** What a link may point at. Everything else is shown as its words. */

const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const MAX_HREF = 2000;

/** The address when it is safe to click (http, https, mailto, tel, or a path of this site), else null. */
export function safeHref(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_HREF) return null;
  // Browsers drop control characters within an address: "java\nscript:" is one scheme to them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const href = value.replace(/[\u0000-\u001f\u007f]/g, '').trim();
  if (/^#[\w-]*$/.test(href)) return href;
  if (/^\/(?![/\\])/.test(href)) return href;
  try {
    const url = new URL(href);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
