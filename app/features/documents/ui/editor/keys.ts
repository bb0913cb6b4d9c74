/** Keys of the editor as a whole; those of the text are with its extensions. */

export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The Latin letter of a key. On a Greek keyboard Ctrl+F arrives as "φ", on a Mac Alt+F as "ƒ": then the place of the key tells. */
export function letterOf({ key, code }: Pick<Pressed, 'key' | 'code'>): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '';
}

/** What a key asks of the editor. On a Mac Command+H hides the application and Control moves the caret: there it is Command+Option+F. */
export function askedBy(event: Pressed, mac = isMac()): 'find' | 'link' | null {
  const mod = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!mod || event.shiftKey) return null;
  const letter = letterOf(event);
  if (event.altKey) return mac && letter === 'f' ? 'find' : null;
  if (letter === 'f' || (letter === 'h' && !mac)) return 'find';
  return letter === 'k' ? 'link' : null;
}
