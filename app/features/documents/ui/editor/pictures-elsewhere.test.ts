// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { docWith, openEditor, paragraph, seeded } from './collaboration/testing';
import { bringPictures } from './pictures-elsewhere';

const HERE = 'h'.repeat(26);
const address = (document: string, letter: string) => `/files/${document.repeat(26)}/${letter.repeat(64)}`;
const shown = (src: string) => `<img src="${src}" alt="a">`;

function open(take: Parameters<typeof bringPictures>[2], onLost = vi.fn()) {
  const { editor } = openEditor(docWith(seeded(paragraph('1', 'words'))));
  bringPictures(editor, HERE, take, onLost);
  const sources = () => [...editor.view.dom.querySelectorAll('img')].map((picture) => picture.getAttribute('src')).filter(Boolean);
  return { editor, onLost, sources };
}

test('a picture pasted from another document becomes one of this', async () => {
  const here = { src: address('h', 'a'), width: 4, height: 2 };
  const take = vi.fn(async () => here);
  const { editor, sources } = open(take);
  editor.view.pasteHTML(`${shown(address('o', 'a'))}<p>and</p>${shown(address('o', 'a'))}${shown(address('h', 'b'))}`);
  expect(take).toHaveBeenCalledTimes(1);
  expect(take).toHaveBeenCalledWith({ documentId: 'o'.repeat(26), hash: 'a'.repeat(64), src: address('o', 'a') });
  await vi.waitFor(() => expect(sources()).toEqual([here.src, here.src, address('h', 'b')]));
});

test('one that cannot be taken over stays, and it is said', async () => {
  const { editor, onLost, sources } = open(async () => Promise.reject(new Error('gone')));
  editor.view.pasteHTML(shown(address('o', 'a')));
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1));
  expect(sources()).toEqual([address('o', 'a')]);
});

test('what somebody else pasted is theirs to bring', () => {
  const take = vi.fn();
  const { editor } = open(take);
  editor.commands.insertContent({ type: 'image', attrs: { src: address('o', 'a') } });
  expect(take).not.toHaveBeenCalled();
});
