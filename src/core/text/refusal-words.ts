import type { Refusal, RefusalCode } from '../refusal.ts'
import { fileWords } from './refusal-words-files.ts'
import { assessmentWords, dispatchWords, overlayWords } from './refusal-words-work.ts'
import type { FactAndRemedy, Sentences } from './sentence.ts'
import { fill } from './sentence.ts'

const inputWords = {
  required: { 'zh-CN': ['此项必填。', '请填写后再提交。'], en: ['This is required.', 'Fill it in and send again.'] },
  too_long: {
    'zh-CN': ['内容太长。', '[最多 {limit} 字，现有 {count} 字。]请缩短后再提交，已写的内容不会丢失。'],
    en: [
      'This is too long.',
      '[At most {limit} characters; there are {count}.] Shorten it and send again; nothing you wrote is lost.',
    ],
  },
  control_character: {
    'zh-CN': ['内容含有控制字符。', '请去掉不可见的控制字符（换行可以保留）。'],
    en: ['There is a control character in the text.', 'Take it out; line breaks may stay.'],
  },
  ill_formed_unicode: {
    'zh-CN': ['内容的字符编码不完整。', '请以完整的 UTF-8 文本重新发送。'],
    en: ['The text is not well-formed Unicode.', 'Send it again as whole UTF-8 text.'],
  },
  too_many_combining: {
    'zh-CN': ['一个字上的附加符号太多。', '[每个字最多 {limit} 个。]请去掉多余的符号。'],
    en: ['There are too many marks on one letter.', '[At most {limit} on each.] Take the others away.'],
  },
  not_a_choice: {
    'zh-CN': ['不在可选范围内。', '[可选：{choices}。]请从列出的选项中选择。'],
    en: ['This is not one of the choices.', '[Choose one of: {choices}.] Pick one that is listed.'],
  },
  range: {
    'zh-CN': ['数值超出范围。', '[应在 {min} 至 {max} 之间。]请更正。'],
    en: ['The number is out of range.', '[It must be from {min} to {max}.] Correct it.'],
  },
  number: {
    'zh-CN': ['这里需要数字。', '请只填数字，例如 39.9。'],
    en: ['A number is needed here.', 'Give a plain number, such as 39.9.'],
  },
  phone: {
    'zh-CN': ['电话号码不正确。', '[第 {place} 位是字母“{letter}”，是否想写数字？]请核对号码。'],
    en: [
      'This is not a phone number.',
      '[Character {place} is the letter “{letter}”; was a digit meant?] Check the number.',
    ],
  },
  email: {
    'zh-CN': ['电子邮箱不正确。', '请按 name@example.org 的样式填写。'],
    en: ['This is not an e-mail address.', 'Write it like name@example.org.'],
  },
  url_scheme: {
    'zh-CN': ['不接受这种链接。', '请只用 http 或 https 链接，或填写附件编号。'],
    en: ['Addresses of this kind are not accepted.', 'Use an http or https address, or name the attachment.'],
  },
  invalid_date: {
    'zh-CN': ['日期不存在。', '请按 2026-11-22 的样式填写真实日期。'],
    en: ['There is no such date.', 'Write a real date like 2026-11-22.'],
  },
  invalid_time: {
    'zh-CN': ['时间不存在。', '请填写 00:00:00 至 23:59:59 之间的时间。'],
    en: ['There is no such time.', 'Write a time from 00:00:00 to 23:59:59.'],
  },
  out_of_range: {
    'zh-CN': ['日期超出可接受的范围。', '请核对年份。'],
    en: ['The date lies outside what can be accepted.', 'Check the year.'],
  },
  too_old: { 'zh-CN': ['日期太早。', '请核对年份。'], en: ['The date is too long ago.', 'Check the year.'] },
  unknown_field: {
    'zh-CN': ['没有这个字段。', '请删去，或对照接口说明检查拼写。'],
    en: ['There is no such field.', 'Leave it out, or check its spelling in the API description.'],
  },
  invalid_type: {
    'zh-CN': ['值的类型不对。', '[这里应为 {wanted}。]请对照接口说明更正。'],
    en: ['The value has the wrong type.', '[A {wanted} is expected.] Correct it by the API description.'],
  },
  evidence_required: {
    'zh-CN': ['缺少证明材料。', '请至少附上一项证明（照片、文件编号）。'],
    en: ['Evidence is missing.', 'Attach at least one piece of proof (a photo, a document number).'],
  },
  personal_data: {
    'zh-CN': ['这里不能写姓名或电话。', '流转记录永久保存，请改填文件编号、照片编号或账号。'],
    en: [
      'A name or a phone number may not stand here.',
      'The journal keeps it for ever: give the number of a document or photo, or an account, instead.',
    ],
  },
} as const satisfies Partial<Record<RefusalCode, FactAndRemedy>>

