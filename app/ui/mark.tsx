/** The mark: six cities around one council. Decoration beside the name. */
import { classes } from './classes';

const CITIES = Array.from({ length: 6 }, (_, index) => {
  const angle = (index * Math.PI) / 3 - Math.PI / 2;
  return { x: (12 + 8.5 * Math.cos(angle)).toFixed(2), y: (12 + 8.5 * Math.sin(angle)).toFixed(2) };
});

export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={classes('shrink-0 text-accent', className ?? 'size-6')}>
      <circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" strokeWidth="1.25" opacity="0.45" />
      {CITIES.map(({ x, y }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="2.4" fill="currentColor" />
      ))}
      <circle cx="12" cy="12" r="2.9" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
