import type { RefusalCode } from '../refusal.ts'
import type { FactAndRemedy } from './sentence.ts'

type Words = Partial<Record<RefusalCode, FactAndRemedy>>

export const dispatchWords = {
  community_cannot_lead: {
    'zh-CN': ['社区不能作为主办单位。', '请派给街道（乡镇），社区可以协办。'],
    en: ['A community cannot lead.', 'Dispatch to the subdistrict; the community may assist.'],
  },
  department_work_to_grassroots: {
    'zh-CN': ['这是部门的职责，不能派给街道（乡镇）。', '请派给目录规定的部门。'],
    en: [
      'This is a department’s duty and may not go to a subdistrict.',
      'Dispatch to the department that the catalogue names.',
    ],
  },
  unit_unclear: {
    'zh-CN': ['无法确定承办单位。', '请选择单位，或先会商。'],
    en: ['It is not clear which unit is responsible.', 'Choose a unit, or consult first.'],
  },
  not_own_dispatch: {
    'zh-CN': ['这次派单不是您派出的。', '只有派单人本人可以撤回；派错了请与承办单位联系，由其提出异议。'],
    en: [
      'You did not make this dispatch.',
      'Only the dispatcher who made it can take it back; the unit can object to a wrong one.',
    ],
  },
  dispatch_taken_up: {
    'zh-CN': ['承办单位已经开始处理，不能撤回。', '派错了请与承办单位联系，由其提出异议。'],
    en: ['The unit has already taken this up.', 'If it is the wrong unit, it can object to the dispatch.'],
  },
  recall_window_closed: {
    'zh-CN': ['派单超过 30 秒，不能再撤回。', '派错了请与承办单位联系，由其提出异议。'],
    en: [
      'A dispatch can be taken back for 30 seconds only.',
      'If it is the wrong unit, it can object to the dispatch.',
    ],
  },
  not_in_area: {
    'zh-CN': ['该单位不在本辖区内。', '请选择本辖区的单位。'],
    en: ['The unit lies outside the area.', 'Choose a unit of this area.'],
  },
  objection_window_closed: {
    'zh-CN': ['提出异议的期限已过。', '请继续办理；需要协调时请上报。'],
    en: ['The time for an objection has passed.', 'Go on handling it; escalate where help is needed.'],
  },
  designated_final: {
    'zh-CN': ['已经指定承办，不能再提出异议。', '请按指定办理；需要协调时请上报。'],
    en: [
      'The unit was designated and may not object again.',
      'Handle it as designated; escalate where help is needed.',
    ],
  },
  district_may_not_object: {
    'zh-CN': ['区级单位不能退回，应在区内指定。', '请在本区内指定承办单位。'],
    en: ['A district may not return a request.', 'Designate a unit within the district.'],
  },
  objection_not_open: {
    'zh-CN': ['没有待审核的异议。', '请刷新后查看。'],
    en: ['No objection is waiting.', 'Reload and look again.'],
  },
  designation_due: {
    'zh-CN': ['退单次数已到上限，应当指定承办单位。', '请使用“指定承办”。'],
    en: ['It was returned as often as it may be; now a unit has to be designated.', 'Use “designate”.'],
  },
  objection_was_upheld: {
    'zh-CN': ['该单位的异议已经成立，不能再派给它。', '请选择其他单位，或作指定。'],
    en: ['This unit’s objection was upheld; it cannot get the request again.', 'Choose another unit, or designate.'],
  },
  service_unknown: {
    'zh-CN': ['尚未确定事项。', '请先归类，再派单。'],
    en: ['The service is not known yet.', 'Classify the request before it is dispatched.'],
  },
  not_an_inquiry: {
    'zh-CN': ['只有咨询类诉求可以直接答复。', '请归类后派单。'],
    en: ['Only an inquiry can be answered directly.', 'Classify the request and have it dispatched.'],
  },
  disposition_not_found: {
    'zh-CN': ['没有这种处置方式。', '请从列出的处置方式中选择。'],
    en: ['There is no such disposition.', 'Choose one of those listed.'],
  },
  already_objected: {
    'zh-CN': ['对这一告知已经提出过异议。', '如有新的事实，请补充说明。'],
    en: ['An objection to this was made before.', 'If there is a new fact, add it.'],
  },
  parent_not_open: {
    'zh-CN': ['要并入的诉求已经办结。', '请选择仍在办理的诉求。'],
    en: ['The request to merge into is closed.', 'Choose one that is still open.'],
  },
  merge_loop: {
    'zh-CN': ['不能把诉求并入它自己或已并入它的诉求。', '请选择另一件诉求。'],
    en: ['A request cannot be merged into itself or into one merged into it.', 'Choose another request.'],
  },
  other_requester: {
    'zh-CN': ['两件诉求不是同一人提出的。', '请使用合并，而不是重复告知。'],
    en: ['The two requests come from different people.', 'Merge them instead of informing of a repeat.'],
  },
  new_fact_given: {
    'zh-CN': ['诉求中有新的事实，不能按重复件告知。', '请受理并派单。'],
    en: ['There is a new fact, so this is no mere repeat.', 'Take it up and dispatch it.'],
  },
} as const satisfies Words

