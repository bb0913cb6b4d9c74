import { test } from './fixtures';
test('look', async ({ koinon, as }) => {
  test.setTimeout(120000);
  const Database = (await import('better-sqlite3')).default;
  const { default: path } = await import('node:path');
  const d = new Database(path.join(koinon.dataDir, 'koinon.sqlite'));
  const p = d.prepare(`SELECT id FROM "Partnership" WHERE acronym LIKE '%NCLUSION%' OR acronym LIKE '%nclusion%'`).get() as {id:string};
  const u = d.prepare(`SELECT u.email FROM "User" u JOIN "Member" m ON m."userId"=u.id JOIN "MemberRole" r ON r."memberId"=m.id WHERE m."partnershipId"=? AND r.role='coordinator'`).get(p.id) as {email:string};
  console.log(p, u);
  for (const [name, viewport, scheme] of [['desk',{width:1280,height:900},'light'],['phone',{width:360,height:740},'light'],['dark',{width:1280,height:900},'dark']] as const) {
    const page = await as(u.email, { viewport, colorScheme: scheme });
    for (const [n, a] of [['budget','budget'],['expenses','budget/expenses'],['effort','budget/effort?month=2024-05'],['rules','budget/rules'],['home','']] as const) {
      await page.goto(`${koinon.url}/p/${p.id}/${a}`);
      await page.screenshot({ path: `/tmp/look-${name}-${n}.png`, fullPage: name !== 'dark' });
    }
  }
});
