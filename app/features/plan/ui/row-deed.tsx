/** Takes something out of a list, or brings it back: a small form of one button in its row. */
import { Form as RemixForm } from '@remix-run/react';
import { Undo2, X } from 'lucide';
import { Icon } from '~/ui/icon';

interface Props {
  intent: 'remove' | 'bring-back';
  /** What is sent with it, to say which row is meant. */
  fields: Readonly<Record<string, string>>;
  label: string;
}

export function RowDeed({ intent, fields, label }: Props) {
  const icon = intent === 'remove' ? X : Undo2;
  return (
    <RemixForm method="post" preventScrollReset className="inline-flex">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        name="intent"
        value={intent}
        aria-label={label}
        title={label}
        className="ms-0.5 inline-flex size-7 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink pointer-coarse:size-11"
      >
        <Icon of={icon} className="size-4" />
      </button>
    </RemixForm>
  );
}
