/** What is asked of a vendor at each rung, and what is said to a "no". */
import type { RungDo } from '../../domain/organisation.ts';

/** What is asked of the vendor, in their ears; said word for word on the phone. */
const ASK: Record<RungDo, string> = {
  ask: 'Please give us a real answer, and tell us when we will hear from you.',
  phone: 'Please put an engineer on it now, and tell me when we will hear from you.',
  'duty-manager': 'Please put me through to the duty manager.',
  call: 'Please get an engineer on it within the hour, and call me back.',
  executives: 'Please have your management take this over now, and call me back within the hour.',
};

/** The same where no telephone works: written, and answered in writing. */
const ASK_IN_WRITING: Record<RungDo, string> = {
  ask: ASK.ask,
  phone: 'Please put an engineer on it now, and tell us when we will hear from you.',
  'duty-manager': 'Please have your duty manager take this over now, and answer in this ticket.',
  call: 'Please get an engineer on it within the hour, and answer in this ticket.',
  executives: 'Please have your management take this over now, and answer in this ticket within the hour.',
};
/** A whole sentence of it. `spoken`: on the telephone. */
export const asked = (act: RungDo, spoken: boolean) => (spoken ? ASK : ASK_IN_WRITING)[act];

/** What is said to a "no"; nobody invents this at three in the morning. */
export const REFUSED: Record<RungDo, string> = {
  ask: '“Then please write into the ticket that you cannot help, and tell me who can.”',
  phone:
    '“Then please give me your name, write your refusal into the ticket, and connect me to somebody who may say yes.”',
  'duty-manager':
    '“Then please give me the name and the direct number of whoever is on duty above you. I write down the time.”',
  call: '“Then please tell me who can decide this, and put me through now. I have to note that you could not.”',
  executives:
    '“Then our management puts it in writing to yours today, as a breach of the contract. Who takes it there?”',
};
