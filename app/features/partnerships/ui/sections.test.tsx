import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { FormSection } from './sections';

test('the form below a list is drawn by the server without a warning of React', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(renderToString(<FormSection title="Add place">fields</FormSection>)).toContain('Add place');
  expect(said).not.toHaveBeenCalled();
});
