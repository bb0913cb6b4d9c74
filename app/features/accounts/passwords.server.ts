/** Passwords, kept as argon2id. */
import { hash, verify } from '@node-rs/argon2';
import { remembered } from '~/kit/remember.server';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; some 20 ms of one core. 2 is `Algorithm.Argon2id`. */
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The same letters can be typed as different code points on different keyboards. */
const normal = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), options);
}

const nobody = remembered('nobody', () => ({ hash: undefined as Promise<string> | undefined }));

/** Does the password fit? Takes as long when there is no account or no password to compare with. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobody.hash ??= hashPassword('nobody has this password');
  const fits = await verify(passwordHash ?? (await nobody.hash), normal(password));
  return fits && typeof passwordHash === 'string';
}
