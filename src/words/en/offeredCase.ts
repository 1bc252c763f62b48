/** Labels and short sentences for whoever is told of a hand-over that somebody else has to answer. */

export const offeredCase = {
  tellYourself: (name: string) => `Tell ${name} yourself, or ask somebody else`,
  waitForAnswer: (name: string) => `Get ${name}'s answer to the hand-over`,
  ownsUntilThen: (name: string) => `${name} owns the case until then`,
  cannotBeReached: (name: string) => `${name} cannot be reached`,
  noPhoneOf: (name: string) => `No telephone number that works is known of ${name}`,
  answersWith: (command: string) => `can answer with ${command}`,
  askedToTake: 'asked to take the case over',
} as const;
