/** axe on a page: WCAG 2.2, levels A and AA, in the light and the dark theme. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What can differ between the themes: only colours do. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Runs in the page. Its answer is a line for each fault: the rule, the element and the advice. */
async function faultsOf([runOnly, but, within]: [string[], string[], string]): Promise<string[]> {
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
    { include: [within], exclude: but },
    { runOnly, resultTypes: ['violations'] },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}\n${node.failureSummary}`));
}

/**
 * Fails with the rule, the element and the advice for each fault.
 * @param but what was looked at before on this page and is as it was: axe takes its time with every element of a long text
 * @param within the part that is new
 */
export async function expectAccessible(page: Page, but: string[] = [], within = 'html'): Promise<void> {
  // axe stays in the page from one look to the next; looking into frames would take more than this.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  expect(page.frames(), 'frames within the page').toHaveLength(1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults = await page.evaluate(faultsOf, [colorScheme === 'light' ? WCAG : COLOURS, but, within] as [string[], string[], string]);
    expect(faults, `${new URL(page.url()).pathname} in the ${colorScheme} theme`).toEqual([]);
  }
}

/** What sticks out of the screen sideways, innermost elements only; empty where the page does not scroll sideways. */
function stickingOut(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const out = [...document.body.querySelectorAll('*')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (right > clientWidth + 1 || left < -1);
  });
  const innermost = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
  return [`${scrollWidth - clientWidth} px too wide`, ...innermost.slice(0, 5).map((element) => element.outerHTML.slice(0, 160))];
}

/** Nothing is wider than the screen: no sideways scrolling of the page. */
export async function expectNoSideways(page: Page, state = ''): Promise<void> {
  expect.soft(await page.evaluate(stickingOut), `${new URL(page.url()).pathname} ${state}`).toEqual([]);
}
