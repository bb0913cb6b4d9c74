/**
 * What a password may be: long enough, not the person's own name or address, not one of the commonest. No rules about
 * signs and digits: they make passwords worse (NIST SP 800-63B, 5.1.1.2). Runs anywhere.
 */
import { AccountLimits } from './accounts';

export type PasswordProblem = 'password.tooShort' | 'password.tooLong' | 'password.isYou' | 'password.common';

/** The commonest passwords of at least ten characters (after folding), also in the languages of the partnership. */
const commonest = new Set(
  `1234567890 0123456789 12345678910 1234512345 123456789a 123456789q 1234567891 0987654321 9876543210 1122334455 1qaz2wsx3edc
  1q2w3e4r5t 1q2w3e4r5t6y qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertzuiop asdfghjkl1 asdfghjklq zxcvbnm123 q1w2e3r4t5
  password12 password123 password1234 passwordpassword password01 passw0rd12 passw0rd123 p@ssw0rd12 p@ssw0rd123 p@ssword123
  iloveyou12 iloveyou123 letmein123 letmein1234 welcome123 welcome1234 administrator adminadmin admin12345 admin123456 changeme123
  football123 baseball123 basketball sunshine12 sunshine123 princess12 princess123 superman123 batman12345 abcdefghij abc1234567
  abcd123456 abcd1234567 abcde12345 a123456789 aa12345678 computer123 internet123 michael123 charlie123 monkey12345 dragon12345
  liverpool1 manchester chocolate1 testtest12 test123456 testpassword secret1234 secretpassword mypassword mypassword1 nopassword
  passwort12 passwort123 passwort1234 hallo12345 hallohallo schatz1234 sommer2024 sommer2025 sommer2026 winter2024 winter2025
  winter2026 willkommen willkommen1 willkommen123 geheim1234 kodikos123 kalimera123 kwdikos123 contraseña contrasena contraseña1
  contraseña123 contrasena123 teamo12345 hola123456 holahola12 bienvenido barcelona1 realmadrid madrid1234 password.1 ciaociao12
  ciao123456 juventus12 juventus123 forzamilan benvenuto1 andrea1234 francesco1 giuseppe12 haslo12345 haslo123456 polska1234
  polska12345 zaq12wsxcde qwerty123! polskapolska misiek1234 kochamcie1 kochamcie12 sifre12345 parola1234 galatasaray fenerbahce
  fenerbahce1907 galatasaray1905 besiktas1903 istanbul34 turkiye123 koinon1234 koinonkoinon integration integration1`.split(/\s+/),
);

const fold = (text: string) => text.normalize('NFKC').toLowerCase().trim();

/** The first thing that is wrong with a password, as a key of the catalogue; null when it will do. */
export function passwordProblem(password: string, person: { email: string; name: string }): PasswordProblem | null {
  const length = [...password].length;
  if (length < AccountLimits.passwordMin) return 'password.tooShort';
  if (length > AccountLimits.password) return 'password.tooLong';
  const folded = fold(password);
  const own = [person.email, person.email.split('@')[0] ?? '', person.name, person.name.replaceAll(/\s+/g, '')].map(fold);
  if (own.includes(folded)) return 'password.isYou';
  return commonest.has(folded) || new Set(folded).size < 3 ? 'password.common' : null;
}
