import { codePattern, listMax, referencePattern, type InputField, type InputShape } from '../core/text/input-field.ts'
import type { Api } from './api.ts'
import type { Caller } from './authenticate.ts'
import type { Route } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** OpenAPI 3.1, printed from the tables by which requests are checked: it cannot say something else than they do. */
export function openApiDocument(routes: readonly Route[], api: Pick<Api, 'app' | 'basePath'>): Json {
  const { name } = api.app.rulebook.pack
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    const methods = (paths[path] ??= {})
    methods[route.method.toLowerCase()] = operation(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `open12345: ${name.en}`,
      version: '1',
      description: 'The hotline’s interface for other programs. Add to it only.',
    },
    servers: [{ url: api.basePath }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'From `open12345 token create`' },
        accessCode: {
          type: 'apiKey',
          in: 'header',
          name: 'Access-Code',
          description: 'The code a requester got when they filed',
        },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

function operation(route: Route): Json {
  const parameters = [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(route.query ?? []).map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    ...(route.method === 'POST'
      ? [
          { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 200 } },
          ...(route.path.includes(':number') ? [{ name: 'If-Match', in: 'header', schema: { type: 'string' } }] : []),
        ]
      : []),
  ]
  const media = route.accepts ?? 'application/json'
  return {
    operationId: route.name,
    summary: route.summary,
    security: security[route.caller],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? {
          requestBody: {
            required: Object.keys(route.body).length > 0,
            content: { 'application/json': { schema: shapeSchema(route.body) } },
          },
        }
      : {}),
    ...(route.takes ? { requestBody: { required: true, content: fileContent } } : {}),
    responses: {
      [route.answers]: {
        description: 'Done',
        content: { [media]: { schema: media === 'application/json' ? { type: 'object' } : { type: 'string' } } },
      },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const fileContent: Json = Object.fromEntries(
  ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'].map((type) => [type, {}]),
)

const security: Readonly<Record<Caller, readonly Json[]>> = {
  anyone: [{}],
  staff: [{ token: [] }],
  staff_or_requester: [{ token: [] }, { accessCode: [] }],
  staff_or_anyone: [{ token: [] }, {}],
}

export function shapeSchema(shape: InputShape): Json {
  const required = Object.entries(shape)
    .filter(([, field]) => !('optional' in field && field.optional))
    .map(([name]) => name)
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, fieldSchema(field)])),
    ...(required.length > 0 ? { required } : {}),
  }
}

function fieldSchema(field: InputField): Json {
  switch (field.kind) {
    case 'text':
      return { type: 'string', maxLength: field.max }
    case 'flag':
      return { type: 'boolean' }
    case 'choice':
      return { type: 'string', enum: field.values }
    case 'count':
      return { type: 'integer', minimum: field.min, maximum: field.max }
    case 'ordinal':
      return { type: 'integer', minimum: 1, maximum: 32_767 }
    case 'degrees':
      return { type: 'number', minimum: field.min, maximum: field.max }
    case 'units':
      return { type: 'array', items: { type: 'string', pattern: codePattern.source }, maxItems: listMax }
    case 'files':
      return { type: 'array', items: { type: 'string', pattern: codePattern.source }, maxItems: field.max }
    case 'evidence':
      return { type: 'array', items: { type: 'string', pattern: referencePattern.source }, maxItems: listMax }
    case 'request':
      return { type: 'string', description: 'Number of a request: 14 digits, hyphens allowed' }
    case 'phone':
      return { type: 'string', maxLength: 60, description: 'A phone number; kept as E.164' }
    case 'email':
      return { type: 'string', format: 'email', maxLength: 254 }
    case 'object':
      return shapeSchema(field.fields)
    case 'reason':
      return { type: 'string', pattern: codePattern.source, description: `A reason of the city’s list "${field.list}"` }
    default:
      return { type: 'string', pattern: codePattern.source, description: `Code of a ${field.kind}` }
  }
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'The fact, in the language of Accept-Language' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'The fact and what to do' },
    code: { type: 'string', description: 'Stable: programs decide by it' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'detail'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}
