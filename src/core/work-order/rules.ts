import { addFact } from './add-fact.ts'
import { answerDirectly, rateAnswer } from './answer-directly.ts'
import { assignHandler } from './assign-handler.ts'
import { addAssist, reportAssist, urgeAssist } from './assist.ts'
import { attach } from './attach.ts'
import { classify } from './classify.ts'
import { closeUnreachable } from './close-unreachable.ts'
import { concludeConsultation, openConsultation } from './consultation.ts'
import type { Rule } from './context.ts'
import { designateWithinArea } from './designate-within-area.ts'
import { dispatch } from './dispatch.ts'
import { answerEscalation, escalate } from './escalate.ts'
import { appealExclusion, decideExclusion, decideExclusionAppeal, requestExclusion } from './exclusion.ts'
import { decideExtension, requestExtension } from './extension.ts'
import type { CommandName } from './fields.ts'
import { informRepeat } from './inform-repeat.ts'
import { approveLedger, clearLedger, refuseLedger, requestLedger, returnLedger } from './ledger.ts'
import { merge, unmerge } from './merge.ts'
import { object } from './object.ts'
import { designate, refuseObjection, upholdObjection } from './objection-review.ts'
import { openCallback } from './open-callback.ts'
import { confirmReclassification, reclassify, refuseReclassification } from './reclassify.ts'
import { recallDispatch } from './recall-dispatch.ts'
import { recordAttempt } from './record-attempt.ts'
import { recordCallback } from './record-callback.ts'
import { recordContact } from './record-contact.ts'
import { confirmRedirect, declineRedirect, objectToRedirect, proposeRedirect } from './redirect.ts'
import { reply } from './reply.ts'
import { returnReply } from './return-reply.ts'
import { sign } from './sign.ts'
import { answerSupervision, orderOnSite, summon, supervise, urge } from './supervise.ts'
import { approveTermination, refuseTermination, requestTermination } from './termination.ts'
import { transferEmergency } from './transfer-emergency.ts'
import { acknowledgeWhistle, closeWhistle, markSubdistrict, markWhistleMissed, reportIn, whistle } from './whistle.ts'
import { withdraw } from './withdraw.ts'

/** Every command's own rule, in the order of the table of fields. */
export const rules: { readonly [N in CommandName]: Rule<N> } = {
  classify,
  answerDirectly,
  rateAnswer,
  transferEmergency,
  proposeRedirect,
  confirmRedirect,
  declineRedirect,
  objectToRedirect,
  informRepeat,
  merge,
  unmerge,
  openConsultation,
  concludeConsultation,
  dispatch,
  recallDispatch,
  designateWithinArea,
  sign,
  object,
  upholdObjection,
  refuseObjection,
  designate,
  recordContact,
  assignHandler,
  addAssist,
  reportAssist,
  urgeAssist,
  requestExtension,
  decideExtension,
  requestLedger,
  approveLedger,
  refuseLedger,
  clearLedger,
  returnLedger,
  requestTermination,
  approveTermination,
  refuseTermination,
  reply,
  returnReply,
  openCallback,
  recordAttempt,
  recordCallback,
  closeUnreachable,
  withdraw,
  addFact,
  attach,
  reclassify,
  confirmReclassification,
  refuseReclassification,
  urge,
  supervise,
  summon,
  orderOnSite,
  answerSupervision,
  whistle,
  acknowledgeWhistle,
  reportIn,
  markWhistleMissed,
  closeWhistle,
  markSubdistrict,
  escalate,
  answerEscalation,
  requestExclusion,
  decideExclusion,
  appealExclusion,
  decideExclusionAppeal,
}
