import type { NoticeWords } from './notice-words.js';

export const notices: NoticeWords = {
  quote: (title) => (title === null ? '(no longer open)' : `“${title}”`),
  kinds: {
    need_published: {
      line: ({ subject, count }) =>
        count > 0
          ? `A new need was published: ${subject}. Fitting candidates: ${count}`
          : `A new need was published: ${subject}`,
      body: 'You find the need and its candidates on your workbench.',
      action: 'Open the workbench',
    },
    item_fits_needs: {
      line: ({ subject, other, count }) =>
        count > 1
          ? `${subject} seems to fit ${count} needs of your region, ${other} among them`
          : `${subject} seems to fit the need ${other} of your region`,
      body: 'Your workbench shows why it fits.',
      action: 'Open the workbench',
    },
    match_found: {
      line: ({ subject, other }) => `The need ${subject} and ${other} seem to fit`,
      body: 'See what fits, and how.',
      action: 'See why',
    },
    introduction_proposed: {
      line: ({ subject }) => `A coordinator proposes an introduction about ${subject}`,
      body: 'Please read it and accept or decline. Your name and contact stay closed until both sides have accepted.',
      action: 'Read and answer',
    },
    interest_received: {
      line: ({ subject }) => `Somebody is interested in ${subject}`,
      body: 'Please read it and accept or decline. Your name and contact stay closed until both sides have accepted.',
      deskBody: 'Please keep an eye on it, and help where needed. Your workbench shows when the answer is due.',
      action: 'Read and answer',
    },
    introduction_accepted: {
      line: ({ subject }) => `One side accepted the introduction about ${subject}`,
      body: 'Names and contact open to both as soon as the other side has accepted too.',
      action: 'See the introduction',
    },
    introduction_connected: {
      line: ({ subject }) => `The introduction about ${subject} is made`,
      body: 'Both sides accepted; names and contact are open. Please get in touch about a first meeting.',
      deskBody: 'Names and contact are open to both. Please help them to find a date for a first meeting.',
      action: 'See the contact',
    },
    introduction_declined: {
      line: ({ subject }) => `The introduction about ${subject} did not come about this time`,
      body: 'Thank you for considering it. We will tell you when somebody else fits.',
      deskBody: 'Please see the reason, and consider the next candidate.',
      action: 'See what happened',
    },
    introduction_expired: {
      line: ({ subject }) => `The introduction about ${subject} ended without an answer`,
      body: 'Thank you for waiting. We close it here for now; you are welcome to come back to it whenever things change.',
      deskBody: 'Both sides were told politely. Please consider the next candidate.',
      action: 'See what happened',
    },
    inquiry_received: {
      line: ({ subject }) => `An inquiry reached the one-stop desk: ${subject}`,
      body: 'Please give a first answer within two working days.',
      action: 'See the inquiry',
    },
    case_assigned: {
      line: ({ subject }) => `You are in charge of the case ${subject}`,
      body: 'See what has happened so far, and what is to be done next.',
      action: 'Open the case',
    },
    case_overdue: {
      line: ({ subject }) => `The case ${subject} is overdue`,
      body: 'Please take the next step, or change who does it and by when.',
      action: 'Open the case',
    },
    message_received: {
      line: ({ subject }) => `A new message about ${subject}`,
      body: 'The message itself is on its page.',
      action: 'Read the message',
    },
    meeting_asked: {
      line: ({ subject }) => `Dates are proposed for the meeting ${subject}`,
      body: 'Please say for each date whether it suits you.',
      action: 'Answer',
    },
    meeting_answered: {
      line: ({ subject }) => `Somebody answered the dates for the meeting ${subject}`,
      body: 'See which dates suit whom.',
      action: 'See the answers',
    },
    meeting_confirmed: {
      line: ({ subject }) => `The meeting ${subject} has a date`,
      body: 'You find date and place on its page.',
      action: 'See the meeting',
    },
    meeting_cancelled: {
      line: ({ subject }) => `The meeting ${subject} is cancelled`,
      body: 'Thank you for having kept the time free.',
      action: 'See the meeting',
    },
    minutes_ready: {
      line: ({ subject }) => `The minutes of the meeting ${subject} are ready`,
      body: 'See what was decided, and who does what.',
      action: 'Read the minutes',
    },
    project_joined: {
      line: ({ subject }) => `You are now in the project ${subject}`,
      body: 'See its goal and its plan.',
      action: 'Open the project',
    },
    review_due: {
      line: ({ subject }) => `The monthly review of the project ${subject} is due`,
      body: 'Three questions, and it is done.',
      action: 'Write the review',
    },
    outcome_asked: {
      line: ({ subject }) => `How did the project ${subject} go on?`,
      body: 'It is one question only.',
      action: 'Answer it',
    },
    opening_fits: {
      line: ({ subject }) => `The opening ${subject} seems to fit your skills and hours`,
      body: 'See on its page what fits, and how.',
      action: 'See the opening',
    },
    person_fits: {
      line: ({ subject }) => `Somebody seems to fit the opening ${subject}`,
      body: 'See why, and decide whether to invite them.',
      action: 'See who fits',
    },
    invited_to_apply: {
      line: ({ subject }) => `You are invited to apply for ${subject}`,
      body: 'See what it is about, and apply or decline.',
      action: 'See the invitation',
    },
    application_received: {
      line: ({ subject }) => `Somebody applied for ${subject}`,
      body: 'Please answer in time.',
      action: 'See the application',
    },
    application_shortlisted: {
      line: ({ subject }) => `Your application for ${subject} is on the shortlist`,
      body: 'You may be asked something on its page.',
      action: 'See the application',
    },
    offer_received: {
      line: ({ subject }) => `You have an offer for ${subject}`,
      body: 'Please read the terms and answer in time.',
      action: 'Read the terms and answer',
    },
    offer_accepted: {
      line: ({ subject }) => `The offer for ${subject} was accepted`,
      body: 'The work has its own page now.',
      action: 'Open the work',
    },
    application_overdue: {
      line: ({ subject }) => `An application for ${subject} still waits for an answer`,
      body: 'Somebody is waiting. Please put them on the shortlist, or decline.',
      deskBody: 'Please ask whoever posted the opening to answer. Otherwise the application ends by itself.',
      action: 'See the application',
    },
    application_ended: {
      line: ({ subject }) => `The application for ${subject} did not come about this time`,
      body: 'You find the reason on its page.',
      action: 'See the application',
    },
    report_received: {
      line: ({ subject }) => `A week of ${subject} was reported`,
      body: 'Please approve it, or send it back.',
      action: 'See the report',
    },
    report_answered: {
      line: ({ subject }) => `Your week of ${subject} was answered`,
      body: 'See whether it was approved, or why not.',
      action: 'See the report',
    },
    work_delivered: {
      line: ({ subject }) => `The work ${subject} was delivered`,
      body: 'Please inspect it in time.',
      action: 'Inspect it',
    },
    work_inspected: {
      line: ({ subject }) => `The work ${subject} was inspected`,
      body: 'See the result.',
      action: 'See the result',
    },
    work_completed: {
      line: ({ subject }) => `The work ${subject} is complete`,
      body: 'Please write a short review.',
      action: 'Write the review',
    },
    work_stopped: {
      line: ({ subject }) => `The work ${subject} was ended early`,
      body: 'Please look at the reason, and at what was reported and is to be paid.',
      action: 'Open the work',
    },
    work_overdue: {
      line: ({ subject }) => `Inspection or payment of ${subject} is late`,
      body: 'It is past its day. Please see to it now.',
      action: 'Open the work',
    },
    dispatch_requested: {
      line: ({ subject }) => `An expert is asked for: ${subject}`,
      body: 'See what it is about, and answer.',
      action: 'See the request',
    },
    dispatch_answered: {
      line: ({ subject }) => `The dispatch ${subject} moved`,
      body: 'See who comes, and when.',
      action: 'See the dispatch',
    },
    dispatch_report_due: {
      line: ({ subject }) => `The visit report of ${subject} is due`,
      body: 'It takes one minute.',
      action: 'Write the report',
    },
    membership_requested: {
      line: ({ subject }) => `Somebody says that they belong to ${subject}, and waits to be confirmed`,
      body: 'If you know them, press “Confirm”. If not, refuse with a reason.',
      deskBody:
        'Please make sure, by telephone for instance, before you press “Confirm”. If not, refuse with a reason.',
      action: 'See who waits',
    },
    membership_confirmed: {
      line: ({ subject }) => `A membership of ${subject} was confirmed`,
      body: 'The name of the organisation shows from now on, and its page can be edited.',
      action: 'See the organisation',
    },
    membership_refused: {
      line: ({ subject }) => `Your membership of ${subject} could not be confirmed`,
      body: 'The reason is on the page. You can go on under your own name as before.',
      action: 'See the reason',
    },
  },
  digest: {
    subject: (count) => `This morning’s notifications (${count})`,
    intro: 'Here is what you have not read yet.',
    more: (count) => `And ${count} more.`,
    action: 'See all notifications',
  },
};
