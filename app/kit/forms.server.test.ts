import { expect, test } from 'vitest';
import { z } from 'zod';
import { db } from './db.server';
import { parseForm, tidy } from './forms.server';

test('one line has no control characters, no second space, and letters composed in one way', () => {
  expect(tidy('  Ελένη\0\t\n Παπά  ')).toBe('Ελένη Παπά');
  expect(tidy('e\u0301')).toBe('é');
});

test('what a form says can be looked for in the database, whatever it is', async () => {
  const form = new FormData();
  form.set('id', 'a\0b');
  form.set('file', new Blob(['x']));
  const read = parseForm(form, z.object({ id: z.string() }));
  expect(read).toEqual({ ok: true, data: { id: 'a b' } });
  if (read.ok) expect(await db().user.findUnique({ where: { id: read.data.id } })).toBeNull();
});
