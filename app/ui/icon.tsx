/**
 * An icon of Lucide: `<Icon of={House} className="size-4" />`. Screen readers hear nothing of it, unless it has an `aria-label`
 * (and `role="img"`): what it stands for is said beside it.
 *
 * One element for React, with the icon's lines as its inner text: a page has some forty icons, and their lines never change. Else React draws
 * them one by one on the server, and goes through them once more when the browser takes the page over.
 */
import type { IconNode } from 'lucide';
import type { SVGAttributes } from 'react';

const drawn = new WeakMap<IconNode, { __html: string }>();

function linesOf(icon: IconNode): { __html: string } {
  const known = drawn.get(icon);
  if (known) return known;
  const line = ([name, attributes]: IconNode[number]) =>
    `<${name} ${Object.entries(attributes)
      .map(([key, value]) => `${key}="${value}"`)
      .join(' ')}></${name}>`;
  const lines = { __html: icon.map(line).join('') };
  drawn.set(icon, lines);
  return lines;
}

export interface IconProps extends Omit<SVGAttributes<SVGSVGElement>, 'children'> {
  of: IconNode;
}

export function Icon({ of, ...rest }: IconProps) {
  return (
    <svg
      aria-hidden={rest['aria-label'] === undefined ? true : undefined}
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...rest}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: lines of the icon set, and nothing that anybody typed.
      dangerouslySetInnerHTML={linesOf(of)}
    />
  );
}
