import type { LocalText } from '../catalogue/catalogue.ts'

const words = (zh: string, en: string): LocalText => ({ 'zh-CN': zh, en })

/** What the month's and the year's report says. It is a file for the disk, so its words are not among those of pages. */
export const reportWords = {
  titleMonth: words('{name}：{period} 考核期报告', '{name}: report for the period {period}'),
  titleYear: words('{name}：{period} 年度报告', '{name}: report for the year {period}'),
  days: words('{from} 至 {until}', '{from} to {until}'),
  madeAt: words('生成时间：{at}（{zone}）', 'Made on {at} ({zone})'),
  preview: words(
    '其中有尚未封存的考核期，数字仍会变动。',
    'At least one period in this report is not closed yet: its figures still move.',
  ),
  volumes: words('办理量', 'Volumes'),
  measure: words('指标', 'Measure'),
  count: words('数量', 'Number'),
  received: words('登记的诉求（单位：由其主办的）', 'Requests registered (of units: those they lead)'),
  dispatched: words('派发工单', 'Orders dispatched'),
  answeredDirectly: words('直接答复', 'Answered directly'),
  closed: words('已办结', 'Closed'),
  volumesNote: words(
    '“直接答复”和“已办结”指期内登记的诉求在生成报告时的状态；派发工单按派单日计。',
    '“Answered directly” and “closed” are requests registered in these days, as they stood when the report was made; orders count on the day of their dispatch.',
  ),
  rates: words('三率与回访覆盖率', 'The three rates and coverage'),
  kind: words('类别', 'Kind'),
  calibre: words('口径', 'Calibre'),
  assessed: words('考核口径', 'Assessed'),
  fullCalibre: words('全口径（含剔除）', 'Full, with excluded answers'),
  response: words('响应率', 'Response'),
  resolution: words('解决率', 'Resolution'),
  satisfaction: words('满意率', 'Satisfaction'),
  coverage: words('回访覆盖率', 'Callback coverage'),
  ratesNote: words(
    '方括号内为 95% 威尔逊置信区间，圆括号内为分子/分母。各单位、各考核期的分子与分母分别相加后再相除，不对百分比求平均；“基本满意”按各考核期自己的方案折算。',
    'Square brackets hold the 95 % Wilson interval, round ones what was counted out of how many. Numerators and denominators of units and periods are added up and then divided; percentages are never averaged. “Basically satisfied” counts by the scheme of its own period.',
  ),
  chart: words('考核口径下的三率', 'The three rates, assessed'),
  all: words('全部单位', 'All units'),
  subdistrict: words('街道（乡镇）', 'Subdistricts and townships'),
  district: words('区', 'Districts'),
  department: words('市级部门', 'Departments'),
  enterprise: words('公共服务企业', 'Public service companies'),
  units: words('各单位情况', 'Units'),
  unitsNote: words(
    '按类别和编码排列，不作名次排序；期内没有工单和回访的单位不列出。',
    'In the order of kinds and codes; this is not a ranking. Units without orders or callbacks in these days are left out.',
  ),
  unit: words('单位', 'Unit'),
  score: words('综合成绩', 'Score'),
  excluded: words('剔除', 'Excluded'),
  months: words('各考核期', 'Period by period'),
  period: words('考核期', 'Period'),
  services: words('诉求最多的事项', 'Services of which most was said'),
  service: words('事项', 'Service'),
  unclassified: words('尚未分类', 'Not classified yet'),
  others: words('其他（含不足 5 件的事项）', 'All others, those with fewer than 5 among them'),
  rising: words('上升较快的事项', 'Rising topics'),
  before: words('此前同样天数', 'In as many days before'),
  few: words('不足 5 件', 'fewer than 5'),
  notCountedBefore: words(
    '此前同样天数没有完整记录，无法比较。',
    'The days before were not counted in full: nothing to compare with.',
  ),
  none: words('无。', 'None.'),
  overdue: words('时限与超期', 'Time limits and overdue work'),
  contactedFirst: words('按时首次联系', 'First contacts in time'),
  firstContactLate: words('超时首次联系', 'First contacts too late'),
  replied: words('按时答复', 'Replies in time'),
  repliedLate: words('超期答复', 'Replies overdue'),
  overdueAtEnd: words('期末超期未办', 'Open and overdue at the end'),
  ledger: words('挂账', 'Ledger'),
  ledgerNote: words(
    '截至生成报告时经批准挂账、尚未销账的 {total} 件。',
    'Approved entries that stood when the report was made: {total}.',
  ),
  since: words('挂账日期', 'Since'),
  age: words('天数', 'Age in days'),
  review: words('下次复核', 'Next review'),
  exclusions: words('剔除情况', 'Exclusions'),
  excludedCount: words('经批准剔除的回访', 'Answers excluded with approval'),
  excludedShare: words('占有效回访的比例', 'Share of valid answers'),
  corrections: words('封存后的更正', 'Corrections after the close'),
  correctionsNote: words(
    '封存的数字不变；其后的决定逐条记在这里。',
    'Frozen figures do not change; what was decided after stands here.',
  ),
  on: words('日期', 'Date'),
  decision: words('决定', 'Decision'),
  method: words('计算方法与规则版本', 'Method and rule versions'),
  stands: words('状态', 'State'),
  scheme: words('考核方案', 'Scheme'),
  weights: words('权重（响应/解决/满意）', 'Weights (response / resolution / satisfaction)'),
  mark: words('“基本满意”折算', '“Basically satisfied” counts'),
  minimum: words('最少有效回访', 'Fewest valid answers'),
  rules: words('派单目录与时限版本', 'Catalogue and time limits'),
  checkpoint: words('检查点', 'Checkpoint'),
  hash: words('数字指纹', 'Hash of the figures'),
  running: words('进行中', 'running'),
  ended: words('已结束，待封存', 'ended, not closed yet'),
  closedPeriod: words('已封存', 'closed'),
  published: words('已发布', 'published'),
  transition: words('过渡期', 'transition period'),
  exclusion_decided: words('剔除申请的决定', 'Exclusion decided'),
  exclusion_appeal_decided: words('剔除复核的决定', 'Appeal on an exclusion decided'),
  objection_upheld: words('退单异议成立', 'Objection upheld'),
  designated: words('指定承办单位', 'Unit designated'),
  dispatch_recalled: words('派单撤回', 'Dispatch recalled'),
  callback_recorded: words('补记回访', 'Answer recorded'),
  decisionAfter: words('封存后的决定', 'Decision after the close'),
} as const satisfies Readonly<Record<string, LocalText>>

export type ReportWord = keyof typeof reportWords
export type ReportLanguage = 'zh-CN' | 'en'
export type SayReport = (word: ReportWord, values?: Readonly<Record<string, string | number>>) => string

export const reportSayer =
  (language: ReportLanguage): SayReport =>
  (word, values = {}) =>
    reportWords[word][language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

export const isReportWord = (text: string): text is ReportWord => Object.hasOwn(reportWords, text)
