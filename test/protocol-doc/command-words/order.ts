import { type CommandWords, list, neverSignedIn, notIn } from './shared-words.ts';

/** Keeping order. In the order of the page. */
export const ORDER_WORDS = {
  mute: {
    summary:
      'For who [keeps order](#keeping-order) there. Keeps somebody from speaking in the lobby, or in a group, for so long; 0 lets them speak again. Of several the latest holds.',
    received: [
      { who: 'the sender’s connections', v1: '`(Muted): user2`, or `(Unmuted): user2`', v2: '' },
      { who: 'the muted', v1: 'nothing, until they speak', v2: '`muted`' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: {
      not_allowed: 'you don’t keep order there, or the other’s role in the group is no less than yours',
      user_not_found: neverSignedIn,
      ...notIn,
    },
    remark:
      'Where one is muted, `lobby`, `group`, `edit` and `react` are answered `muted`, and nobody is told of `typing`. What was said may be deleted, and reactions ' +
      'taken back. Whispers go on.',
  },
  ban: {
    summary:
      'For admins. Keeps somebody out, for so long, or for good. Their connections are closed with 1000, and none is let in: a handshake with their token is ' +
      'answered 403, and `authenticate` `banned`. What waits for them goes on waiting. Of several the latest holds.',
    received: [
      { who: 'the sender’s connections', v1: '`(Banned): user2`', v2: '' },
      { who: 'the banned', v1: '`{"error":"Banned"}`', v2: '`closing`' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: { not_allowed: 'you are no admin', user_not_found: neverSignedIn },
    remark:
      'It holds from the answer on. An admin may be banned, too: nothing but their token says that they are one; another admin lifts it, or the operator.',
  },
  unban: {
    summary:
      'Lets somebody in again, who isn’t told. For admins; with `group_name`, into that group, for who [keeps order](#keeping-order) there. What has ' +
      'waited for them is handed over when they sign in; in the group they are no member by it, and join again.',
    received: [
      { who: 'the sender’s connections', v1: '`(Unbanned): user2`', v2: '' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: {
      not_allowed: 'you are no admin; of a group, you don’t keep order there',
      user_not_found: neverSignedIn,
      conflict: 'they are not banned',
      ...notIn,
    },
  },
  audit: {
    summary:
      'For who [keeps order](#keeping-order) there. What was done for that, newest first: in the lobby and everywhere, or in a group.',
    received: [{ who: 'the connection', v2: '`list`' }],
    errors: { not_allowed: 'you don’t keep order there', ...notIn },
    remark:
      'It is kept {{AUDIT_DAYS}} days*. Of a group that was disbanded nobody can ask for it any more; that it was, and by whom, stands of an open one ' +
      'among what was done everywhere, of a private one nowhere, as admins learn nothing of it.',
  },
  bans: {
    summary:
      'Who is banned, for admins; with `group_name`, from that group, for who [keeps order](#keeping-order) there. May lag a moment behind.',
    received: list('them'),
    errors: { not_allowed: 'you are no admin; of a group, you don’t keep order there', ...notIn },
    remark: 'Where not all fit a frame there are fewer than `limit`, and `next` goes on.',
  },
  report: {
    summary:
      'Shows a message of somebody else, wherever you may see it, to those who [keep order](#keeping-order) there; one that was whispered to admins. It is kept as it ' +
      'is now: an edit or a deletion that comes later, be it an erasure, changes nothing of that.',
    received: [{ who: 'the connection', v2: '`ack` without an id' }],
    errors: {
      message_not_found: 'there is none, or you can’t see it',
      not_allowed: 'it is your own',
      ...notIn,
    },
    remark:
      'Nobody is told. Of one message you make one report: when you report it again, the answer is the same, and the first stands. It ends ' +
      '{{RESOLVED_REPORT_DAYS}} days after somebody has resolved it, and after {{REPORT_DAYS}} days where nobody has.',
  },
  reports: {
    summary:
      'What was reported, newest first: everywhere, for admins; with `group_name`, in that group, for who [keeps order](#keeping-order) there. Of what an owner or a ' +
      'moderator has said, only who has more to say there reads reports, and admins do.',
    received: [{ who: 'the connection', v2: '`list`' }],
    errors: { not_allowed: 'you are no admin; of a group, you don’t keep order there', ...notIn },
    remark:
      'At most {{REPORTS_PER_PAGE}} a page; it may hold fewer, even none, while `next` goes on. Admins read reports of private groups, too, where somebody in one ' +
      'has called upon them.',
  },
  resolve_report: {
    summary:
      'Says that a report is done with, and why, for who may read it. Nobody is told; who looks into `reports` or `audit` sees by whom.',
    received: [{ who: 'the connection', v2: '`ack` without an id' }],
    errors: {
      not_allowed: 'you may not read it, be there one or not',
      conflict: 'somebody has resolved it already; to admins also, that there is none any more',
    },
  },
} satisfies Readonly<Record<string, CommandWords>>;
