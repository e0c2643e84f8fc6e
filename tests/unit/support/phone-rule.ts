import { novaPost } from '../../../utils/portals/novapost';

const rule = novaPost.issuing?.fields[0]?.rule;
if (rule?.is !== 'phone') throw new Error('Nova Post makes keys from a phone number');

/** Nova Post's rule for phone numbers. */
export const phoneRule = rule;
