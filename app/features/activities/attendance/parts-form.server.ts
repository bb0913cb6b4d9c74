/** The parts of a sheet as its form has them, checked at the edge. */
import { formats } from '~/i18n/format';
import { countryCodes } from '~/kit/countries';
import { formatter } from '~/kit/formatter';
import { tidy } from '~/kit/forms.server';
import type { Problem } from '../problems';
import { readCount } from '../read-details.server';
import { limits } from './counts';
import { ASKED, type Axis, isAxis, type Part, type Parts, partField, partLimits, STATELESS, sumOf } from './parts';

const countries = new Set([...countryCodes, STATELESS]);

/** @param total of all people of the sheet @param wrong is told what is wrong with a field */
export function readParts(form: FormData, total: number, wrong: (field: string, problem: Problem) => void): Partial<Parts> {
  const asked = [...new Set(form.getAll(ASKED))].filter(isAxis);
  return Object.fromEntries(asked.map((axis) => [axis, readAxis(form, axis, total, wrong)]));
}

function readAxis(form: FormData, axis: Axis, total: number, wrong: (field: string, problem: Problem) => void): Part[] {
  const typed = (field: string) => {
    const value = form.get(field);
    return typeof value === 'string' ? tidy(value) : '';
  };
  const parts: Part[] = [];
  let last = partField(axis, 'count', 0);
  for (let row = 0; row < partLimits.rows; row += 1) {
    const [nameField, countField] = [partField(axis, 'name', row), partField(axis, 'count', row)];
    const [name, text] = [typed(nameField), typed(countField)];
    if (text === '') {
      if (axis === 'country' && name !== '') wrong(countField, 'problem.howMany');
      continue;
    }
    last = countField;
    const { value } = readCount(text);
    if (value === null || value > limits.count) wrong(countField, 'problem.number');
    else if (value > 0) {
      const problem = problemOf(axis, name, parts);
      if (problem) wrong(nameField, problem);
      else parts.push({ name, count: value });
    }
  }
  if (sumOf(parts) > total) wrong(last, 'problem.moreThanCame');
  return parts;
}

function problemOf(axis: Axis, name: string, parts: readonly Part[]): Problem | null {
  if (name === '') return axis === 'country' ? 'problem.countryMissing' : 'problem.choice';
  // A group that was renamed while the form waited for a network is the one that was counted.
  if (axis === 'country' ? !countries.has(name) : name.length > partLimits.name) return 'problem.choice';
  return parts.some((part) => part.name === name) ? 'problem.twice' : null;
}

/** Countries to choose from, in the order of the reader's language. Here, as browsers know other names than the server and sort otherwise. */
export function countryChoices(language: string): { code: string; name: string }[] {
  const { country } = formats(language, 'UTC');
  const { compare } = formatter(Intl.Collator, language, {});
  return countryCodes.map((code) => ({ code, name: country(code) })).sort((a, b) => compare(a.name, b.name));
}
