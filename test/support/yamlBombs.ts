// Small files that are huge once they are read.

/** `large`: no bomb, only as much as is read at all. */
export function bombs(): { name: string; text: string; large?: true }[] {
  const laughs = Array.from({ length: 12 }, (_, n) => {
    const inside = n === 0 ? '"lol"' : `*a${n - 1}`;
    return `a${n}: &a${n} [${Array(9).fill(inside).join(', ')}]`;
  }).join('\n');
  const merges = Array.from({ length: 12 }, (_, n) =>
    n === 0
      ? 'm0: &m0 { a: 1, b: 2 }'
      : `m${n}: &m${n} { ${Array.from({ length: 9 }, (_, i) => `k${i}: *m${n - 1}`).join(', ')} }`,
  ).join('\n');
  return [
    { name: 'a billion laughs in lists', text: `${laughs}\nname: *a11\n` },
    { name: 'the same in mappings', text: `${merges}\npeople: *m11\n` },
    { name: 'a merge of many merges', text: `${merges}\npeople: { <<: [*m11, *m10, *m9] }\n` },
    { name: 'ten thousand aliases of one', text: `a: &a [1, 2, 3]\nb: [${Array(10_000).fill('*a').join(', ')}]\n` },
    { name: 'an anchor that holds itself', text: 'a: &a [*a, *a, *a]\n' },
    { name: 'brackets in brackets', text: `people: ${'['.repeat(30_000)}\n` },
    { name: 'mappings in mappings', text: `people: ${'{a: '.repeat(20_000)}\n` },
    { name: 'dashes in dashes', text: `people:\n  ${'- '.repeat(20_000)}x\n` },
    { name: 'a key of a megabyte', text: `${'k'.repeat(240_000)}: 1\n` },
    {
      name: '25,000 keys that nobody knows',
      text: Array.from({ length: 25_000 }, (_, n) => `k${n}: 1`).join('\n'),
      large: true,
    },
    { name: 'one key 30,000 times', text: 'name: x\n'.repeat(30_000), large: true },
    { name: 'twenty thousand lists', text: `people:\n${'  - [1]\n'.repeat(20_000)}`, large: true },
    { name: 'quotation marks without end', text: `name: "${'\\"'.repeat(100_000)}\n` },
    { name: 'tags and directives', text: `%YAML 9.9\n---\n!!js/function "return 1"\n${'!<tag:x> '.repeat(2_000)}x\n` },
    { name: 'ten megabytes', text: '# '.repeat(5_000_000) },
  ];
}
