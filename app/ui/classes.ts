/** Joins class names and leaves out what is not there: `classes('a', open && 'b', className)`. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
