/** Signs that XML cannot carry, as spreadsheets write them in cells: `_x0001_`. */

const FORBIDDEN = /_(?=x[0-9A-Fa-f]{4}_)|[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

export function escapeCell(text: string): string {
  return text.replace(FORBIDDEN, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

export function unescapeCell(text: string): string {
  // No text means NUL, and a database refuses it.
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)).replace('\0', ''));
}
