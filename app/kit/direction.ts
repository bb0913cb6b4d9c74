/** Languages written from the right: those that a partnership may write in, and their neighbours. Kurdish in Latin letters (`ku`) is not one. */
const FROM_THE_RIGHT = /^(?:ar|ckb|fa|he|ps|ur)\b|-Arab\b/;

/** Writing direction of a BCP 47 language. */
export function direction(language: string): 'ltr' | 'rtl' {
  return FROM_THE_RIGHT.test(language) ? 'rtl' : 'ltr';
}
