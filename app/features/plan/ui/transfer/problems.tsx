/** What is wrong with a file, each with the place where it is. */
import { useT } from '~/i18n/react';
import { Notice } from '~/ui/notice';
import type { Problem } from '../../files/problems';

export function useProblemWords() {
  const t = useT('plan');
  return {
    /** `Plan, line 7, cell C7`; empty for the file as a whole. */
    place: ({ sheet, line, cell }: Problem): string =>
      [sheet, line === undefined ? '' : t('files.at.line', { line }), cell ? t('files.at.cell', { cell }) : ''].filter(Boolean).join(', '),
    sentence: ({ code, value = '', most = 0 }: Problem): string => t(`files.problem.${code}`, { value, most }),
  };
}

export function ProblemList({ problems, count }: { problems: readonly Problem[]; count: number }) {
  const t = useT('plan');
  const words = useProblemWords();
  return (
    <Notice tone="danger" title={t('files.problems.title', { count })} live className="mb-5">
      <p>{t('files.problems.lead')}</p>
      <ul className="mt-2 space-y-1 text-ink">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.sheet} ${problem.line} ${problem.cell} ${problem.value}`} className="wrap-anywhere">
            <span className="font-medium">{words.place(problem)}:</span> {words.sentence(problem)}
          </li>
        ))}
        {count > problems.length ? <li>{t('files.problems.more', { count: count - problems.length })}</li> : null}
      </ul>
    </Notice>
  );
}
