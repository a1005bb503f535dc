import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { type ChartData, chartCsv, chartSvg } from './chart-file.ts';

const data: ChartData = {
  title: 'กองช่าง <ตอบทัน> & อื่น ๆ',
  note: 'ปีงบประมาณ 2569',
  item: 'รายการ',
  series: ['ทันกำหนด', 'ปีก่อน'],
  rows: [
    { label: 'กองช่าง, "เดิม"', values: [92.5, 90] },
    { label: '=SUM(A1)', values: [null, 0] },
  ],
  format: (value) => `${value}%`,
};

test('the figures go out as CSV that Excel reads: Thai, bare numbers, nothing that is run as a formula', () => {
  expect(chartCsv(data)).toBe('\uFEFFรายการ,ทันกำหนด,ปีก่อน\r\n"กองช่าง, ""เดิม""",92.5,90\r\n\'=SUM(A1),,0\r\n');
});

test.each(['bars', 'lines'] as const)(
  'the picture (%s) is whole XML with title, labels and figures as text',
  (shape) => {
    const svg = chartSvg(data, shape, 100);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toContain('กองช่าง &lt;ตอบทัน&gt; &amp; อื่น ๆ');
    expect(svg).toContain(shape === 'bars' ? '92.5%' : 'polyline');
    expect(svg).not.toContain('NaN');
  },
);

test('a bar is as long as its share of the scale', () => {
  const widths = [...chartSvg(data, 'bars', 100).matchAll(/<rect x="300" y="\d+" width="([\d.]+)"/g)].map(([, w]) =>
    Number(w),
  );
  expect(widths).toEqual([499.5, 486, 0, 0]);
});
