import type { FactAndRemedy } from '../core/text/sentence.ts'

/** What the interface itself refuses, before any rule of the city is asked: status and words. */
export interface HttpProblemKind {
  readonly status: number
  readonly words: FactAndRemedy
}

const kind = (status: number, zh: readonly [string, string], en: readonly [string, string]): HttpProblemKind => ({
  status,
  words: { 'zh-CN': zh, en },
})

export const httpProblems = {
  malformed_address: kind(
    400,
    ['地址中有无效的编码。', '请检查地址里的百分号编码。'],
    ['The address is badly encoded.', 'Check its percent signs.'],
  ),
  unknown_filter: kind(
    400,
    ['没有这个查询参数。', '[可用：{known}。]请删去其他参数。'],
    ['There is no such query parameter.', '[Known here: {known}.] Leave the others out.'],
  ),
  invalid_filter: kind(
    400,
    ['查询参数的值不正确。', '请对照接口说明更正。'],
    ['The value of a query parameter is wrong.', 'Correct it by the API description.'],
  ),
  signature_wrong: kind(
    401,
    ['签名不正确或已过期。', '请用约定的密钥对时间戳和内容签名，并检查时钟。'],
    ['The signature is wrong or too old.', 'Sign timestamp and body with the agreed secret, and check your clock.'],
  ),
  empty_body: kind(
    400,
    ['请求没有内容。', '请以 JSON 发送内容；没有字段时发送一个空对象。'],
    ['The request has no body.', 'Send JSON; an empty object where there are no fields.'],
  ),
  malformed_json: kind(
    400,
    ['内容不是正确的 JSON。', '请检查引号、逗号和括号。'],
    ['The body is not JSON.', 'Check quotes, commas and brackets.'],
  ),
  not_utf8: kind(
    400,
    ['内容不是 UTF-8 编码。', '请将文本转换为 UTF-8 后再发送。'],
    ['The body is not UTF-8.', 'Convert the text to UTF-8 and send it again.'],
  ),
  too_deep: kind(
    400,
    ['JSON 嵌套太深。', '[最多 {limit} 层。]请展开后再发送。'],
    ['The JSON is nested too deeply.', '[At most {limit} levels.] Flatten it and send again.'],
  ),
  malformed_key: kind(
    400,
    ['Idempotency-Key 的格式不正确。', '请用 1 至 200 个可见的 ASCII 字符。'],
    ['The Idempotency-Key is malformed.', 'Use 1 to 200 visible ASCII characters.'],
  ),
  unauthenticated: kind(
    401,
    ['需要登录凭证。', '请在 Authorization 头中提供有效的 Bearer 令牌；市民请提供查询码。'],
    ['Credentials are needed.', 'Send a valid Bearer token in Authorization; requesters send their access code.'],
  ),
  page_not_found: kind(
    404,
    ['没有这个地址。', '请对照接口说明检查地址。'],
    ['There is nothing at this address.', 'Check it against the API description.'],
  ),
  method_not_allowed: kind(
    405,
    ['这个地址不支持这种方法。', '[可用：{known}。]'],
    ['The address does not know this method.', '[Known here: {known}.]'],
  ),
  not_acceptable: kind(
    406,
    ['只能以 JSON 应答。', '请在 Accept 中接受 application/json。'],
    ['Answers are JSON only.', 'Accept application/json.'],
  ),
  in_progress: kind(
    409,
    ['同一个请求正在处理中。', '请稍候，用同一个 Idempotency-Key 再查一次。'],
    ['The same request is still being carried out.', 'Wait a moment and ask again with the same Idempotency-Key.'],
  ),
  outcome_unknown: kind(
    409,
    ['上一次尝试的结果不明。', '请先查看诉求的当前状态，再决定是否用新的 Idempotency-Key 重做。'],
    [
      'What became of the first try is not known.',
      'Look at the request first; repeat with a new Idempotency-Key only where it had no effect.',
    ],
  ),
  stale: kind(
    412,
    ['您看到的不是最新版本。', '请刷新，看清改动后再决定。'],
    ['What you saw is out of date.', 'Reload, look at the change, and decide again.'],
  ),
  payload_too_large: kind(
    413,
    ['内容太大。', '[最多 {limit} 字节，解压后计算。]请缩短。'],
    ['The body is too large.', '[At most {limit} bytes, unpacked.] Make it shorter.'],
  ),
  unsupported_media_type: kind(
    415,
    ['只接受 JSON。', '请用 Content-Type: application/json 发送。'],
    ['Only JSON is accepted.', 'Send it with Content-Type: application/json.'],
  ),
  unsupported_charset: kind(
    415,
    ['只接受 UTF-8 编码的文本。', '请把内容转换为 UTF-8（不要用 GBK 等编码）后再发送。'],
    ['Only UTF-8 text is accepted.', 'Convert the body to UTF-8 and send it again.'],
  ),
  unsupported_encoding: kind(
    415,
    ['不支持这种压缩方式。', '请用 gzip，或不压缩。'],
    ['This compression is not supported.', 'Use gzip, or none.'],
  ),
  key_reused: kind(
    422,
    ['这个 Idempotency-Key 已用于另一个请求。', '请为新的请求换一个新的键。'],
    ['This Idempotency-Key was used for another request.', 'Choose a new key for a new request.'],
  ),
  invalid_input: kind(
    422,
    ['有些内容需要更正。', '请逐项查看 errors。'],
    ['Some of the input needs correction.', 'See errors for each of them.'],
  ),
  too_many_streams: kind(
    429,
    ['打开的实时连接太多。', '请关闭不用的连接。'],
    ['There are too many open event streams.', 'Close those that are not in use.'],
  ),
  too_many_headers: kind(
    431,
    ['请求头太多。', '[最多 {limit} 个。]'],
    ['There are too many headers.', '[At most {limit}.]'],
  ),
  internal: kind(
    500,
    ['系统出了错。', '已经记录；请稍后再试，紧急情况请拨打热线。'],
    ['Something went wrong on our side.', 'It was noted; try again later, or call the hotline.'],
  ),
  unavailable: kind(
    503,
    ['数据库暂时不可用。', '已受理的内容没有丢失；请稍后用同一个 Idempotency-Key 重试，紧急情况请拨打热线。'],
    [
      'The database cannot be reached or written just now.',
      'Nothing acknowledged is lost; try again shortly with the same Idempotency-Key, or call the hotline.',
    ],
  ),
} as const satisfies Readonly<Record<string, HttpProblemKind>>

export type HttpProblemCode = keyof typeof httpProblems
