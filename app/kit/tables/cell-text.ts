/** Signs that XML cannot carry, as spreadsheets write them in cells: `_x0001_`. */

/** Excel calls a workbook damaged in which a cell has more UTF-16 units. */
export const MOST_IN_CELL = 32_767;

/** As much as a cell holds; the ellipsis at its end says that there was more. */
export function fitCell(text: string): string {
  if (text.length <= MOST_IN_CELL) return text;
  // Not half a sign.
  return `${text.slice(0, MOST_IN_CELL - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const FORBIDDEN = /_(?=x[0-9A-Fa-f]{4}_)|[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

export function escapeCell(text: string): string {
  return text.replace(FORBIDDEN, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

export function unescapeCell(text: string): string {
  // No text means NUL, and a database refuses it.
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)).replace('\0', ''));
}
