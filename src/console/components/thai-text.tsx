import { Fragment } from 'react';
import { segments } from '../../thai/index.ts';

/** A heading that may break between words and nowhere else: browsers without a Thai dictionary would break inside one. */
export function ThaiText({ children }: { children: string }) {
  return (
    <span className="[word-break:keep-all]">
      {segments(children).map((segment, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed sentence.
        <Fragment key={at}>
          {at === 0 ? null : <wbr />}
          {segment}
        </Fragment>
      ))}
    </span>
  );
}
