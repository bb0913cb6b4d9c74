import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PERSON_COLOURS, personColour } from './person-colours';

type Rgb = [number, number, number];
type Theme = 'light' | 'dark';

const tokens = readFileSync('app/ui/tokens.css', 'utf8');
const blocks: Record<Theme, string> = {
  light: tokens.slice(0, tokens.indexOf('@media (prefers-color-scheme: dark)')),
  dark: tokens.slice(tokens.indexOf('@media (prefers-color-scheme: dark)'), tokens.indexOf('@theme')),
};

/** Linear light of a variable of tokens.css. */
function colour(theme: Theme, name: string): Rgb {
  const hex = blocks[theme].match(new RegExp(`--${name}: #([0-9a-f]{6});`))?.[1];
  if (!hex) throw new Error(`tokens.css has no --${name} for the ${theme} theme.`);
  return [0, 2, 4].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

/** WCAG 2.2, contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [a, b].map(([r, g, blue]) => 0.2126 * r + 0.7152 * g + 0.0722 * blue + 0.05).sort((x, y) => y - x);
  return (light ?? 0) / (dark ?? 1);
}

/** How eyes see: full colour, and the three dichromacies (Machado, Oliveira and Fernandes 2009, severity 1). */
const EYES: Record<string, Rgb[]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanope: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** OKLab (Ottosson 2020) of a colour as these eyes see it. */
function seen(rgb: Rgb, eyes: Rgb[]): Rgb {
  const s = eyes.map((row) => Math.min(1, Math.max(0, dot(row, rgb)))) as Rgb;
  const cone = (weights: Rgb) => Math.cbrt(dot(weights, s));
  const lms: Rgb = [
    cone([0.4122214708, 0.5363325363, 0.0514459929]),
    cone([0.2119034982, 0.6806995451, 0.1073969566]),
    cone([0.0883024619, 0.2817188376, 0.6299787005]),
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ];
}

/** OKLab distance; about 0.02 is just noticeable side by side. */
const APART = 0.05;

describe.each(['light', 'dark'] as const)('person colours in the %s theme', (theme) => {
  const numbers = Array.from({ length: PERSON_COLOURS }, (_, index) => index);

  it.each(numbers)('%i carries its label and shows as a caret', (number) => {
    const person = colour(theme, `person-${number}`);
    expect(contrast(person, colour(theme, `person-${number}-on`))).toBeGreaterThanOrEqual(4.5);
    for (const ground of ['ground', 'surface', 'sunken']) expect(contrast(person, colour(theme, ground))).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(EYES))('stay apart for %s eyes', (_name, eyes) => {
    const close = numbers.flatMap((a) =>
      numbers.slice(a + 1).flatMap((b) => {
        const [p, q] = [seen(colour(theme, `person-${a}`), eyes), seen(colour(theme, `person-${b}`), eyes)];
        const distance = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        return distance < APART ? [`${a} and ${b}: ${distance.toFixed(3)}`] : [];
      }),
    );
    expect(close).toEqual([]);
  });

  it.each([
    ['ink', 4.5],
    ['ink-soft', 4.5],
    ['ink-faint', 4.5],
    ['accent', 4.5],
    ['danger', 4.5],
    ['warn', 4.5],
    ['good', 4.5],
    ['line-strong', 3],
    ['focus', 3],
  ])('--%s shows on every ground', (name, least) => {
    for (const ground of ['ground', 'surface', 'sunken'])
      expect(contrast(colour(theme, name), colour(theme, ground)), ground).toBeGreaterThanOrEqual(least);
  });

  it.each(['accent', 'danger', 'warn', 'good'])('--%s reads on its soft ground', (name) => {
    expect(contrast(colour(theme, name), colour(theme, `${name}-soft`))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(theme, 'ink'), colour(theme, `${name}-soft`))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(theme, 'ink-soft'), colour(theme, `${name}-soft`))).toBeGreaterThanOrEqual(4.5);
  });
});

it('gives a person the same colour every time', () => {
  expect(personColour('01J8Z')).toBe(personColour('01J8Z'));
  const many = new Set(Array.from({ length: 200 }, (_, index) => personColour(`person-${index}`)));
  expect(many.size).toBe(PERSON_COLOURS);
});
