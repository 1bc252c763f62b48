import { describe, expect, it } from 'vitest';
import { EVERYBODY, openPace, PERSON } from '../../src/teams/pace.ts';

const START = 1_700_000_000_000;

describe('the pace of one person', () => {
  it('a coordinator on the worst day, 35 commands a minute for an hour with rushes of 60, never meets it', () => {
    const pace = openPace();
    for (let minute = 0; minute < 60; minute += 1) {
      const rush = minute % 5 === 0 ? 60 : 35;
      for (let n = 0; n < rush; n += 1) expect(pace.take('alex', START + minute * 60_000 + n * 50)).toBeNull();
    }
  });

  it('a script is stopped after its burst, told how long, and told again now and then', () => {
    const pace = openPace();
    for (let n = 0; n < PERSON.burst; n += 1) expect(pace.take('alex', START)).toBeNull();
    expect(pace.take('alex', START)).toEqual({ seconds: 15, own: true, told: false });
    expect(pace.take('alex', START + 1_000)).toEqual({ seconds: 14, own: true, told: true });
    expect(pace.take('alex', START + 5_000)).toEqual({ seconds: 10, own: true, told: false });
    expect(pace.take('alex', START + 14_999)).toMatchObject({ seconds: 1 });
    // What was sent meanwhile does not prolong it, and after it there is room for as many as it lasted.
    const after = Array.from({ length: 20 }, () => pace.take('alex', START + 15_000));
    expect(after.filter((one) => one === null)).toHaveLength(15);
  });

  it('is nobody else’s', () => {
    const pace = openPace();
    for (let n = 0; n < 1_000; n += 1) pace.take('script', START);
    expect(pace.take('alex', START)).toBeNull();
  });

  it('a clock that jumps back closes nobody out', () => {
    const pace = openPace();
    for (let n = 0; n <= PERSON.burst; n += 1) pace.take('alex', START);
    expect(pace.take('alex', START - 86_400_000)).toBeNull();
  });
});

describe('the pace of everybody', () => {
  it('a whole university may ask at once; more than that are told to wait, and it is not theirs', () => {
    const pace = openPace();
    for (let n = 0; n < EVERYBODY.burst; n += 1) expect(pace.take(`person-${n}`, START)).toBeNull();
    expect(pace.take('alex', START)).toEqual({ seconds: 5, own: false, told: false });
    expect(pace.take('megan', START)).toEqual({ seconds: 5, own: false, told: false });
    expect(pace.take('alex', START + 5_000)).toBeNull();
  });

  it('forgets first who was quiet for longest: a flood of others does not open the door for a script', () => {
    const pace = openPace(PERSON, { burst: 1e9, perSecond: 1, pauseMs: 1 });
    for (let n = 0; n <= PERSON.burst; n += 1) pace.take('script', START);
    for (let n = 0; n < 20_000; n += 1) {
      pace.take(`person-${n}`, START);
      if (n % 1_000 === 0) expect(pace.take('script', START)).toMatchObject({ own: true });
    }
  });

  it('does not remember without end', () => {
    const pace = openPace();
    for (let n = 0; n < 50_000; n += 1) pace.take(`person-${n}`, START + n);
    expect(pace.size()).toBe(5_000);
  });
});
