import { describe, expect, test } from 'vitest';
import { types } from './activities';
import { cefrLevels, detailFields, storedDetails, withoutPeople } from './details';
import en from './locales/en.json';
import { readDetails } from './read-details.server';

const read = (type: keyof typeof detailFields, typed: Record<string, string>) =>
  readDetails(type, (field) => typed[field.slice(type.length + 1)] ?? '', new Set(['org1']));

describe('the fields of a type', () => {
  test('have words', () => {
    const missing = types.flatMap((type) => detailFields[type].filter(({ name }) => !(`detail.${name}` in en)).map(({ name }) => name));
    expect(missing).toEqual([]);
  });

  test('offer nothing that has no words', () => {
    const fields = types.flatMap((type) => detailFields[type].filter(({ kind }) => kind === 'choice'));
    // Levels of a language are called the same everywhere.
    const worded = fields.filter(({ choices }) => choices !== cefrLevels);
    const offered = worded.flatMap(({ name, choices = [] }) => choices.map((one) => `${name}.${one}`));
    expect(offered.filter((key) => !(key in en))).toEqual([]);
    expect(fields.filter(({ choices = [] }) => choices.length < 2)).toEqual([]);
  });

  test('of a local measure, a pilot and a meeting are those of the calls', () => {
    expect(read('measure', { phase: 'firstPhase', supporter: 'org1', learnedFrom: 'Visit to Bologna' }).details).toEqual({
      phase: 'firstPhase',
      supporter: 'org1',
      learnedFrom: 'Visit to Bologna',
    });
    expect(read('pilot', { hypothesis: 'Buddies help.', baseline: 'None', verdict: 'adapt' }).problems).toEqual({});
    expect(read('pilot', { verdict: 'perhaps' }).problems).toEqual({ 'pilot.verdict': 'notAChoice' });
    expect(read('meeting', { meetingKind: 'kickOff', decisions: 'One\nTwo' }).details).toEqual({
      meetingKind: 'kickOff',
      decisions: ['One', 'Two'],
    });
  });

  test('of a training say the levels of a language and when it is followed up', () => {
    expect(read('training', { entryLevel: 'A2', exitLevel: 'B1', followUp: '12 August 2027' })).toEqual({
      details: { entryLevel: 'A2', exitLevel: 'B1', followUp: '2027-08-12' },
      problems: {},
    });
    expect(read('training', { entryLevel: 'D1', followUp: '31 April 2027' })).toEqual({
      details: {},
      problems: { 'training.entryLevel': 'notAChoice', 'training.followUp': 'notADay' },
    });
  });

  test('of a review say who reviewed, what was found, and what of it was accepted', () => {
    const typed = {
      reviewers: 'CESIE\nTown',
      findings: 'Two.\n\nThree.',
      recommendations: 'One\nTwo',
      accepted: 'Two',
      followUp: '1/9/2027',
    };
    expect(read('peerReview', typed)).toEqual({
      details: {
        reviewers: ['CESIE', 'Town'],
        findings: 'Two.\n\nThree.',
        recommendations: ['One', 'Two'],
        accepted: ['Two'],
        followUp: '2027-09-01',
      },
      problems: {},
    });
    expect(read('awareness', { reach: '1.000', impressions: '25.000' }).details).toEqual({ reach: 1000, impressions: 25000 });
  });

  test('that count people are told to who counted them alone', () => {
    const { details } = read('exchange', { topic: 'Cooking', newcomers: '3', locals: '9' });
    expect(withoutPeople('exchange', details)).toEqual({ topic: 'Cooking' });
    expect(withoutPeople('mentoring', read('mentoring', { goal: 'Work', pairs: '4' }).details)).toEqual({ goal: 'Work' });
  });

  test('are read as they are typed, without what is empty', () => {
    expect(read('training', { days: '2,5', trainers: '  CESIE ', certificate: 'on', askedAtEnd: '1.200', usefulAtEnd: '20' })).toEqual({
      details: { days: 2.5, trainers: 'CESIE', certificate: true, askedAtEnd: 1200, usefulAtEnd: 20 },
      problems: {},
    });
    expect(read('peerReview', { host: 'org1', questions: 'One?\n\n Two? ' }).details).toEqual({
      host: 'org1',
      questions: ['One?', 'Two?'],
    });
  });

  test('say what is wrong at the field of the form', () => {
    expect(read('training', { days: 'three', askedAtEnd: '-1', usefulLater: '3' }).problems).toEqual({
      'training.days': 'notANumber',
      'training.askedAtEnd': 'notANumber',
      'training.usefulLater': 'moreThanAsked',
    });
    expect(read('technicalAssistance', { asker: 'org2' }).problems).toEqual({ 'technicalAssistance.asker': 'notAChoice' });
    expect(read('tool', { address: 'javascript:alert(1)', licence: 'mine' }).problems).toEqual({
      'tool.address': 'notAnAddress',
      'tool.licence': 'notAChoice',
    });
    expect(read('workshop', { agenda: 'x'.repeat(5000) }).problems).toEqual({ 'workshop.agenda': 'tooLong' });
  });

  test('that a type no longer has are left out', () => {
    expect(storedDetails('awareness', '{"reach":5,"curriculum":"old"}')).toEqual({ reach: 5 });
    expect(storedDetails('other', 'null')).toEqual({});
  });
});
