const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id: 26 letters and digits, sortable by creation time (48 bits of milliseconds, then 80 random bits, in Crockford's base 32).
 * @param now milliseconds since 1970, for tests
 */
export function newId(now = Date.now()): string {
  let id = '';
  for (let time = now, i = 0; i < 10; i++, time = Math.floor(time / 32)) id = ALPHABET[time % 32] + id;
  const random = crypto.getRandomValues(new Uint8Array(16));
  for (const byte of random) id += ALPHABET[byte % 32];
  return id;
}

/** Has it the form of an id, whoever made it? */
export const isId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{26}$/.test(text);
