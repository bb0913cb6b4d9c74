// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { checkTree } from '../../live';
import { docWith, openEditor, paragraph, seeded } from './collaboration/testing';
import { cleanPastedHtml, picturesInPasted } from './paste';

/** The way a paste takes, and what the document then says. */
function pasted(html: string): string {
  const { editor } = openEditor(docWith(seeded(paragraph('1'))));
  editor.view.setProps({ transformPastedHTML: (given) => cleanPastedHtml(given, 'https://koinon.example') });
  editor.view.pasteHTML(html);
  return editor.getHTML().replace(/ data-block="[^"]*"/g, '');
}

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head><body lang=EN-GB>
<!--StartFragment-->
<h1 style='mso-style-name:x'>Στρατηγική<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:8pt'><span lang=EN-GB style='mso-ansi-language:EN-GB'>The <b>local</b> <span style='font-style:italic'>strategy</span><o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>housing<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span>shelters</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>work</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>first</p>
<table class=MsoTableGrid border=1><tr><td width=100 style='width:75pt'><p class=MsoNormal>A</p></td><td><p class=MsoNormal>B</p></td></tr></table>
<!--EndFragment--></body></html>`;

const GOOGLE = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Heading</span></h2><p dir="ltr"><span style="font-weight:400">plain </span><span style="font-weight:700;text-decoration:underline">strong</span><span style="font-style:italic"> slanted</span></p><br><ul><li dir="ltr"><p dir="ltr" role="presentation"><span style="font-weight:400">one</span></p></li><li><p><span>two</span></p></li></ul></b>`;

describe('pasting', () => {
  test('from Word: lists become lists, styles become marks, and nothing of its style sheet becomes text', () => {
    const html = pasted(WORD);
    expect(html).toContain('<h1>Στρατηγική</h1>');
    expect(html).toContain('The <strong>local</strong> <em>strategy</em>');
    expect(html).toContain('<ul><li><p>housing</p><ul><li><p>shelters</p></li></ul></li><li><p>work</p></li></ul>');
    expect(html).toContain('<ol><li><p>first</p></li></ol>');
    expect(html.replace(/<[^>]*>/g, ' ')).toMatch(/ A .* B /);
    expect(html).not.toMatch(/MsoNormal|Calibri|supportLists|style=.*mso|·/);
  });

  test('from Google Docs: the wrapper is not bold, spans are', () => {
    const html = pasted(GOOGLE);
    expect(html).toContain('<h2>Heading</h2>');
    expect(html).toContain('plain <strong><u>strong</u></strong><em> slanted</em>');
    expect(html).toContain('<ul><li><p>one</p></li><li><p>two</p></li></ul>');
    expect(html).not.toContain('<strong>plain');
  });

  test('scripts, foreign pictures and dangerous addresses are left behind', () => {
    const html = pasted(
      '<p onclick="x()">a<script>alert(1)</script><img src="https://tracker.example/p.gif"><a href="javascript:alert(1)">b</a><a href="https://example.org/">c</a></p>',
    );
    expect(html).not.toMatch(/script|tracker|onclick/);
    expect(html).toContain('href="https://example.org/"');
    expect(html.replace(/<[^>]*>/g, '')).toBe('abc');
  });

  test('from Word: a numbered heading loses its number, which is no word of it', () => {
    const html = pasted(
      `<h1 style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Housing</h1><h2 style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.1</span>Shelters</h2>`,
    );
    expect(html).toContain('<h1>Housing</h1><h2>Shelters</h2>');
  });

  test('a picture of this site keeps its place in it', () => {
    const src = `/files/${'d'.repeat(26)}/${'a'.repeat(64)}`;
    expect(pasted(`<p>a</p><img src="https://koinon.example${src}" alt="b">`)).toContain(`src="${src}"`);
    expect(pasted(`<p>a</p><img src="https://elsewhere.example${src}" alt="b">`)).not.toContain('src=');
  });
});

