/** Public holidays as plain dates, computed beforehand so that the core needs no calendar library. */
import Holidays from 'date-holidays';

let countries: ReadonlySet<string> | undefined;

/** Whether the country code has a calendar of holidays. */
export function isCountry(code: string): boolean {
  countries ??= new Set(Object.keys(new Holidays().getCountries()));
  return countries.has(code);
}

/** The public holidays from the year before `year` to the third after it (yyyy-mm-dd, ascending), with the `also` dates. */
export function holidayDates(country: string | undefined, also: readonly string[], year: number): readonly string[] {
  const dates = new Set(also);
  if (country !== undefined) {
    const source = new Holidays(country);
    for (let each = year - 1; each <= year + 3; each += 1)
      for (const { type, date, start, end } of source.getHolidays(each)) {
        if (type !== 'public') continue;
        // Some last several days; their dates are those of the country, whatever zone this machine is in.
        const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
        const first = Temporal.PlainDate.from(date.slice(0, 10));
        for (let day = 0; day < days; day += 1) dates.add(first.add({ days: day }).toString());
      }
  }
  return [...dates].sort();
}
