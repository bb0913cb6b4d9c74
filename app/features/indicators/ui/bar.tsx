/** Bars, drawn by the server as SVG. They say nothing that does not stand beside them as a number: readers of screens are spared them. */

/** @param part from 0 to 1 @param mark a second place on it, as a line: the target */
export function Bar({ part, mark }: { part: number; mark?: number }) {
  const at = (share: number) => `${Math.round(share * 1000) / 10}%`;
  return (
    <svg aria-hidden width="100%" height="12" className="block min-w-16 overflow-visible" preserveAspectRatio="none">
      <rect width="100%" height="12" rx="3" className="fill-sunken stroke-line" />
      <rect width={at(part)} height="12" rx="3" className="fill-accent" />
      {mark === undefined ? null : <line x1={at(mark)} x2={at(mark)} y1="-3" y2="15" strokeWidth="2" className="stroke-ink" />}
    </svg>
  );
}
