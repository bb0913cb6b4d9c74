// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { arrivalTarget, focusOn } from './arrival-focus';

const PAGE = `<main tabindex="-1">
  <h1 tabindex="-1">Members</h1>
  <p role="status" class="sr-only">12 documents</p>
  <section><h2><span id="sharing">Who sees this</span></h2></section>
  <button id="still-here">Withdraw</button>
</main>`;

const at = (overrides: Partial<Parameters<typeof arrivalTarget>[0]> = {}) =>
  arrivalTarget({ samePage: false, hash: '', afterForm: false, ...overrides }, document);

beforeEach(() => {
  document.body.innerHTML = PAGE;
});

describe('another page', () => {
  test('begins at its main heading', () => {
    expect(at()?.tagName).toBe('H1');
  });

  test('begins at the part that the address names, which then has the focus', () => {
    const target = at({ hash: '#sharing' });
    expect(target?.id).toBe('sharing');
    if (target) focusOn(target);
    expect(document.activeElement?.id).toBe('sharing');
  });

  test('begins at its heading when the address names nothing that is there', () => {
    expect(at({ hash: '#%E0%A4%A' })?.tagName).toBe('H1');
  });

  test('without a heading begins at its content', () => {
    document.querySelector('h1')?.remove();
    expect(at()?.tagName).toBe('MAIN');
  });
});

describe('the same page after a form', () => {
  const again = { samePage: true, afterForm: true };

  test('says what was done, where the page has a line for it', () => {
    document.querySelector('h1')?.insertAdjacentHTML('afterend', '<div role="status">Saved.</div>');
    expect(at(again)?.textContent).toBe('Saved.');
  });

  test('leaves the focus on what is still there', () => {
    document.querySelector<HTMLElement>('#still-here')?.focus();
    expect(at(again)).toBeNull();
  });

  test('goes to the heading when what had the focus has gone with its row', () => {
    document.querySelector<HTMLElement>('#still-here')?.focus();
    document.querySelector('#still-here')?.remove();
    expect(at(again)?.tagName).toBe('H1');
  });

  test('leaves a refused form to say what to mend', () => {
    document.querySelector('h1')?.insertAdjacentHTML('afterend', '<div role="alert" tabindex="-1">Mend this.</div>');
    expect(at(again)).toBeNull();
  });
});

test('a search takes nobody out of its field', () => {
  document.querySelector('main')?.insertAdjacentHTML('beforeend', '<div role="status">3 found</div><input id="search">');
  document.querySelector<HTMLElement>('#search')?.focus();
  expect(at({ samePage: true })).toBeNull();
});
