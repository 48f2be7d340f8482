import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';

type Json = Record<string, unknown>;
type Call = { path?: Record<string, string>; query?: Record<string, string>; body?: unknown };
type Answer = { status: number; type: string; body: Json };

/**
 * A client made of nothing but an OpenAPI document: it knows operations by their ids, puts parameters
 * where the document says, and holds every answer against the schema of its status. What the document
 * does not describe throws.
 */
export function generateClient(document: Json, { key }: { key: string | null }) {
  const origin = (document.servers as { url: string }[])[0]?.url ?? '';
  const validatorOf = compileWith(document);
  const operations = operationsOf(document);
  return async (
    operationId: string,
    { path = {}, query = {}, body }: Call = {},
  ): Promise<Answer> => {
    const found = operations.get(operationId);
    if (!found) throw new Error(`the document has no operation ${operationId}`);
    const url = new URL(origin + found.path.replace(/\{(\w+)\}/g, (_, name) => path[name] ?? ''));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const response = await fetch(url, {
      method: found.method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const answer = (await response.json()) as Json;
    const isValid = validatorOf(found, response.status, type);
    if (!isValid(answer)) {
      throw new Error(
        `${operationId}: ${JSON.stringify(isValid.errors)} ${JSON.stringify(answer)}`,
      );
    }
    return { status: response.status, type, body: answer };
  };
}

type Operation = { path: string; method: string; operation: Json };

function operationsOf({ paths }: Json): Map<string, Operation> {
  const all = Object.entries(paths as Record<string, Record<string, Json>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
  );
  return new Map(all.map((one) => [String(one.operation.operationId), one]));
}

function compileWith(document: Json) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'https://document.test/', ...document });
  return ({ operation }: Operation, status: number, type: string): ValidateFunction => {
    const responses = operation.responses as Record<string, { content: Record<string, Json> }>;
    const schema = responses[status]?.content[type]?.schema;
    if (!schema) throw new Error(`${operation.operationId} documents no ${status} of ${type}`);
    const text = JSON.stringify(schema).replaceAll('"#/', '"https://document.test/#/');
    return ajv.compile(JSON.parse(text));
  };
}
