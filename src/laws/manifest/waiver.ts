import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/waiver',
  title: 'Waivers name a law, a reason and a day that is still to come',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A waiver that waives nothing is believed to, and what it was for goes unjudged; an unused one only misleads.',
  unproven: true,
  signature: null,
  why: 'A waiver is a decision somebody answers for. One that has no reason, no law or no time left hides a fault nobody decided to live with.',
  remedy: 'Write law[@container]=reason[;until=YYYY-MM-DD] in annotation looplaw.dev/waive, one per line, or an entry of waivers in the config, and remove what is no longer needed.',
  sources: ['mission'],
  on: 'Waiver',
  messages: {
    'syntax': { text: 'waiver "{line}" waives nothing: write law=reason', severity: 'error' },
    'misspelt-annotation': { text: 'annotation {line} waives nothing: write looplaw.dev/waive', severity: 'error' },
    'stray-key': { text: 'waiver of {law} waives nothing: {suggestion}= is no part of a reason, and no key; a last day is written ; until=YYYY-MM-DD', severity: 'error' },
    'no-reason': { text: 'waiver of {law} waives nothing: it gives no reason', severity: 'error' },
    'unknown-law': { text: 'waiver of {law} waives nothing: there is no such law', severity: 'error' },
    'misspelt-law': { text: 'waiver of {law} waives nothing: there is no such law; did you mean {suggestion}?', severity: 'error' },
    'bad-date': { text: 'waiver of {law} waives nothing: until={until} is no day, write YYYY-MM-DD', severity: 'error' },
    'not-allowed': { text: 'waiver of {law} waives nothing: the config of this run keeps waivers to itself', severity: 'error' },
    'expired': { text: 'waiver of {law} held until {until}, and waives nothing any more', severity: 'error' },
    'no-expiry': { text: 'waiver of {law} waives no error without until=YYYY-MM-DD in preset strict', severity: 'error' },
    'unused': { text: 'waiver of {law} waives nothing: there is no such finding', severity: 'warning' },
  },
  judge({ problem, law, line, until, suggestion, placeOf }, { broken }) {
    if (problem === null) return;
    broken(problem === 'unknown-law' && suggestion !== null ? 'misspelt-law' : problem, {
      path: placeOf(problem),
      args: { law, line: line === '' ? '(empty)' : line, until: until ?? '', suggestion: suggestion ?? '' },
    });
  },
});
