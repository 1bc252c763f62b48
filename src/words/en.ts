// The English catalogue, one file per area: what people read.
// Only sentences over data; nothing is decided here, and no card is drawn.
/** English, put together from its areas in `en/`. */
import type { Catalogue } from './catalogue.ts';
import { answers } from './en/answers.ts';
import { buttons, callResults } from './en/buttons.ts';
import { cards } from './en/cards.ts';
import { undelivered } from './en/delivery.ts';
import { event } from './en/events.ts';
import {
  asOf,
  behind,
  error,
  notKept,
  outsiderWithoutTicket,
  short,
  stranger,
  tooFast,
  unidentified,
  unsaid,
  welcome,
  wrongTenant,
} from './en/meeting.ts';
import { ball, callResult, role, route, routeKind, severity, severityMeaning, stageName, status } from './en/names.ts';
import { holder, keyAction, keyName, lateness, obligation, obligationLong, obligationName } from './en/obligations.ts';
import { outside } from './en/outside.ts';
import { away, channelPing, pingNext, pingReason, pingSummary, rung, threadPing } from './en/pings.ts';
import { refusal } from './en/refusals.ts';
import { endingOf } from './en/stillOwed.ts';
import { openAndLater, theseWork, wayWithRecord } from './en/ways.ts';

export const en: Catalogue = {
  buttons,
  callResults,
  role,
  severity,
  severityMeaning,
  routeKind,
  route,
  theseWork: (routes, vendor, state, s) =>
    theseWork(
      openAndLater(routes, (route) => wayWithRecord(state, vendor, route, s), s),
      s,
    ),
  ball,
  status,
  stage: stageName,
  undelivered,
  callResult,
  rung,
  event,
  refusal,
  obligation,
  obligationName,
  keyName,
  keyAction,
  ending: endingOf,
  lateness,
  holder,
  obligationLong,
  pingReason,
  pingNext,
  pingSummary,
  threadPing,
  channelPing,
  away,
  answers,
  cards,
  outside,
  welcome,
  short,
  stranger,
  unidentified,
  unsaid,
  behind,
  tooFast,
  notKept,
  wrongTenant,
  outsiderWithoutTicket,
  error,
  asOf,
};
