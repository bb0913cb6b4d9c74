/**
 * The name of a button that stands in each line of a list: the words that are seen come first, as who speaks to the device says them (WCAG 2.5.3),
 * then what it is about.
 */
export const buttonName = (seen: string, ...about: readonly string[]): string => `${seen}: ${about.filter(Boolean).join(', ')}`;
