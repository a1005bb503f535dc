import { describe, expect, it } from 'vitest';
import { coversYear, parseHolidayCsv } from './holidays.ts';

describe('the yearly list of holidays', () => {
  it('reads headed columns in any order, quoted names, a byte-order mark and comments', () => {
    const { holidays, problems } = parseHolidayCsv(
      '\uFEFF# ประกาศ\r\nkind,name_th,date,name_en\r\nregular,"วันขึ้นปีใหม่, วันแรก ""1""",2026-01-01,New Year\r\ncabinet_special,วันหยุดพิเศษ,2/1/2569,\r\n',
    );
    expect(problems).toEqual([]);
    expect(holidays).toEqual([
      { day: '2026-01-01', name: 'วันขึ้นปีใหม่, วันแรก "1"', nameEn: 'New Year', kind: 'regular' },
      { day: '2026-01-02', name: 'วันหยุดพิเศษ', kind: 'cabinet' },
    ]);
  });

  it('reads two bare columns as an office would type them', () => {
    const { holidays } = parseHolidayCsv('1 ม.ค. 2570,วันขึ้นปีใหม่\n๗ ธ.ค. ๒๕๖๙,ชดเชยวันพ่อแห่งชาติ');
    expect(holidays.map(({ day, kind }) => [day, kind])).toEqual([
      ['2027-01-01', 'regular'],
      ['2026-12-07', 'substitute'],
    ]);
  });

  it('takes from a list by category only what closes a municipality', () => {
    const { holidays } = parseHolidayCsv(
      'date,weekday,name_th,name_en,categories,is_substitute,is_bridge\n2026-05-01,Fri,วันแรงงาน,Labor Day,bank,0,0\n2026-05-13,Wed,วันพืชมงคล,Ploughing,government,0,0\n2026-06-01,Mon,ชดเชย,In lieu,public|workday,1,0\n2026-01-02,Fri,พิเศษ,Bridge,public,0,1',
    );
    expect(holidays.map(({ day, kind }) => [day, kind])).toEqual([
      ['2026-05-13', 'government'],
      ['2026-06-01', 'substitute'],
      ['2026-01-02', 'cabinet'],
    ]);
  });

  it('lists every bad row with its line and keeps the good ones', () => {
    const { holidays, problems } = parseHolidayCsv(
      'date,name,kind\n31/02/2569,ไม่มีจริง,\n\n2026-01-01,,regular\n2026-04-13,"วัน\nสงกรานต์",regular\n2026-04-14,วันสงกรานต์,แปลก',
    );
    expect(problems).toEqual([
      { line: 2, code: 'date-unreadable' },
      { line: 4, code: 'name-missing' },
      { line: 7, code: 'kind-unknown' },
    ]);
    expect(holidays.map((h) => h.day)).toEqual(['2026-04-13']);
    expect(parseHolidayCsv('date,title\n2026-01-01,x').problems).toEqual([{ line: 1, code: 'no-columns' }]);
    expect(parseHolidayCsv('')).toEqual({ holidays: [], problems: [] });
  });

  it('keeps a stray quote as it stands', () => {
    expect(parseHolidayCsv('2026-01-01,วัน "หยุด"\n2026-01-02,"ก" ข\n2026-01-05,ค').holidays.map((h) => h.name)).toEqual([
      'วัน "หยุด"',
      '"ก" ข',
      'ค',
    ]);
  });

  it('knows which years a calendar holds', () => {
    const calendar = new Map([['2023-06-03', { day: '2023-06-03', name: 'วันวิสาขบูชา', kind: 'regular' as const }]]);
    expect([coversYear(calendar, 2023), coversYear(calendar, 2024)]).toEqual([true, false]);
  });
});
