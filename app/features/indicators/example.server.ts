/** Indicators of the example partnership @nclusion: some of the fund, some of the partnership's own work, with what its example activities add. */
import type { ExamplePart } from '~/features/partnerships/example.server';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { type Catalogue, type PresetKey, presets } from './catalogues';
import { addPresets, addValue, linkActivity } from './commands.server';

const chosen: readonly { catalogue: Catalogue; key: PresetKey; target: number | null; adds?: readonly string[] }[] = [
  { catalogue: 'amif', key: 'o22', target: 6 },
  { catalogue: 'amif', key: 'o23', target: 400, adds: ['Round table with newcomers on health services'] },
  { catalogue: 'amif', key: 'o232', target: 120 },
  { catalogue: 'process', key: 'sessions', target: 40, adds: ['Kick-off meeting', 'Round table with newcomers on health services'] },
  {
    ...{ catalogue: 'process', key: 'participants', target: 600 },
    adds: ['Kick-off meeting', 'Round table with newcomers on health services', 'Two days for staff of reception services'],
  },
  { catalogue: 'process', key: 'reviews', target: 6, adds: ['Peer review of the draft strategy of Palermo'] },
  { catalogue: 'process', key: 'practices', target: 5, adds: ['Rainbow buddies: from Berlin to Wrocław'] },
];

export const exampleIndicators: ExamplePart = async ({ key, partnershipId, users }) => {
  if (key !== 'nclusion' || !users.anna || (await db().indicator.count({ where: { partnershipId } })) > 0) return;
  const anna = { userId: users.anna };
  const list = chosen.flatMap(({ catalogue, key: name }) => {
    const preset = presets[catalogue].find((one) => one.key === name);
    return preset ? [{ catalogue, preset }] : [];
  });
  await addPresets(anna, partnershipId, list, 'en');
  const [rows, activities] = await Promise.all([
    db().indicator.findMany({ where: { partnershipId }, select: { id: true, catalogue: true } }),
    db().activity.findMany({ where: { partnershipId }, select: { id: true, title: true } }),
  ]);
  for (const { catalogue, key: name, target, adds = [] } of chosen) {
    const id = rows.find((row) => row.catalogue === `${catalogue}.${name}`)?.id;
    if (!id) continue;
    await db().indicator.update({ where: { id }, data: { target } });
    for (const { id: activityId } of activities.filter(({ title }) => adds.includes(title)))
      await linkActivity(anna, partnershipId, id, activityId);
  }
  const towns = rows.find((row) => row.catalogue === 'amif.o22')?.id ?? '';
  const value = { id: newId(), day: '2025-12-31', country: 'CY', amount: 2, text: 'Letters of support of Nicosia and Alzira' };
  await addValue(anna, partnershipId, towns, value);
};
