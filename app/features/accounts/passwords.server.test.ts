import { expect, test } from 'vitest';
import { db } from '~/kit/db.server';
import { hashPassword, verifyPassword } from './passwords.server';
import { buildUser } from './testing';

test('a password is stored as argon2id, 19 MiB, two passes, one lane, with a salt of its own', async () => {
  const password = 'three blind mice';
  const { id } = await buildUser({ password });
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id } });
  const sixteenBytesAndThirtyTwo = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/;
  expect(passwordHash).toMatch(sixteenBytesAndThirtyTwo);
  expect(await hashPassword(password)).not.toBe(passwordHash);
  expect(await verifyPassword(passwordHash, password)).toBe(true);
});
