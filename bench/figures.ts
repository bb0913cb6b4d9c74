/** Numbers: percentiles, goals, and how a result is printed. */

/** A result is flat: names and numbers, so that two runs can be compared by any tool. */
export type Result = Record<string, number | string | boolean>;

/** Nearest-rank percentile. @param share 0.5 for the median */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: number[]) => percentile(values, 0.5);

/** One digit behind the point: more would be noise. */
export const rounded = (value: number) => Math.round(value * 10) / 10;

/** `name`, `nameGoal` and `nameMet` (at or below the goal). Judged as it is printed: nobody can follow "22, goal 22, missed". */
export function against(name: string, value: number, goal: number): Result {
  const shown = rounded(value);
  return { [name]: shown, [`${name}Goal`]: goal, [`${name}Met`]: shown <= goal };
}

/** A table of what was measured, with the goal beside it where there is one. */
export function table(result: Result): string {
  const rows = Object.entries(result)
    .filter(([name]) => !/(Goal|Met)$/.test(name))
    .map(([name, value]) => {
      const goal = result[`${name}Goal`];
      const judged = goal === undefined ? '' : `goal ${goal}`;
      const met = result[`${name}Met`];
      return [name, String(value), judged, met === undefined ? '' : met ? 'met' : 'missed'];
    });
  // Words may be long (file names); they get a line's end, not a column's width.
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.filter((row) => row[2] !== '' || column === 0).map((row) => row[column]?.length ?? 0), 0),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
