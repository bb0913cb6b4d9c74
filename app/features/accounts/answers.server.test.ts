import { expect, test } from 'vitest';
import { languages } from '~/i18n/languages';
import { LANGUAGE_COOKIE } from '~/i18n/negotiate.server';
import { parseForm } from '~/kit/forms.server';
import { sentences } from './answers.server';
import { type Message, newAccountForm } from './forms.server';

const every = {
  tooLong: {
    email: `${'x'.repeat(300)}@town.example`,
    name: 'x'.repeat(200),
    password: 'y'.repeat(1000),
    language: 'xx',
    timeZone: 'Mars/Base',
  },
  missing: {},
  crooked: { email: 'not an address', name: '   ', password: '', language: 'en', timeZone: '../../etc/passwd' },
};

test('all that is wrong with a form is said at its field, in every language, and no password comes back', async () => {
  for (const language of languages) {
    const request = new Request('http://koinon.test/', { headers: { Cookie: `${LANGUAGE_COOKIE}=${language}` } });
    for (const [what, fields] of Object.entries(every)) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const parsed = parseForm<Message, typeof newAccountForm>(form, newAccountForm);
      if (parsed.ok) throw new Error(`${what} was taken`);
      const { errors, values } = await sentences(request, parsed);
      const wrong = what === 'crooked' ? ['email', 'name', 'password', 'timeZone'] : ['email', 'language', 'name', 'password', 'timeZone'];
      expect(Object.keys(errors).sort(), what).toEqual(wrong);
      for (const sentence of Object.values(errors)) expect(sentence).toMatch(/^[^{}]{5,}[.]$/u);
      expect(values).not.toHaveProperty('password');
    }
  }
});