export const overlayWords = {
  deadline_passed: {
    'zh-CN': ['办理时限已过。', '请先办结，再说明原因。'],
    en: ['The deadline has passed.', 'Finish the work first and then explain.'],
  },
  requester_not_informed: {
    'zh-CN': ['尚未告知诉求人。', '请先联系诉求人说明情况。'],
    en: ['The requester has not been told.', 'Contact the requester first and explain.'],
  },
  extension_limit: {
    'zh-CN': ['延期次数已用完。', '[最多 {limit} 次。]请按期办理；确需长期解决的申请挂账。'],
    en: [
      'There were as many extensions as there may be.',
      '[At most {limit}.] Finish in time, or ask for the ledger where it truly takes long.',
    ],
  },
  extension_too_long: {
    'zh-CN': ['延期超过允许的长度。', '[最长 {limit}。]请缩短。'],
    en: ['The extension is longer than allowed.', '[At most {limit}.] Ask for less.'],
  },
  already_pending: {
    'zh-CN': ['已有同类申请在等待决定。', '请等待决定后再申请。'],
    en: ['A request of this kind is waiting already.', 'Wait for its decision.'],
  },
  ledger_forbidden: {
    'zh-CN': ['这类事项不得挂账。', '涉及安全和基本民生，请限期办理。'],
    en: ['This service may never be put on the ledger.', 'It concerns safety or livelihood: handle it in time.'],
  },
  ledger_too_long: {
    'zh-CN': ['挂账时间太长。', '[最长 {limit} 天。]请缩短复核期限。'],
    en: ['The ledger entry would last too long.', '[At most {limit} days.] Set an earlier review.'],
  },
  ledger_active: {
    'zh-CN': ['挂账期间不能这样做。', '请先销账。'],
    en: ['This cannot be done while the request is on the ledger.', 'Clear the ledger entry first.'],
  },
  wrong_step: {
    'zh-CN': ['这一步应由另一级审批。', '请等待本级的审批环节。'],
    en: ['Another level decides at this step.', 'Wait until it is your level’s turn.'],
  },
  already_done: {
    'zh-CN': ['这一步已经做过了。', '无需再做；请刷新查看。'],
    en: ['This was done already.', 'Nothing more is needed; reload and look.'],
  },
  not_yet_due: {
    'zh-CN': ['还没有到时间。', '请到期后再操作。'],
    en: ['It is not due yet.', 'Do it when the time has come.'],
  },
  escalation_target: {
    'zh-CN': ['不能上报给这个单位。', '请选择上级单位或主管部门。'],
    en: ['It cannot be escalated to this unit.', 'Choose a unit above, or the department in charge.'],
  },
  not_whistled: {
    'zh-CN': ['没有被本次吹哨召集。', '请刷新后查看被召集的单位。'],
    en: ['This unit was not called by the whistle.', 'Reload and see which units were called.'],
  },
  whistle_kind: {
    'zh-CN': ['这种吹哨不适用于此事项。', '请选择另一种吹哨。'],
    en: ['This kind of whistle does not fit here.', 'Choose another kind.'],
  },
  unit_already_involved: {
    'zh-CN': ['该单位已经参与办理。', '请选择其他单位。'],
    en: ['The unit takes part already.', 'Choose another unit.'],
  },
} as const satisfies Words

