import { describe, expect, it } from 'vitest';
import { formOf } from '../../../utils/options/portal-form';
import { readForm } from '../../../utils/options/read-form';
import { portalSchema } from '../../../utils/portals/schema';
import { templates } from '../../../utils/portals/templates';
import * as z from '../../../utils/schema';

const all = Object.entries(templates);

describe('the template', () => {
  it.each(all)('%s is a descriptor', (_name, template) => {
    expect(z.parse(portalSchema, template)).toEqual(template);
  });

  it.each(all)('%s can be added as it is, under other ids', (_name, template) => {
    const read = readForm(formOf(template, true), 'p-1');
    const added = read.ok ? read.portal : null;
    expect(added).toMatchObject({
      id: 'p-1',
      environments: [{ id: 'p-1/1' }],
      copying: template.copying,
      header: template.header,
      credential: template.credential,
      permissions: template.permissions,
      issuing: template.issuing && { ...template.issuing, environment: 'p-1/1' },
    });
    expect(JSON.stringify(added)).not.toContain(template.id);
  });

  it.each(all)('%s fills nothing by itself, and brings no site along', (_name, template) => {
    for (const { fillsByItself, hostAccess } of template.environments)
      expect([fillsByItself, hostAccess]).toEqual([false, 'optional']);
  });
});
