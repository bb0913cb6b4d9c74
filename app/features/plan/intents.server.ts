/** What the buttons about the plan ask for, by the name in `intent`: one place that reads their forms and calls the commands. */
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound } from '~/features/partnerships/queries.server';
import type { Parsed } from '~/kit/forms.server';
import { takeBaseline } from './baselines.server';
import { decide, type Freeze } from './decide.server';
import { readDecision, readNewBaseline, readNewView, readOne, readPeriod, readRename, readSharing } from './forms.server';
import { addPeriod, changePeriod, lockPeriod, type OpenElsewhere, removePeriod, unlockPeriod } from './periods.server';
import type { Outcome, Problem } from './problems';
import { keepView, makeDefault, removeView, renameView, shareView } from './views.server';

export interface Asked {
  seat: Seat;
  form: FormData;
  /** ISO date where the person is. */
  today: string;
  freeze: Freeze;
  /** What other features have open in the days of a period that is to be locked; where nobody asks for that, no period is locked. */
  elsewhere?: OpenElsewhere;
}

/** Throws the 404 answer where the intent is none. */
export async function act(asked: Asked): Promise<Outcome> {
  const { seat, form, today, freeze, elsewhere } = asked;
  switch (form.get('intent')) {
    case 'decide':
      return read(readDecision(form), (data) => decide(seat, data, today, freeze));
    case 'take-baseline':
      return read(readNewBaseline(form), (data) => takeBaseline(seat, data));
    case 'add-period':
      return read(readPeriod(form), (data) => addPeriod(seat, data));
    case 'change-period':
      return read(readOne(form), ({ id }) => read(readPeriod(form), (data) => changePeriod(seat, id, data)));
    case 'remove-period':
      return read(readOne(form), ({ id }) => removePeriod(seat, id));
    case 'lock-period':
      if (!elsewhere) throw notFound();
      return read(readOne(form), ({ id }) => lockPeriod(seat, id, today, { elsewhere, anyway: form.get('anyway') === '1' }));
    case 'unlock-period':
      return read(readOne(form), ({ id }) => unlockPeriod(seat, id));
    case 'keep-view':
      return read(readNewView(form), (data) => keepView(seat, data));
    case 'rename-view':
      return read(readRename(form), ({ id, name }) => renameView(seat, id, name));
    case 'share-view':
      return read(readSharing(form), ({ id, shared }) => shareView(seat, id, shared));
    case 'remove-view':
      return read(readOne(form), ({ id }) => removeView(seat, id));
    case 'default-view':
      return read(readOne(form), ({ id }) => makeDefault(seat, id));
    case 'no-default-view':
      return makeDefault(seat, '');
    default:
      throw notFound();
  }
}

async function read<Data>(parsed: Parsed<Data, Problem>, work: (data: Data) => Promise<Outcome>): Promise<Outcome> {
  return parsed.ok ? work(parsed.data) : { ok: false, problems: parsed.errors };
}
