import { expect, test } from 'vitest';
import { passwordProblem } from './password-rules';

const anna = { email: 'anna.beispiel@stadt.example', name: 'Anna Maria Beispiel' };

test('a password is long enough, not too long, not oneself and not common; nothing else is asked', () => {
  expect(passwordProblem('ninechars', anna)).toBe('password.tooShort');
  expect(passwordProblem('x y z '.repeat(40), anna)).toBe('password.tooLong');
  for (const own of ['anna.beispiel@stadt.example', 'Anna.Beispiel', 'anna maria beispiel', 'AnnaMariaBeispiel'])
    expect(passwordProblem(own, anna), own).toBe('password.isYou');
  for (const common of ['password123', 'Password123', 'qwertyuiop', 'aaaaaaaaaaaa', '1212121212', 'Contraseña123', 'Galatasaray1905'])
    expect(passwordProblem(common, anna), common).toBe('password.common');
  for (const good of ['three blind mice', 'ψωμί τυρί και ελιά', 'lowercaseonlyisfine', '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵'])
    expect(passwordProblem(good, anna), good).toBeNull();
});

test('signs that fill two places count as one', () => {
  expect(passwordProblem('🦊🐻🐼🐨🐯', anna)).toBe('password.tooShort');
});