export const assessmentWords = {
  rating_final: {
    'zh-CN': ['评价已经作出，不能更改。', '新的意见请补充说明，会另行记录。'],
    en: ['The rating is final.', 'Add what is new as a further statement; it is kept beside it.'],
  },
  callback_held: {
    'zh-CN': ['挂账期间暂不回访。', '请在销账后回访。'],
    en: ['The callback waits while the request is on the ledger.', 'Call back after it is cleared.'],
  },
  callback_not_due: {
    'zh-CN': ['还没有到回访时间。', '请到时再联系诉求人。'],
    en: ['The callback is not due yet.', 'Try again when its time has come.'],
  },
  attempts_missing: {
    'zh-CN': ['联系次数还不够，不能按无法联系结案。', '请在不同日期再试。'],
    en: ['There were too few attempts to close as unreachable.', 'Try again on other days.'],
  },
  own_unit: {
    'zh-CN': ['不能回访或审核自己单位的诉求。', '请由其他单位的人员办理。'],
    en: ['Nobody asks or reviews about their own unit.', 'Leave it to somebody of another unit.'],
  },
  nothing_to_exclude: {
    'zh-CN': ['没有可以剔除的评价。', '请核对回访结果。'],
    en: ['There is no rating to exclude.', 'Check the answers of the callback.'],
  },
  exclusion_window_closed: {
    'zh-CN': ['申请剔除的期限已过。', '请在今后的评价期内按期申请。'],
    en: ['The time to ask for an exclusion has passed.', 'Ask in time after the next rating.'],
  },
  exclusion_because_of_rating: {
    'zh-CN': ['不能因为评价不好而剔除。', '请写明查证的事实。'],
    en: ['A bad rating is no reason for an exclusion.', 'State facts that were verified.'],
  },
  appeal_spent: {
    'zh-CN': ['复核只有一次，已经用过。', '决定为最终决定。'],
    en: ['There is one appeal, and it was used.', 'The decision is final.'],
  },
  period_not_due: {
    'zh-CN': ['考核期还不能封存。', '[{period}：]考核期结束并过了方案规定的天数后再封存。'],
    en: ['The period cannot be closed yet.', '[{period}:] Close it once it has ended and the scheme’s days are over.'],
  },
  period_not_closed: {
    'zh-CN': ['考核期尚未封存。', '[{period}：]请先封存，再发布。'],
    en: ['The period is not closed.', '[{period}:] Close it before it is published.'],
  },
  period_overlaps: {
    'zh-CN': ['与已封存的考核期日期重叠。', '[{period}：]每一天只能属于一个考核期；请检查方案的生效日期。'],
    en: [
      'It overlaps a period that is closed.',
      '[{period}:] A day belongs to one period only; check the effective dates of the schemes.',
    ],
  },
  period_not_sealed: {
    'zh-CN': ['还有流转记录未加盖。', '记录每 30 秒加盖一次，请稍后再封存。'],
    en: ['Some entries of the record are not sealed yet.', 'They are sealed every 30 seconds; close it after that.'],
  },
  figures_differ: {
    'zh-CN': ['汇总数与原始记录不一致，没有封存。', '请运行 doctor，并用 score --recount 核对。'],
    en: ['Roll-ups and records do not agree; nothing was closed.', 'Run doctor, and compare with score --recount.'],
  },
  interest_declared: {
    'zh-CN': ['您已申报与此件有利害关系，应当回避。', '请由其他人员办理；申报有误的，请联系管理员。'],
    en: [
      'You declared an interest in this matter and stay out of it.',
      'Leave it to somebody else; tell the administrator if the declaration is wrong.',
    ],
  },
  interest_not_found: {
    'zh-CN': ['没有这条申报。', '请核对编号。'],
    en: ['There is no such declaration.', 'Check its number.'],
  },
  reopen_window_closed: {
    'zh-CN': ['重新提出的期限已过。', '请提交一件新的诉求，并写上原编号。'],
    en: ['The time to reopen has passed.', 'File a new request and name this number in it.'],
  },
} as const satisfies Words
