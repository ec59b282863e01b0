const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Returns the moment that `2026-11-01` (its end, in UTC) or a full ISO 8601 time means; null for anything else. */
export function asOfMoment(text: string): Date | null {
  if (day.test(text)) {
    const end = new Date(`${text}T23:59:59.999Z`);
    return isOfOurTime(end) && end.toISOString().startsWith(text) ? end : null;
  }
  const time = moment.test(text) ? new Date(text) : null;
  return time && isOfOurTime(time) ? time : null;
}

/** Years of four digits: PostgreSQL has no year zero. */
function isOfOurTime(time: Date): boolean {
  return time.getTime() >= Date.UTC(1000) && time.getTime() < Date.UTC(10_000);
}

/** Returns the day, or the moment to the second, as it is stated; always in UTC. */
export function asOfText(text: string): string {
  if (day.test(text)) return text;
  return `${asOfMoment(text)?.toISOString().slice(0, 19).replace("T", " ") ?? text} UTC`;
}
