// The OpenAPI document as a plain page: no script, no dependency, readable on paper too.
interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name?: string; in?: string; required?: boolean }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
}
export interface ReadableDocument {
  info: { title: string; version: string; description?: string };
  tags?: { name: string }[];
  paths?: Record<string, unknown>;
  components?: { schemas?: Record<string, unknown> };
}

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const schemaOf = (content: Record<string, { schema?: unknown }> | undefined) => Object.values(content ?? {})[0]?.schema;

const details = (title: string, value: unknown) =>
  value === undefined
    ? ''
    : `<details><summary>${escape(title)}</summary><pre>${escape(JSON.stringify(value, null, 2))}</pre></details>`;

function operationPart(path: string, method: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    (one) =>
      `<li><code>${escape(one.name ?? '')}</code> in ${escape(one.in ?? '')}${one.required ? ', required' : ''}</li>`,
  );
  const answers = Object.entries(operation.responses ?? {}).map(
    ([status, answer]) =>
      `<li><b>${status}</b> ${escape(answer.description ?? '')}${details('Shape', schemaOf(answer.content))}</li>`,
  );
  return `<article id="${escape(operation.operationId ?? '')}"><h3><span>${method.toUpperCase()}</span> <code>${escape(path)}</code></h3>
<p>${escape(operation.summary ?? '')} ${escape(operation.description ?? '')}</p>
${parameters.length ? `<h4>Parameters</h4><ul>${parameters.join('')}</ul>` : ''}
${details('Body', schemaOf(operation.requestBody?.content))}
<h4>Answers</h4><ul>${answers.join('')}</ul></article>`;
}

const style = `body{font:15px/1.7 system-ui,sans-serif;color:#1d2430;background:#fbfaf7;margin:0 auto;max-width:60rem;padding:2rem 1rem}
h1,h2,h3{color:#1f3a6e;line-height:1.3}article{background:#fff;border:1px solid #e5e1d8;border-radius:10px;padding:1rem 1.25rem;margin:1rem 0}
h3{margin:0;font-size:1rem;overflow-wrap:anywhere}h3 span{display:inline-block;min-width:4.5rem}h4{margin:.75rem 0 0;font-size:.9rem}
pre{overflow:auto;background:#f6f4ee;padding:.75rem;border-radius:8px;font-size:12px;line-height:1.5}ul{margin:.25rem 0;padding-left:1.25rem}a{color:#1f3a6e}`;

/** @param nonce of the answer, without which its style would not count */
export function apiPage(document: ReadableDocument, nonce: string): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = (document.tags ?? []).map(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name));
    return `<section><h2>${escape(name)}</h2>${own.map((one) => operationPart(one.path, one.method, one.operation)).join('')}</section>`;
  });
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => details(name, schema));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(document.info.title)} API</title><style nonce="${escape(nonce)}">${style}</style></head><body><main><h1>${escape(document.info.title)} API ${escape(document.info.version)}</h1>
<p>${escape(document.info.description ?? '')} The same as a file: <a href="/api/openapi.json">openapi.json</a>.</p>
${groups.join('')}<section><h2>Shapes</h2>${schemas.join('')}</section></main></body></html>`;
}
