/** What only items of one kind have: the portal's fields of deliverables, milestones and risks. */
import { Plus, X } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { newId } from '~/kit/ids';
import { Button, IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { controlClasses } from '~/ui/text-input';
import { degrees, limits, origins, type SharedText } from '../../plan';
import { codesFor, type PortalList } from '../../portal-lists';
import { SharedTextArea } from '../shared-text';
import { usePlanWords } from '../words';
import type { PartProps } from './item-panel';
import { ChoiceRow, ListRow, Part, Row, Value } from './part';
import { RiskStates } from './risk-states';

export function KindFields(props: PartProps) {
  switch (props.item.kind) {
    case 'deliverable':
      return <DeliverableFields {...props} />;
    case 'milestone':
      return <MilestoneFields {...props} />;
    case 'risk':
      return <RiskFields {...props} />;
    case 'workPackage':
    case 'task':
      return null;
  }
}

function TextRow({ item, edits, plan, field, label }: PartProps & { field: SharedText; label: string }) {
  return (
    <Row label={label} plain>
      {edits ? (
        <SharedTextArea edits={edits} id={item.id} field={field} label={label} lang={plan.facts.language} />
      ) : (
        <Value lang={plan.facts.language}>{item[field]}</Value>
      )}
    </Row>
  );
}

function DeliverableFields(props: PartProps) {
  const { item, edits, plan, today } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const { codes } = plan.facts;
  const options = (list: PortalList, current: string) =>
    codesFor(codes, list, current).map((value) => ({ value, label: words.code(codes, list, value) }));
  return (
    <Part title={words.kind('deliverable')}>
      <div className="grid gap-2">
        <ChoiceRow
          label={t('panel.type')}
          value={item.deliverable}
          options={options('type', item.deliverable)}
          onChange={edits && ((deliverable) => edits.change(item.id, { deliverable }))}
        />
        <ChoiceRow
          label={t('panel.dissemination')}
          value={item.dissemination}
          options={options('level', item.dissemination)}
          onChange={edits && ((dissemination) => edits.change(item.id, { dissemination }))}
        />
        <p className="text-xs text-ink-soft">
          {t('panel.preset')} <Link to="lists">{t('lists.title')}</Link>
        </p>
        <ChoiceRow
          label={t('panel.document')}
          value={item.document}
          options={plan.facts.documents.map(({ id, title, lang }) => ({ value: id, label: title, lang }))}
          empty={t('panel.noDocument')}
          onChange={edits && ((value) => edits.change(item.id, { document: value || null }))}
        />
        {plan.isOverdue(item, today) || item.delay ? <TextRow {...props} field="delay" label={t('panel.delay')} /> : null}
      </div>
    </Part>
  );
}

function MilestoneFields(props: PartProps) {
  const words = usePlanWords();
  const t = useT('plan');
  return (
    <Part title={words.kind('milestone')}>
      <div className="grid gap-2">
        <TextRow {...props} field="means" label={t('panel.means')} />
        <PackagesRow {...props} />
        <Proofs {...props} />
      </div>
    </Part>
  );
}

function RiskFields(props: PartProps) {
  const { item, edits } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const degreeOptions = degrees.map((value) => ({ value, label: words.degree(value) }));
  return (
    <Part title={words.kind('risk')}>
      <div className="grid gap-2">
        <ChoiceRow
          label={t('panel.origin')}
          value={item.origin}
          options={origins.map((value) => ({ value, label: words.origin(value) }))}
          onChange={edits && ((value) => edits.change(item.id, { origin: origins.find((one) => one === value) }))}
        />
        <ChoiceRow
          label={t('panel.likelihood')}
          value={item.likelihood}
          options={degreeOptions}
          onChange={edits && ((value) => edits.change(item.id, { likelihood: degrees.find((one) => one === value) }))}
        />
        <ChoiceRow
          label={t('panel.severity')}
          value={item.severity}
          options={degreeOptions}
          onChange={edits && ((value) => edits.change(item.id, { severity: degrees.find((one) => one === value) }))}
        />
        <PackagesRow {...props} />
        <TextRow {...props} field="mitigation" label={t('panel.mitigation')} />
        <RiskStates {...props} />
      </div>
    </Part>
  );
}

/** The work packages that it concerns beside its own. */
function PackagesRow({ plan, item, edits }: PartProps) {
  const t = useT('plan');
  const options = (plan.outline.children.get(null) ?? [])
    .filter(({ kind, id }) => kind === 'workPackage' && id !== item.parent)
    .map(({ id, title }) => ({ value: id, label: `${plan.codeOf(id) ?? ''} ${title}`, lang: plan.facts.language }));
  return (
    <ListRow
      label={t('panel.packages')}
      chosen={options.filter(({ value }) => item.packages.includes(value))}
      options={options}
      add={t('panel.addPackage')}
      onAdd={edits && ((value) => edits.list(item.id, { list: 'packages', id: value, value: true }))}
      onRemove={(value) => edits?.list(item.id, { list: 'packages', id: value, value: null })}
    />
  );
}

/** What shows that a milestone is reached: addresses of documents here or of pages elsewhere. */
function Proofs({ item, edits, plan }: PartProps) {
  const t = useT('plan');
  const [typed, setTyped] = useState({ title: '', url: '' });
  const [wrong, setWrong] = useState(false);
  const add = () => {
    const url = typed.url.trim();
    const good = /^https?:\/\/\S+$/.test(url);
    setWrong(!good);
    if (!good) return;
    edits?.list(item.id, { list: 'proofs', id: newId(), value: { title: typed.title.trim() || url, url } });
    setTyped({ title: '', url: '' });
  };
  return (
    <Row label={t('panel.proofs')} plain>
      <ul className="grid gap-1 py-1">
        {item.proofs.map((proof) => (
          <li key={proof.id} className="flex items-center gap-2">
            <a href={proof.url} lang={plan.facts.language} rel="noreferrer noopener" target="_blank" className="min-w-0 flex-1 truncate">
              {proof.title}
            </a>
            {edits ? (
              <IconButton
                label={t('panel.takeOut', { name: proof.title })}
                onClick={() => edits.list(item.id, { list: 'proofs', id: proof.id, value: null })}
              >
                <Icon of={X} className="size-4" />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {edits ? (
        <div className="grid gap-1.5">
          <input
            type="text"
            aria-label={t('panel.proofTitle')}
            placeholder={t('panel.proofTitle')}
            maxLength={limits.title}
            value={typed.title}
            onChange={({ target }) => setTyped({ ...typed, title: target.value })}
            className={controlClasses}
          />
          <input
            type="url"
            aria-label={t('panel.proofUrl')}
            placeholder="https://"
            maxLength={limits.url}
            aria-invalid={wrong || undefined}
            value={typed.url}
            onChange={({ target }) => setTyped({ ...typed, url: target.value })}
            className={controlClasses}
          />
          {wrong ? (
            <p role="alert" className="text-sm text-danger">
              {t('panel.proofWrong')}
            </p>
          ) : null}
          <Button icon={<Icon of={Plus} className="size-4" />} onClick={add} className="justify-self-start">
            {t('panel.addProof')}
          </Button>
        </div>
      ) : null}
    </Row>
  );
}