const thingWords = {
  request_not_found: {
    'zh-CN': ['没有这个编号的诉求。', '请核对 14 位编号。'],
    en: ['There is no request of this number.', 'Check its 14 digits.'],
  },
  article_not_found: {
    'zh-CN': ['没有这篇知识条目。', '它可能已经下架；请重新搜索。'],
    en: ['There is no such article.', 'It may have been retired; search again.'],
  },
  nothing_to_publish: {
    'zh-CN': ['没有可以发布的草稿。', '请先保存草稿。'],
    en: ['There is no draft to publish.', 'Save a draft first.'],
  },
  review_due_past: {
    'zh-CN': ['下次复核日期须晚于今天和本次复核日期。', '请改为以后的日期。'],
    en: ['The next review must come after today and after the last review.', 'Choose a later day.'],
  },
  too_many_lines: {
    'zh-CN': ['行数太多。', '[最多 {limit} 行。]请合并或删减。'],
    en: ['There are too many lines.', '[At most {limit}.] Join them or leave some out.'],
  },
  unit_not_found: {
    'zh-CN': ['没有这个单位。', '请从单位目录中选择。'],
    en: ['There is no such unit.', 'Choose one from the list of units.'],
  },
  service_not_found: {
    'zh-CN': ['派单目录中没有这个事项。', '请从现行目录中选择。'],
    en: ['The catalogue has no such service.', 'Choose one from the catalogue in force.'],
  },
  area_not_found: {
    'zh-CN': ['没有这个区域。', '请从区域列表中选择。'],
    en: ['There is no such area.', 'Choose one from the list of areas.'],
  },
  reason_not_found: {
    'zh-CN': ['没有这个理由。', '请从列出的理由中选择。'],
    en: ['There is no such reason.', 'Choose one of the listed reasons.'],
  },
  overlay_not_found: {
    'zh-CN': ['没有待处理的这一项。', '请刷新后查看当前的申请。'],
    en: ['There is nothing of this kind waiting.', 'Reload and look at what is open.'],
  },
  work_order_not_found: {
    'zh-CN': ['没有这张工单。', '请刷新后查看当前的工单。'],
    en: ['There is no such work order.', 'Reload and look at the orders that are open.'],
  },
  outside_city: {
    'zh-CN': ['地点不在本市范围内。', '请在地图上重新选点，或只写文字地址。'],
    en: ['The place lies outside the city.', 'Pick it again on the map, or describe it in words only.'],
  },
} as const satisfies Partial<Record<RefusalCode, FactAndRemedy>>

const moveWords = {
  move_not_allowed: {
    'zh-CN': ['当前状态下不能这样做。', '请刷新后查看可以进行的操作。'],
    en: ['This cannot be done in the present state.', 'Reload and see which moves are open.'],
  },
  not_permitted: {
    'zh-CN': ['您没有这项权限。', '请联系有此职责的同事或管理员。'],
    en: ['You may not do this.', 'Ask somebody whose duty it is, or an administrator.'],
  },
  conflict: {
    'zh-CN': ['刚刚有人改动过。', '请刷新，看清改动后再决定。'],
    en: ['Somebody else has just changed this.', 'Reload, look at the change, and decide again.'],
  },
  person_required: {
    'zh-CN': ['这一步必须由人确认。', '请由有此职责的人员操作。'],
    en: ['A person has to confirm this.', 'Leave it to somebody whose duty it is.'],
  },
  second_person_required: {
    'zh-CN': ['需要另一人确认。', '请由提出者以外的人员办理。'],
    en: ['A second person has to confirm this.', 'Ask somebody other than the proposer.'],
  },
  own_decision: {
    'zh-CN': ['不能审查自己作出的决定。', '请交由其他审核人员办理。'],
    en: ['Nobody reviews their own decision.', 'Leave it to another reviewer.'],
  },
  access_code_wrong: {
    'zh-CN': ['编号或查询码不正确。', '请核对登记时得到的 14 位编号和 8 位查询码。'],
    en: [
      'Number or access code is wrong.',
      'Check the 14-digit number and the 8-character code you got when you filed.',
    ],
  },
  too_many_tries: {
    'zh-CN': ['尝试次数太多。', '请一小时后再试，或拨打热线查询。'],
    en: ['There were too many tries.', 'Try again in an hour, or call the hotline.'],
  },
} as const satisfies Partial<Record<RefusalCode, FactAndRemedy>>

/** What every refusal says, in both languages: the fact, and what to do about it. */
export const refusalWords: Readonly<Record<RefusalCode, FactAndRemedy>> = {
  ...moveWords,
  ...inputWords,
  ...thingWords,
  ...dispatchWords,
  ...overlayWords,
  ...fileWords,
  ...assessmentWords,
}

/** The sentences of a refusal in a language; what is not Chinese is English. */
export const sentencesOf = (refusal: Refusal, language: string): Sentences =>
  fill(refusalWords[refusal.code], refusal.facts ?? {}, language)
