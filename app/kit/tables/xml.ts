/** Writing XML: text that is safe, and elements. */

/** Signs that XML 1.0 cannot carry at all are left out: half signs, most of those that control something. */
export function withoutForbidden(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

/** Without the signs that XML cannot carry. */
export function escapeXml(text: string): string {
  return withoutForbidden(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;');
}

/** An element with text in it; nothing where there is none to say. */
export function element(name: string, value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value);
  return `<${name}>${escapeXml(text)}</${name}>`;
}

export const XML_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
