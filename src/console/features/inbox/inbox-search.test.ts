import { describe, expect, it } from 'vitest';
import { filterOf, filtersOn, InboxSearch } from './inbox-search.ts';

const category = '01900000-0000-7000-8000-000000000001';

describe('the address of the inbox', () => {
  it('keeps what it knows and drops what it does not, part by part', () => {
    const search = InboxSearch.parse({
      view: 'overdue',
      status: 'asleep',
      categoryId: category,
      departmentId: 'works',
      from: '2026-02-30',
      to: '2026-05-04',
      search: 555,
      case: '../..',
      stranger: 'x',
    });
    expect(JSON.parse(JSON.stringify(search))).toEqual({
      view: 'overdue',
      categoryId: category,
      to: '2026-05-04',
      search: '555',
    });
    expect(filtersOn(search)).toEqual(['categoryId', 'to']);
  });

  it('asks the server for the page’s own view where it names none, and never for the case beside the list', () => {
    expect(filterOf({ case: category, kind: 'question' }, 'mine')).toEqual({ view: 'mine', kind: 'question' });
    expect(filterOf({ view: 'closed', search: '' }, 'mine')).toEqual({ view: 'closed' });
  });
});
