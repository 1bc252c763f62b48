import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

function simulate(...args: string[]) {
  return spawnSync(process.execPath, ['scripts/simulate.ts', ...args], { encoding: 'utf8' });
}

it('prints whom a silent mail block would ping, the account manager among them', () => {
  const { stdout, status } = simulate('mail-block', '--days', '1', '--at', '2023-07-31T06:10:00Z');
  expect(status).toBe(0);
  expect(stdout.split('\n').find((l) => l.startsWith('2023-07-31 12:10:00') && l.includes('Lynne Robbins'))).toContain(
    'call',
  );
  expect(stdout.split('\n').find((l) => l.startsWith('2023-07-31 14:10:00') && l.includes('Lynne Robbins'))).toContain(
    '[deadline',
  );
});

it('says what a moment looks like', () => {
  const { stderr, status } = simulate('mail-block', '--at', 'yesterday');
  expect({ stderr, status }).toEqual({
    stderr: '--at is a moment like 2023-07-31T06:10:00Z, not yesterday.\n',
    status: 1,
  });
});

it('names the playbooks when asked for one that is not there', () => {
  const { stderr, status } = simulate('mailblock');
  expect(status).toBe(1);
  expect(stderr).toContain('There are account-hijack');
});
