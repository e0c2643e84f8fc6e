import { describe, expect, it } from 'vitest';
import { fileProblemWords } from '../../../utils/i18n/transfer';
import { LARGEST_FILE } from '../../../utils/transfer/format';
import type { FileProblem } from '../../../utils/transfer/read';
import { english as t } from '../support/english';

const problems: readonly [FileProblem, string][] = [
  ['too-large', 'This file is too large'],
  ['foreign', "This isn't a file of keys"],
  ['cut', "This file isn't whole"],
  ['newer', 'A newer version wrote this file'],
  ['damaged', 'This file is damaged'],
  ['wrong-passphrase', "The file doesn't open"],
];

describe('fileProblemWords', () => {
  it.each(problems)('%s is headed "%s", and says what it means and what to do', (problem, title) => {
    const notice = fileProblemWords(t, problem);
    expect(notice.title).toBe(title);
    expect(notice.text).toMatch(/(?:Nothing was imported|[Nn]othing was read from it)\.$/);
    expect(notice.next).toMatch(/\.$/);
  });

  it('says that a wrong passphrase and a changed file look the same', () => {
    const { text } = fileProblemWords(t, 'wrong-passphrase');
    expect(text).toMatch(/passphrase is another one, or the file was changed/);
  });

  it('names the limit that is kept to', () => {
    expect(fileProblemWords(t, 'too-large').text).toContain(`${LARGEST_FILE / 1024 / 1024} MB`);
  });
});