describe('a pasted table', () => {
  /** Rows of cells as they stand in the document: `words colspan×rowspan`, without the latter where it is one by one. */
  function table(html: string): string {
    const { editor, doc } = openEditor(docWith(seeded(paragraph('1'))));
    editor.view.setProps({ transformPastedHTML: (given) => cleanPastedHtml(given, 'https://koinon.example') });
    editor.view.pasteHTML(`<table>${html}</table>`);
    expect(checkTree(doc)).toBeNull();
    const rows: string[] = [];
    editor.state.doc.descendants((node) => {
      if (node.type.name !== 'tableRow') return;
      const cells: string[] = [];
      node.forEach((cell) => {
        const { colspan, rowspan } = cell.attrs;
        cells.push(colspan * rowspan === 1 ? cell.textContent : `${cell.textContent} ${colspan}×${rowspan}`);
      });
      rows.push(cells.join('|'));
    });
    return rows.join('\n');
  }
  const rowsOf = (count: number, first: string) =>
    Array.from({ length: count }, (_, row) => `<tr>${row ? '' : first}<td>b</td></tr>`).join('');

  test.each([
    ['0', 'a|b'],
    ['none', 'a|b'],
    ['-2', 'a|b'],
    ['2', 'a 1×2|b'],
    ['2.5', 'a 1×2|b'],
    ['150', 'a 1×3|b'],
    ['65534', 'a 1×3|b'],
  ])('with a cell over %s rows becomes an even one', (rowspan, firstRow) => {
    const rows = table(rowsOf(3, `<td rowspan="${rowspan}">a</td>`)).split('\n');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toBe(firstRow);
  });

  test('longer than a cell may be goes on without it', () => {
    const rows = table(rowsOf(120, '<td rowspan="120">a</td>')).split('\n');
    expect(rows).toHaveLength(120);
    expect(rows[0]).toBe('a 1×100|b');
    expect(rows[99]).toBe('b');
    expect(rows[100]?.split('|')).toHaveLength(2);
  });

  test.each(['0', 'all', '-1'])('with a cell over %s columns becomes an even one', (colspan) => {
    expect(table(`<tr><td colspan="${colspan}">a</td><td>b</td></tr>`)).toBe('a|b');
  });

  test.each(['4', '100', '100%', '1000'])('whose title goes over %s columns is as wide as the rows below', (colspan) => {
    const body = '<tr><td>b</td><td rowspan="2">c</td><td>d</td></tr><tr><td>e</td><td>f</td></tr>';
    expect(table(`<tr><td colspan="${colspan}">a</td></tr>${body}`)).toBe('a 3×1\nb|c 1×2|d\ne|f');
  });

  test('keeps the merged cells of an even one', () => {
    expect(table('<tr><td colspan="3">a</td></tr>')).toBe('a 3×1');
    expect(table('<tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr>')).toBe('a 2×1\nb|c');
  });

  test('with more widths than a cell may have, or with none that is a number, is taken', () => {
    expect(table(`<tr><td colwidth="${'9,'.repeat(150)}9">a</td><td colwidth="wide">b</td></tr>`)).toBe('a|b');
  });

  test('takes no alignment along: it would be seen by writers alone', () => {
    const { editor } = openEditor(docWith(seeded(paragraph('1'))));
    // Past the cleaning: pieces of a document come from other editors, too.
    editor.view.pasteHTML('<table><tr><td align="center">a</td><th style="text-align: right">b</th></tr></table>');
    expect(editor.getHTML()).toContain('<p>a</p>');
    expect(editor.getHTML()).not.toContain('align');
    expect(cleanPastedHtml('<p align="center">a</p>')).toBe('<p>a</p>');
    // A text that holds one from before stays known, and looks the same to everybody.
    const cell = { type: 'tableCell', attrs: { align: 'center' }, content: [paragraph('2', 'c')] };
    const old = docWith(seeded({ type: 'table', content: [{ type: 'tableRow', content: [cell] }] }));
    expect(checkTree(old)).toBeNull();
    expect(openEditor(old).editor.getHTML()).not.toContain('align');
  });
});

test('words that look like a number or a truth stay words', () => {
  const src = `/files/${'d'.repeat(26)}/${'a'.repeat(64)}`;
  const { editor } = openEditor(docWith(seeded(paragraph('1'))));
  const picture = (given: string) => {
    editor.commands.setContent('<p></p>');
    editor.view.pasteHTML(`<p>a</p><img src="${src}" ${given}><p>b</p>`);
    return (editor.getJSON().content ?? []).find(({ type }) => type === 'image')?.attrs;
  };
  expect(picture('alt="2024" title="true" width="60" height="30"')).toMatchObject({ alt: '2024', title: 'true', width: 60, height: 30 });
  expect(picture('alt="" width="50%" height="0"')).toMatchObject({ alt: '', title: null, width: null, height: null });
});

describe('pictures in what is pasted', () => {
  const own = `https://koinon.example/files/${'d'.repeat(26)}/${'a'.repeat(64)}`;
  test.each([
    [
      'one copied in a browser',
      '<meta charset="utf-8"><img src="https://elsewhere.example/a.png" alt="words that are not shown">',
      true,
      1,
    ],
    ['two of them among words', '<p>See</p><img src="file:///C:/clip_image001.png"><img src="https://lh3.example/b">', false, 2],
    ['a table with one', '<table><tr><td><img src="https://elsewhere.example/a.png"></td></tr></table>', false, 1],
    ['one of our own', `<p>See</p><img src="${own}">`, false, 0],
    ['one that counts readers', '<p>See</p><img src="https://elsewhere.example/a.gif" width="1" height="1">', false, 0],
    ['none', '<style>p{}</style>', false, 0],
  ])('%s', (_, html, alone, lost) => {
    expect(picturesInPasted(html, 'https://koinon.example')).toEqual({ alone, lost });
  });
});
