import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PLAIN_PAGE_POLICY, plainPage } from './plain-page.ts';

describe('a plain page', () => {
  it('carries exactly the style that its policy lets through', () => {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(plainPage(WORDS)) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(PLAIN_PAGE_POLICY).toContain(`'sha256-${hash}'`);
  });

  it('shows words as words, whatever is in them', () => {
    const page = plainPage({
      title: '<script>1</script>',
      text: '"A" & <b>',
      link: { href: '/?a="b"', label: '<i>' },
    });
    expect(page).toContain('<h1>&lt;script&gt;1&lt;/script&gt;</h1>');
    expect(page).toContain('<p>&quot;A&quot; &amp; &lt;b&gt;</p>');
    expect(page).toContain('<a href="/?a=&quot;b&quot;">&lt;i&gt;</a>');
  });

  it('is named in the tab by its title, or by what it is given', () => {
    expect(plainPage(WORDS)).toContain('<title>Nothing here</title>');
    expect(plainPage({ ...WORDS, tab: '404' })).toContain('<title>404</title>');
  });
});

const WORDS = { title: 'Nothing here', text: 'Perhaps a letter is missing.' };
