/**
 * `<Avatar name="..." colour={personColour(id)} />`: a person's initials in their colour. Decoration beside the written name;
 * alone, give `alone` and the name becomes its accessible name and tooltip.
 */
import { classes } from './classes';
import { personStyle } from './person-colours';

/**
 * First letters of the first and last word, in capitals without Greek accents: "Άννα Ιωάννου" is "ΑΙ". Not by the machine's own language:
 * on a Turkish one an i would become İ, and server and browser would disagree.
 */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last]
    .map((word) => [...word.matchAll(/[\p{L}\p{N}]/gu)][0]?.[0] ?? '')
    .join('')
    .normalize('NFD')
    .replace(/(?<=\p{Script=Greek})\p{M}/gu, '')
    .normalize('NFC')
    .toUpperCase();
}

const SIZES = { small: 'size-6 text-[0.625rem]', medium: 'size-8 text-xs', large: 'size-11 text-base' };

export interface AvatarProps {
  name: string;
  /** 0 to 11, from `personColour`. */
  colour: number;
  size?: keyof typeof SIZES;
  alone?: boolean;
  className?: string;
}

export function Avatar({ name, colour, size = 'medium', alone, className }: AvatarProps) {
  return (
    <span
      {...(alone ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true })}
      style={personStyle(colour)}
      className={classes('inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none', SIZES[size], className)}
    >
      {initials(name)}
    </span>
  );
}
