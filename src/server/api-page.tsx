type Operation = {
  summary?: string;
  tags?: string[];
  'x-permission'?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
};
export type Documented = {
  info: { title: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
};
type Listed = { method: string; path: string; operation: Operation };

const STYLE = `
:root{color-scheme:light dark;--ground:#fbfaf7;--ink:#1c2430;--soft:#4a5565;--line:#d8d5cc;--primary:#0f5c63;--card:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#14191f;--ink:#e8e6e0;--soft:#a9b1bc;--line:#343c46;--primary:#6cc5cd;--card:#1b222a}}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.7 system-ui,"Noto Sans Thai",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:28px;line-height:1.4;margin:0}h2{font-size:22px;margin:2rem 0 .5rem}
a{color:var(--primary)}code,pre{font:14px/1.6 ui-monospace,monospace;overflow-wrap:anywhere}
details{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:.4rem 0;padding:0 .9rem}
summary{padding:.55rem 0;cursor:pointer}summary b{display:inline-block;min-width:4.2rem;color:var(--primary)}summary span{color:var(--soft)}
:focus-visible{outline:3px solid var(--primary);outline-offset:2px}pre{white-space:pre-wrap;background:var(--ground);border-radius:8px;padding:.7rem;max-height:26rem;overflow:auto}
.soft{color:var(--soft)}nav{display:flex;flex-wrap:wrap;gap:.2rem .9rem}`;

/** The API as a page to read: every route with who may call it, what it takes and what it answers. */
export function ApiPage({ document: { info, paths } }: { document: Documented }) {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ method: method.toUpperCase(), path, operation })),
  );
  const groups = [...Map.groupBy(all, ({ operation }) => operation.tags?.[0] ?? 'other')].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${info.title} API`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1>{info.title} API</h1>
          <p>{info.description}</p>
          <p>
            <a href="/api/openapi.json">OpenAPI 3.1 (JSON)</a>
          </p>
          <nav aria-label="Groups">
            {groups.map(([tag]) => (
              <a key={tag} href={`#${tag}`}>
                {tag}
              </a>
            ))}
          </nav>
          {groups.map(([tag, listed]) => (
            <section key={tag} id={tag}>
              <h2>{tag}</h2>
              {listed.map((each) => (
                <Route key={`${each.method} ${each.path}`} {...each} />
              ))}
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

function Route({ method, path, operation }: Listed) {
  const body = Object.entries(operation.requestBody?.content ?? {});
  return (
    <details>
      <summary>
        <b>{method}</b> <code>{path}</code> <span>{operation.summary}</span>
      </summary>
      <p className="soft">Permission: {operation['x-permission'] ?? 'public'}</p>
      {operation.parameters?.length ? <Shape title="Parameters" schema={operation.parameters} /> : null}
      {body.map(([type, { schema }]) => (
        <Shape key={type} title={`Body (${type})`} schema={schema} />
      ))}
      {Object.entries(operation.responses ?? {}).map(([status, { content }]) => (
        <Shape key={status} title={`Answer ${status}`} schema={Object.values(content ?? {})[0]?.schema ?? null} />
      ))}
    </details>
  );
}

function Shape({ title, schema }: { title: string; schema: unknown }) {
  return (
    <>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard */}
      <pre tabIndex={0}>{schema === null ? '—' : JSON.stringify(schema, null, 2)}</pre>
    </>
  );
}
