/** Whole years from a birth date to a day, both calendar dates (YYYY-MM-DD). */
export function ageInYears(bornOn: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}
