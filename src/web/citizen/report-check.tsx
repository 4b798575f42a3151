import type { ReactNode } from 'react'
import { confidentialities, requestTypes } from '../../core/work-order/states.ts'
import { usePage } from '../kit/use-page.ts'
import type { Step } from './report-answers.ts'
import type { StepProps } from './report-steps.tsx'

/** Everything that was answered, with the way back to each answer, and who will see what. */
export function CheckStep({ answers, photos, page }: StepProps): ReactNode {
  const { say, when } = usePage()
  const requestType = requestTypes.find((type) => type === answers.requestType) ?? 'complaint'
  const identity = confidentialities.find((each) => each === answers.confidentiality) ?? 'normal'
  const district = page.districts.find(({ value }) => value === answers.district)?.label ?? ''
  const street = answers.street.startsWith(district) ? answers.street : `${district} ${answers.street}`
  const place = [street.trim(), answers.address].filter((part) => part.trim() !== '').join('，')
  const who =
    identity === 'anonymous'
      ? ''
      : [answers.name, answers.phone, answers.door].filter((part) => part.trim() !== '').join('，')
  return (
    <>
      <dl className="answers">
        <Answer label={say('report.matter')} step="what" words={answers.matter} />
        {photos.length > 0 && (
          <Answer label={say('report.photos')} step="what" words={say('photo.count', { count: photos.length })} />
        )}
        <Answer label={say('report.type')} step="what" words={say(`requestType.${requestType}`)} />
        <Answer label={say('report.place.legend')} step="place" words={place} />
        <Answer label={say('report.identity.legend')} step="place" words={say(`confidentiality.${identity}`)} />
        <Answer label={say('report.who.legend')} step="place" words={who} />
      </dl>
      <h2>{say('report.check.who')}</h2>
      <ul>
        <li>{say('report.check.who.matter')}</li>
        <li>{say(`report.check.who.identity.${identity}`)}</li>
        <li>{say('report.check.who.public')}</li>
      </ul>
      <p className="promise">{say('report.check.promise', { when: when(page.dispatchBy) })}</p>
    </>
  )
}

function Answer({
  label,
  words,
  step,
}: {
  readonly label: string
  readonly words: string
  readonly step: Step
}): ReactNode {
  const { say } = usePage()
  return (
    <div>
      <dt>{label}</dt>
      <dd className="words">{words.trim() === '' ? say('report.empty') : words}</dd>
      <dd className="change">
        <button className="link" name="go" value={step} aria-label={`${say('report.check.change')}：${label}`}>
          {say('report.check.change')}
        </button>
      </dd>
    </div>
  )
}
