// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { expect, test } from 'vitest';
import { docWith, openEditor, paragraph, seeded } from './testing';

const opened: Editor[] = [];

test('an editor is open while its test runs', () => {
  opened.push(openEditor(docWith(seeded(paragraph('1')))).editor);
  expect(opened[0]?.isDestroyed).toBe(false);
});

test('and is gone after it', () => {
  expect(opened.map((editor) => editor.isDestroyed)).toEqual([true]);
});
