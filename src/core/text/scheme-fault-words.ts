import type { SchemeFault } from '../assessment/scheme-faults.ts'
import type { LocalText } from '../catalogue/catalogue.ts'

/** What is wrong with a scheme, in a sentence that says what to change. */
export const schemeFaultWords: Readonly<Record<SchemeFault, LocalText>> = {
  weights_do_not_add_up: {
    'zh-CN': '三项权重之和不是 1，请改正。',
    en: 'The three weights do not add up to 1; correct them.',
  },
  weight_out_of_range: {
    'zh-CN': '权重应在 0 到 1 之间，最多六位小数。',
    en: 'A weight lies between 0 and 1 and has at most six decimals.',
  },
  mark_out_of_range: {
    'zh-CN': '“基本满意”的折算值应在 0 到 1 之间，最多六位小数。',
    en: 'The mark of “basically satisfied” lies between 0 and 1 and has at most six decimals.',
  },
  cycle_start_day_out_of_range: {
    'zh-CN': '考核期起始日应为 1 到 28 日。',
    en: 'A period begins on a day from 1 to 28.',
  },
  decimals_out_of_range: {
    'zh-CN': '成绩保留的小数位应为 0 到 6 位。',
    en: 'A score is rounded to 0 to 6 decimals.',
  },
  minimum_out_of_range: {
    'zh-CN': '最低有效回访数应为不小于 0 的整数。',
    en: 'The fewest valid callbacks are a whole number from 0 on.',
  },
  coverage_flag_out_of_range: {
    'zh-CN': '回访覆盖率的警示线应在 0 到 1 之间。',
    en: 'The flag for callback coverage lies between 0 and 1.',
  },
  closing_out_of_range: {
    'zh-CN': '考核期结束后的封存天数应为 0 到 90 的整数。',
    en: 'A period is closed 0 to 90 whole days after its end.',
  },
  classes_not_in_order: {
    'zh-CN': '等次应从高到低排列，除最后一个外都有下限。',
    en: 'Classes go from the best down, and all but the last have a lower limit.',
  },
}
