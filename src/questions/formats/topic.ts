/** `$course$/top/a/b` is `a/b`: what stands before it is where Moodle keeps it. */
export function topicOf(category: string | undefined): string | undefined {
  const names = (category ?? '').replaceAll('//', '\u0000').split('/');
  const own = names
    .map((name) => name.replaceAll('\u0000', '/').trim())
    .filter((name) => name !== '' && !/^\$\w+\$$/.test(name));
  const topic = (own[0] === 'top' ? own.slice(1) : own).join('/');
  return topic === '' ? undefined : topic;
}

/** A topic as the category that is read as it. */
export const categoryOf = (topic: string): string => `$course$/top/${topic}`;
