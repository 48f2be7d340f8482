import { z } from 'zod';
import { API_SCOPES } from '../protocol/api.ts';
import { conversionSchema } from '../protocol/conversions.schema.ts';
import { PROBLEMS, type ProblemCode } from '../protocol/problems.ts';
import { WEBHOOK_DATA } from '../protocol/webhooks.schema.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../protocol/webhooks.ts';
import * as answers from './answers.schema.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

type Json = Record<string, unknown>;

/** Problems that any call can meet. */
const ANY_CALL: readonly ProblemCode[] = [
  'bad_input',
  'api_key_invalid',
  'scope_missing',
  'too_many_requests',
  'busy',
  'bug',
];

/** `/v1` as an OpenAPI 3.1 document, made of the schemas that the routes parse with. */
export function apiDocument(publicUrl: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dropcast',
      version: '1',
      summary: 'Conversions in; attribution, lifetime value, ledger and payouts out.',
      description:
        'Keys are made in the portal’s settings. A test key (`dc_test_…`) can report conversions ' +
        'that count nowhere. Lists come in pages: send `nextCursor` back as `cursor`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(OPERATIONS),
    webhooks: webhooks(),
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: Object.entries(API_SCOPES)
            .map(([scope, sentence]) => `\`${scope}\`: ${sentence}.`)
            .join(' '),
        },
      },
      schemas: { ...namedSchemas(), Problem: PROBLEM_SCHEMA },
    },
  };
}

/** Problems that an operation can answer with, those of every call included. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const own = [...operation.problems];
  if (operation.pathSchema) own.push('not_found');
  if (operation.isLiveOnly) own.push('live_key_needed');
  if (operation.bodySchema) own.push('unsupported_media_type', 'too_large');
  return [...new Set([...ANY_CALL, ...own])];
}

function pathsOf(operations: readonly Operation[]): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const known = paths[operation.path] ?? {};
    paths[operation.path] = { ...known, [operation.method]: operationOf(operation) };
  }
  return paths;
}

function operationOf(operation: Operation): Json {
  const { id, tag, summary, description, scope, bodySchema, example } = operation;
  const needs = scope ? `Scope: \`${scope}\`.` : 'Any valid key.';
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, needs, operation.isLiveOnly ? 'Needs a live key.' : '']
      .filter((part) => part !== '')
      .join(' '),
    ...(parametersOf(operation).length > 0 ? { parameters: parametersOf(operation) } : {}),
    ...(bodySchema
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: refOrSchema(bodySchema),
                ...(example === undefined ? {} : { example }),
              },
            },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'Done.',
        content: { 'application/json': { schema: refOrSchema(operation.answerSchema) } },
      },
      ...problemAnswers(problemsOf(operation)),
    },
  };
}

function parametersOf({ pathSchema, querySchema }: Operation): Json[] {
  const from = (schema: z.ZodObject | null, place: 'path' | 'query') =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => {
      const { description, ...plain } = schemaOf(field as z.ZodType);
      return {
        name,
        in: place,
        required: place === 'path' || !z.safeParse(field as z.ZodType, undefined).success,
        ...(description ? { description } : {}),
        schema: plain,
      };
    });
  return [...from(pathSchema, 'path'), ...from(querySchema, 'query')];
}

/** One answer per status, naming each code that comes with it. */
function problemAnswers(codes: readonly ProblemCode[]): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const [status] = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, some]) => [status, { description: some.join(', '), content }]),
  );
}

function webhooks(): Json {
  return Object.fromEntries(
    Object.entries(WEBHOOK_EVENTS).map(([type, sentence]) => [
      type,
      {
        post: {
          operationId: `on_${type.replaceAll('.', '_')}`,
          summary: sentence,
          description:
            'Signed by the Standard Webhooks specification: headers `webhook-id`, ' +
            '`webhook-timestamp` and `webhook-signature`.',
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['type', 'timestamp', 'data'],
                  properties: {
                    type: { const: type },
                    timestamp: { type: 'string', format: 'date-time' },
                    data: schemaOf(WEBHOOK_DATA[type as WebhookEvent]),
                  },
                },
              },
            },
          },
          responses: { 200: { description: 'Taken. Any 2xx will do; 410 ends the endpoint.' } },
        },
      },
    ]),
  );
}

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'What went wrong and what to do, by RFC 9457.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'For programs; sentences may be reworded.' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    retryAfterSeconds: { type: 'integer' },
  },
};

/** Schemas with a name of their own in the document. */
const NAMED: Record<string, z.ZodType> = {
  Conversion: conversionSchema,
  ConversionAnswer: answers.conversionAnswer,
  Money: answers.money,
  Order: answers.order,
  Attribution: answers.attribution,
  Contract: answers.contract,
  Ltv: answers.ltv,
  Creator: answers.creator,
  Drop: answers.drop,
  DropStock: answers.dropStock,
  Link: answers.link,
  LedgerEntry: answers.ledgerEntry,
  Payout: answers.payout,
  Caller: answers.caller,
};

function refOrSchema(schema: z.ZodType): Json {
  const name = Object.entries(NAMED).find(([, one]) => one === schema)?.[0];
  return name ? { $ref: `#/components/schemas/${name}` } : schemaOf(schema);
}

function namedSchemas(): Json {
  const { schemas } = z.toJSONSchema(registry(), { ...OPTIONS, uri: refTo });
  return Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, plain(one)]));
}

/** One schema on its own; what has a name is referred to. */
function schemaOf(schema: z.ZodType): Json {
  const all = registry();
  const known = Object.values(NAMED).includes(schema);
  if (!known) all.add(schema, { id: 'It' });
  const { schemas } = z.toJSONSchema(all, { ...OPTIONS, uri: refTo });
  const name = known ? (all.get(schema)?.id ?? '') : 'It';
  return plain(schemas[name] as Json);
}

function registry() {
  const all = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) all.add(schema, { id });
  return all;
}

function refTo(id: string): string {
  return `#/components/schemas/${id}`;
}

const OPTIONS = {
  io: 'input',
  target: 'draft-2020-12',
  // `format` says it; the pattern is a screenful.
  override: ({ jsonSchema }: { jsonSchema: Json }) => {
    if (jsonSchema.format === 'date-time' || jsonSchema.format === 'email') {
      delete jsonSchema.pattern;
    }
  },
} as const;

/** Without what belongs to a document of its own. */
function plain(schema: unknown): Json {
  const { $schema: _dialect, $id: _id, id: _name, ...rest } = schema as Json;
  return rest;
}
