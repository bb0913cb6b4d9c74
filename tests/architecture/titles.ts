/** Reading what tests are called. */
import ts from 'typescript';

/** Titles of the tests in a file: of `test(...)`, `test.each(...)(...)` and their like, with `%s` and `${}` as they stand. */
export function titlesIn(code: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && rootOf(node) === 'test' && node.arguments.some(ts.isFunctionLike)) {
      const [title] = node.arguments;
      titles.push(title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title)) ? title.getText().slice(1, -1) : '');
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.test.ts', code, ts.ScriptTarget.Latest, true));
  return titles;
}

/** `test` for `test.skipIf(a).each(b)`. */
function rootOf(call: ts.Expression): string {
  let root = call;
  while (ts.isCallExpression(root) || ts.isPropertyAccessExpression(root)) root = root.expression;
  return root.getText();
}
