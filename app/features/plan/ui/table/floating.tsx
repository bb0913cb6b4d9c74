/** Something that opens beside a cell, over everything else: the table scrolls and would cut it off. */
import { type CSSProperties, type HTMLAttributes, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { classes } from '~/ui/classes';

/** px between the cell and what opens, and to the edge of the screen. */
const GAP = 4;
const EDGE = 8;

export interface FloatingProps extends HTMLAttributes<HTMLDivElement> {
  anchor: RefObject<HTMLElement> | HTMLElement;
  /** Somebody presses elsewhere. */
  onAway?: () => void;
}

export function Floating({ anchor, onAway, className, children, ...rest }: FloatingProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<CSSProperties>({ top: 0, left: 0, opacity: 0 });
  const away = useRef(onAway);
  away.current = onAway;
  useLayoutEffect(() => {
    const element = () => (anchor instanceof HTMLElement ? anchor : anchor.current);
    const put = () => {
      const [own, cell] = [ref.current?.getBoundingClientRect(), element()?.getBoundingClientRect()];
      if (!own || !cell) return;
      const below = cell.bottom + GAP;
      const fits = below + own.height <= window.innerHeight - EDGE || cell.top < own.height + GAP + EDGE;
      const top = fits ? Math.min(below, Math.max(EDGE, window.innerHeight - own.height - EDGE)) : cell.top - own.height - GAP;
      const left = Math.max(EDGE, Math.min(cell.left, window.innerWidth - own.width - EDGE));
      setPlace({ top, left });
    };
    const press = (event: Event) => {
      const target = event.target as Node;
      if (!ref.current?.contains(target) && !element()?.contains(target)) away.current?.();
    };
    put();
    const resized = new ResizeObserver(put);
    if (ref.current) resized.observe(ref.current);
    window.addEventListener('scroll', put, true);
    window.addEventListener('resize', put);
    document.addEventListener('pointerdown', press, true);
    return () => {
      resized.disconnect();
      window.removeEventListener('scroll', put, true);
      window.removeEventListener('resize', put);
      document.removeEventListener('pointerdown', press, true);
    };
  }, [anchor]);
  return createPortal(
    <div
      {...rest}
      ref={ref}
      data-editor
      style={place}
      className={classes('fixed z-50 rounded-card border border-line bg-surface text-sm text-ink shadow-lg shadow-shade/20', className)}
    >
      {children}
    </div>,
    document.body,
  );
}
