import { expect, test } from 'vitest';
import { readSites } from './sites.ts';

test('each line is a site as it is kept, or says why not', () => {
  expect(readSites(' https://www.Example.go.th/ \n\nhttp://localhost:8080\nhttps://www.example.go.th')).toEqual({
    sites: ['https://www.example.go.th', 'http://localhost:8080'],
    faults: [],
  });
  expect(readSites('https://เทศบาล.ไทย').sites).toEqual(['https://xn--o3cg7ak5c9d.xn--o3cw4h']);
  const why = (line: string) => readSites(line).faults;
  expect(why('www.example.go.th')).toEqual([{ line: 'www.example.go.th', why: 'siteScheme' }]);
  expect(why('https://www.example.go.th/home')).toMatchObject([{ why: 'sitePath' }]);
  expect(why('https://*.go.th')).toMatchObject([{ why: 'siteStar' }]);
  expect(why('https://')).toMatchObject([{ why: 'siteName' }]);
  expect(why("https://a.example; script-src 'unsafe-inline'")).toMatchObject([{ why: 'siteName' }]);
});
